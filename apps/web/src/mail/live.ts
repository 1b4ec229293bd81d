import type { LiveEvent } from '@hongyan/contract';
import { client } from '../api/api.ts';
import { listenLive } from '../api/live.ts';
import { reloadSession } from '../session.ts';
import { loadFolders } from './folders.ts';
import { type ListSpec, refreshList } from './lists.ts';
import { live, mailbox, online, spec } from './view.ts';

/** Pages that show a letter being sent listen here. */
export const sendEvents = new EventTarget();

/** Keeps what is shown up to date until the returned function is called. */
export function startLive(): () => void {
  const stopStream = listenLive({
    async open(signal) {
      const response = await client.open('/live', signal);
      // The stream cannot sign in by itself; an ordinary request can.
      if (response.status === 401) await reloadSession();
      return response;
    },
    onEvent,
    onGap: reloadShown,
    onState: (connected) => {
      live.value = connected;
    },
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(done, ms);
        function done() {
          clearTimeout(timer);
          window.removeEventListener('online', done);
          signal.removeEventListener('abort', stop);
          resolve();
        }
        function stop() {
          clearTimeout(timer);
          window.removeEventListener('online', done);
          reject(signal.reason as Error);
        }
        window.addEventListener('online', done, { once: true });
        signal.addEventListener('abort', stop, { once: true });
      }),
  });
  const network = () => {
    online.value = navigator.onLine;
    if (navigator.onLine) reloadShown();
  };
  window.addEventListener('online', network);
  window.addEventListener('offline', network);
  return () => {
    stopStream();
    window.removeEventListener('online', network);
    window.removeEventListener('offline', network);
  };
}

let later: ReturnType<typeof setTimeout> | undefined;

function onEvent(event: LiveEvent): void {
  const at = spec.value;
  if (event.kind === 'messages') {
    if (at && event.mailboxId === at.mailboxId) soon(at, event.folderId === at.folderId);
    else if (!at) void loadFolders(event.mailboxId);
  } else if (event.kind === 'folders') void loadFolders(event.mailboxId);
  else if (event.kind === 'mailbox') {
    void reloadSession();
    if (at) soon(at, true);
    else void loadFolders(event.mailboxId);
  } else if (event.kind === 'send') sendEvents.dispatchEvent(new CustomEvent('send', { detail: event.sendId }));
}

/** A burst of events is one request. */
function soon(at: ListSpec, list: boolean): void {
  wantList ||= list;
  clearTimeout(later);
  later = setTimeout(() => {
    void loadFolders(at.mailboxId);
    if (wantList && spec.value) void refreshList(spec.value, true);
    wantList = false;
  }, 120);
}
let wantList = false;

function reloadShown(): void {
  void reloadSession();
  const at = spec.value;
  // Right after binding no folder is known yet: the address of the inbox comes with the folders.
  const mailboxId = at?.mailboxId ?? mailbox.value?.id;
  if (mailboxId) void loadFolders(mailboxId);
  if (at) void refreshList(at, true);
}
