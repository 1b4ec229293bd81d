import { err, type FolderId, ok } from '@hongyan/kit';
import type { ImapConnection, ImapNews, MailResult } from '@hongyan/mail';
import { commitArrivals } from './arrivals.ts';
import type { WatchDeps } from './deps.ts';
import type { Lease } from './lease.ts';
import type { Inbox, WatchAccount } from './ports.ts';

const firstLook = 50;
/** A folder that was numbered anew: look far enough to find what came meanwhile. */
const renumberedLook = 1_000;
const chunk = 1_000;
/** Flags change mostly on young mail. */
const newest = 500;
/** A full comparison of the inbox every so many rounds. */
const fullEvery = 3;
/** A look at the other folders; each mailbox at its own moment. */
const roundMs = 5 * 60_000;

/** What the server has said since it was last asked. */
interface Heard {
  arrivals: boolean;
  changes: boolean;
  disappearances: boolean;
}
const nothing = (): Heard => ({ arrivals: false, changes: false, disappearances: false });

function listen(connection: ImapConnection): { take(): Heard; isSilent(): boolean } {
  let heard = nothing();
  connection.onNews((news: ImapNews) => {
    if (news.kind === 'exists') heard.arrivals = true;
    else if (news.kind === 'flags') heard.changes = true;
    else if (news.kind !== 'closed') heard.disappearances = true;
  });
  return {
    take() {
      const now = heard;
      heard = nothing();
      return now;
    },
    isSilent: () => !heard.arrivals && !heard.changes && !heard.disappearances,
  };
}

/**
 * The life of one watching connection: catch up from the cursor, then wait and take in what the server announces. Ends with
 * ok when told to stop, with a failure when the connection is over; throws LostLease when the lease has changed hands.
 */
export async function runSession(
  deps: WatchDeps,
  lease: Lease,
  account: WatchAccount,
  connection: ImapConnection,
  signal: AbortSignal,
): Promise<MailResult<void>> {
  const { corpId, mailboxId } = account;
  const news = listen(connection);
  const known = await deps.index.inbox(corpId, mailboxId);
  const opened = await connection.open(known.wirePath, { readOnly: true });
  if (!opened.ok) return err(opened.error);
  const aligned = await deps.index.align(corpId, known, opened.value, connection);
  const rest = startRest(deps, account, signal);
  let inbox: Inbox = aligned.folder;
  let isFirstLook = aligned.neverRead;

  const catchUp = async (arrivedAt: Date, first: number): Promise<void> => {
    let announced = 0;
    for await (const messages of deps.index.fetchNewer(corpId, connection, inbox, { chunk, first, signal })) {
      const result = await commitArrivals(deps, lease, account, inbox, messages, {
        arrivedAt,
        firstLook: isFirstLook,
        quiet: announced > 0,
      });
      inbox = result.inbox;
      announced += result.announced;
    }
    isFirstLook = false;
  };

  await catchUp(new Date(deps.clock.now()), aligned.renumbered ? renumberedLook : firstLook);
  await deps.index.resume(corpId, mailboxId);
  await deps.index.reconcile(corpId, connection, inbox, newest);
  for (let round = 0; ; round += 1) {
    const { changed, complete } = await deps.index.lookAround(corpId, mailboxId, connection);
    if (changed.length > 0 || !complete || round === 0) rest.run(changed);
    if (round % fullEvery === fullEvery - 1) await deps.index.reconcile(corpId, connection, inbox);
    const roundEnds = deps.clock.now() + roundMs * (0.75 + Number.parseInt(mailboxId.slice(-4), 16) / 0xffff / 2);
    while (deps.clock.now() < roundEnds) {
      if (signal.aborted) return ok(undefined);
      // What was said while we were busy is not said again.
      if (news.isSilent()) {
        const waited = await waitUntil(deps, connection, account.profile.pollMs, roundEnds, signal);
        if (!waited.ok) return err(waited.error);
        if (waited.value === 'aborted') continue;
      }
      const arrivedAt = new Date(deps.clock.now());
      const heard = news.take();
      await catchUp(arrivedAt, firstLook);
      // A server that is asked by STATUS says only that something is different.
      if (heard.changes || heard.disappearances || !heard.arrivals) {
        const found = await deps.index.reconcile(corpId, connection, inbox, newest);
        if (heard.disappearances && !found) await deps.index.reconcile(corpId, connection, inbox);
      }
    }
  }
}

/** Waits for news, but not beyond the end of the round. */
async function waitUntil(
  deps: WatchDeps,
  connection: ImapConnection,
  pollMs: number,
  until: number,
  signal: AbortSignal,
): Promise<MailResult<'news' | 'aborted'>> {
  const over = new AbortController();
  const stop = () => over.abort();
  signal.addEventListener('abort', stop, { once: true });
  void deps.clock.sleep(until - deps.clock.now(), over.signal).then(stop, () => undefined);
  try {
    return await connection.wait({ signal: over.signal, pollMs });
  } finally {
    signal.removeEventListener('abort', stop);
    over.abort();
  }
}

/** Other folders and older mail, beside the watch; one run at a time. */
function startRest(
  deps: WatchDeps,
  { corpId, mailboxId }: WatchAccount,
  signal: AbortSignal,
): { run(changed: readonly FolderId[]): void } {
  let running = false;
  return {
    run(changed) {
      if (running) return;
      running = true;
      deps.index
        .syncRest(corpId, mailboxId, changed, signal)
        .catch((error: unknown) => {
          if (!signal.aborted) deps.log.warn('sync of other folders stopped', { mailboxId, error });
        })
        .finally(() => {
          running = false;
        });
    },
  };
}
