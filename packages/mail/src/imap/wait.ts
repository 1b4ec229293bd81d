import { randomInt } from 'node:crypto';
import { err, ok } from '@hongyan/kit';
import { failure } from '../failure.ts';
import type { MailResult } from '../types.ts';
import { idleOnce } from './idle.ts';
import { noop } from './noop.ts';
import type { ImapSession } from './session.ts';
import { readStatus } from './status.ts';

/** Waits for news on the open folder: IDLE where the server has it, else STATUS again and again. */
export async function waitForNews(
  session: ImapSession,
  { signal, pollMs }: { readonly signal: AbortSignal; readonly pollMs: number },
): Promise<MailResult<'news' | 'aborted'>> {
  let idles = session.profile.keepAlive === 'idle' && session.capabilities.has('IDLE');
  for (;;) {
    if (signal.aborted) return ok('aborted');
    if (!session.selected) return err(failure('mail.folder_missing', 'no folder is open'));
    if (session.freshNews) {
      session.freshNews = false;
      return ok('news');
    }
    const turn = idles ? await idleTurn(session, signal) : await statusTurn(session, signal, pollMs);
    if (turn.ok) continue;
    // A server that offers IDLE and then refuses it is asked instead.
    if (!idles || session.ended) return turn;
    idles = false;
  }
}

/** Renewed early and at a random moment, so that ten thousand mailboxes do not renew together. */
function idleTurn(session: ImapSession, signal: AbortSignal): Promise<MailResult<unknown>> {
  const most = session.profile.idleRenewMs;
  const renewMs = most - randomInt(Math.max(1, Math.floor(most / 8)));
  return session.exclusive(async () =>
    session.freshNews || signal.aborted ? ok('news' as const) : idleOnce(session, { signal, renewMs }),
  );
}

/**
 * NOOP and STATUS, because neither is enough everywhere: STATUS is what keeps NetEase's session alive and tells its news
 * (mail-providers.md §2.3.2), while Dovecot answers a STATUS of the open folder from what the session already knows.
 */
async function statusTurn(session: ImapSession, signal: AbortSignal, pollMs: number): Promise<MailResult<unknown>> {
  if (session.selected?.lastStatus) {
    await pause(session, pollMs, signal);
    if (signal.aborted) return ok('aborted');
  }
  return session.exclusive(async () => {
    const { selected } = session;
    if (!selected) return err(failure('mail.folder_missing', 'no folder is open'));
    const said = await noop(session);
    if (!said.ok) return said;
    const status = await readStatus(session, selected.wirePath);
    if (!status.ok) return status;
    const { messages, unseen, uidNext } = status.value;
    const before = selected.lastStatus;
    selected.lastStatus = { messages, unseen, ...(uidNext === undefined ? {} : { uidNext }) };
    const counted = messages !== selected.exists;
    const changed = before && (before.messages !== messages || before.unseen !== unseen || before.uidNext !== uidNext);
    if (counted) {
      selected.exists = messages;
      session.tell({ kind: 'exists', count: messages });
    }
    if (counted || changed) session.freshNews = true;
    return ok('asked');
  });
}

/** Sleeps until the time, the signal, or news that the server sent by itself (its goodbye included). */
function pause(session: ImapSession, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      session.onFreshNews = undefined;
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    session.onFreshNews = end;
  });
}
