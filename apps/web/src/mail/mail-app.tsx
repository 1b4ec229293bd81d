import { useEffect, useState } from 'react';
import type { Failure } from '../api/answer.ts';
import { noticeId } from '../boot.ts';
import { language } from '../i18n/language.ts';
import { go, route } from '../router.ts';
import { reloadSession, resolveNotice, session, start } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { isPhone, layout } from '../ui/layout.ts';
import { loadFolders } from './folders.ts';
import { useKeys } from './keys.ts';
import { listOf, refreshList, seedList } from './lists.ts';
import { startLive } from './live.ts';
import { mailText } from './mail-text.ts';
import { PaneMail } from './pane-mail.tsx';
import { PanelMail, startsAsPanel } from './panel-mail.tsx';
import { warmReader } from './parts.ts';
import { PhoneMail } from './phone-mail.tsx';
import { inboxOf, mailbox, spec } from './view.ts';

/** Mail: decides where to begin, keeps everything up to date, and draws what fits. */
export function MailApp() {
  const [panel, setPanel] = useState(startsAsPanel);
  const notice = useBeginning();
  const mailboxId = mailbox.value?.id;
  const at = spec.value;
  const ids = (session.value?.mailboxes ?? []).map((each) => each.id).join();

  // What the first screen does not need waits until it is drawn.
  useEffect(() => {
    let stop = () => {};
    const timer = setTimeout(() => {
      stop = startLive();
      warmReader();
    }, laterMs);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  useKeys();
  useEffect(() => {
    const load = () => {
      for (const id of ids.split(',')) void loadFolders(id);
    };
    if (!start.peek()?.inbox) return load();
    const timer = setTimeout(load, laterMs);
    return () => clearTimeout(timer);
  }, [ids]);
  // A list is asked for when it is first shown, and looked at again when one comes back to it.
  useEffect(() => {
    if (!at) return;
    const known = listOf(at);
    if (!known || Date.now() - known.at > 5000) void refreshList(at, true);
  }, [at?.mailboxId, at?.folderId, at?.filter, at?.q]);
  // While the index is being filled for the first time, the page looks by itself too.
  const syncing = mailbox.value?.state.kind === 'syncing';
  useEffect(() => {
    if (!syncing) return;
    const timer = setInterval(() => {
      void reloadSession();
      const shown = spec.peek();
      if (shown) void refreshList(shown, true);
      else if (mailboxId) void loadFolders(mailboxId);
    }, 2000);
    return () => clearInterval(timer);
  }, [syncing, mailboxId]);
  // Home is the inbox, as soon as one knows which folder that is.
  const home = route.value.kind === 'home' && mailboxId ? inboxOf(mailboxId)?.id : undefined;
  useEffect(() => {
    if (home && mailboxId && !notice) go({ kind: 'mail', mailboxId, folderId: home }, { replace: true });
  }, [home, mailboxId, notice]);

  // The mail of a notice comes first: no list flashes by before it.
  if (notice === 'waiting') return null;
  if (notice) return <NoticeRefused failure={notice} />;
  if (panel && !isPhoneScreen()) return <PanelMail onLeave={() => setPanel(false)} />;
  return layout.value === 'phone' ? <PhoneMail /> : <PaneMail />;
}

const laterMs = 250;

const isPhoneScreen = () => isPhone.value && /Mobile|Android|iPhone/i.test(navigator.userAgent);

/** Where to begin: at the mail of the notice, at the inbox that came with the sign-in, or where the address says. */
function useBeginning(): Failure | 'waiting' | undefined {
  const [fresh] = useState(() => {
    const at = route.peek();
    const mine = at.kind === 'mail' && session.peek()?.mailboxes.some((each) => each.id === at.mailboxId);
    // An address that was left behind by somebody else leads home.
    if (at.kind === 'mail' && !mine) go({ kind: 'home' }, { replace: true });
    return !mine;
  });
  const [notice, setNotice] = useState<Failure | 'waiting' | undefined>(fresh && noticeId ? 'waiting' : undefined);
  useState(() => {
    const inbox = start.peek()?.inbox;
    const first = inbox?.messages[0]?.mailboxId ?? session.peek()?.mailboxes[0]?.id;
    if (!inbox || !first) return;
    seedList(first, inbox);
    if (fresh && !noticeId) go({ kind: 'mail', mailboxId: first, folderId: inbox.folder.id }, { replace: true });
  });
  useEffect(() => {
    if (notice !== 'waiting') return;
    void resolveNotice().then((target) => {
      if (!target || 'code' in target) return setNotice(target);
      const { mailboxId, folderId, messageId } = target;
      // The folder lies below the mail, so that "back" leads to the list and not out of the app.
      go({ kind: 'mail', mailboxId, folderId }, { replace: true });
      if (messageId) go({ kind: 'mail', mailboxId, folderId, messageId });
      setNotice(undefined);
    });
  }, [notice]);
  return notice;
}

function NoticeRefused({ failure }: { readonly failure: Failure }) {
  const t = mailText();
  return (
    <main>
      <EmptyState
        title={failure.what[language.value]}
        detail={failure.detail}
        act={
          <Button kind="soft" onClick={() => location.replace(`${location.pathname}${withoutNotice()}`)}>
            {t.toInbox}
          </Button>
        }
      />
    </main>
  );
}

function withoutNotice(): string {
  const query = new URLSearchParams(location.search);
  query.delete('n');
  return `?${query}`;
}
