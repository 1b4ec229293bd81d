import type { MailboxSummary, SendRequest } from '@hongyan/contract';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { ComposeStart } from '../compose-start.ts';
import { type Begin, isWritten, originalOf } from './begin.ts';
import type { Draft, Drafts } from './drafts.ts';
import { type Editor, toOutgoingHtml } from './editor.ts';
import type { Entry, Recipients } from './recipients.ts';
import { holdSeconds } from './send-letter.ts';
import type { UploadItem, Uploads } from './uploads.ts';
import { useUploads } from './uploads.ts';

/** What a person sets besides the text itself. */
export interface Fields extends Recipients {
  readonly subject: string;
  readonly quote: boolean;
  readonly partIds: readonly string[];
}

/** One letter while it is written. */
export interface Letter {
  readonly fields: Fields;
  readonly uploads: Uploads;
  set(change: Partial<Fields>): void;
  /** The text has changed. */
  touch(): void;
  snapshot(): Draft;
  isWritten(): boolean;
  /** When the draft was last kept; `failed` where it cannot be kept. */
  readonly saved: Date | 'failed' | undefined;
  saveNow(): void;
  request(items: readonly UploadItem[]): SendRequest;
}

const quietMs = 800;

/** Holds a letter's fields, keeps its draft a moment after each change, and makes the request of it. */
export function useLetter(
  begin: Begin,
  context: {
    readonly start: ComposeStart;
    readonly mailbox: MailboxSummary;
    readonly drafts: Drafts;
    readonly editor: RefObject<Editor | undefined>;
  },
): Letter {
  const { start, mailbox, drafts, editor } = context;
  const { to, cc, bcc, subject, quote, partIds } = begin.draft;
  const [fields, setFields] = useState<Fields>({ to, cc, bcc, subject, quote, partIds });
  const uploads = useUploads(begin.draft.uploads);
  const [saved, setSaved] = useState<Letter['saved']>(begin.restored ? new Date(begin.draft.savedAt) : undefined);
  const [tick, setTick] = useState(0);
  const latest = useRef({ fields, uploads });
  latest.current = { fields, uploads };

  const snapshot = useCallback((): Draft => {
    const now = latest.current;
    return {
      ...now.fields,
      html: toOutgoingHtml(editor.current?.html() ?? begin.draft.html, () => undefined),
      uploads: now.uploads.items.flatMap(({ name, size, mediaType, inline, state }) =>
        state.kind === 'ready' && !inline ? [{ id: state.id, name, size, mediaType }] : [],
      ),
      sendId: begin.draft.sendId,
      savedAt: Date.now(),
    };
  }, [begin, editor]);

  const saveNow = useCallback(() => {
    const draft = snapshot();
    if (!isWritten(draft, begin.blank)) {
      drafts.drop(start);
      setSaved(undefined);
    } else setSaved(drafts.save(start, draft) ? new Date(draft.savedAt) : 'failed');
  }, [snapshot, begin, drafts, start]);

  const isFirst = useRef(true);
  const readyFiles = uploads.items.filter((item) => item.state.kind === 'ready').length;
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const timer = setTimeout(saveNow, quietMs);
    return () => clearTimeout(timer);
  }, [fields, tick, readyFiles, saveNow]);

  useEffect(() => {
    // A web view may be put away at any moment and never come back.
    const keep = () => {
      if (document.visibilityState === 'hidden') saveNow();
    };
    document.addEventListener('visibilitychange', keep);
    return () => document.removeEventListener('visibilitychange', keep);
  }, [saveNow]);

  return {
    fields,
    uploads,
    saved,
    snapshot,
    saveNow,
    set: (change) => setFields((now) => ({ ...now, ...change })),
    touch: () => setTick((n) => n + 1),
    isWritten: () =>
      isWritten(snapshot(), begin.blank) || latest.current.uploads.items.length > begin.blank.uploads.length,
    request: (items) =>
      toRequest(begin.draft.sendId, start, mailbox, latest.current.fields, items, editor.current?.html() ?? ''),
  };
}

function toRequest(
  sendId: string,
  start: ComposeStart,
  mailbox: MailboxSummary,
  fields: Fields,
  items: readonly UploadItem[],
  html: string,
): SendRequest {
  const ready = new Map(items.flatMap(({ key, state }) => (state.kind === 'ready' ? [[key, state.id] as const] : [])));
  const used = new Set<string>();
  const outgoing = toOutgoingHtml(html, (key) => {
    const id = ready.get(key);
    if (id) used.add(key);
    return id;
  });
  const plain = (list: readonly Entry[]) => list.map(({ name, address }) => ({ name, address }));
  const originalId = originalOf(start);
  return {
    sendId,
    mailboxId: mailbox.id,
    kind: start.kind,
    ...(originalId ? { originalId } : {}),
    to: plain(fields.to),
    cc: plain(fields.cc),
    bcc: plain(fields.bcc),
    subject: fields.subject,
    html: outgoing,
    quote: fields.quote,
    // A picture that was deleted from the text again does not travel.
    uploadIds: items.flatMap(({ key, inline, state }) =>
      state.kind === 'ready' && (!inline || used.has(key)) ? [state.id] : [],
    ),
    originalPartIds: [...fields.partIds],
    holdSeconds,
  };
}
