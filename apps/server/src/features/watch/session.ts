import { err, ok } from '@hongyan/kit';
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
const fullRoundMs = 15 * 60_000;
const restRoundMs = 5 * 60_000;

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
  let inbox: Inbox = aligned.folder;

  const catchUp = async (arrivedAt: Date, first: number): Promise<void> => {
    let announced = 0;
    const isFirstLook = inbox.lastUid === 0;
    for await (const messages of deps.index.fetchNewer(corpId, connection, inbox, { chunk, first, signal })) {
      const result = await commitArrivals(deps, lease, account, inbox, messages, {
        arrivedAt,
        firstLook: isFirstLook,
        quiet: announced > 0,
      });
      inbox = result.inbox;
      announced += result.announced;
    }
  };

  await catchUp(new Date(deps.clock.now()), aligned.renumbered ? renumberedLook : firstLook);
  await deps.index.resume(corpId, mailboxId);
  const rest = startRest(deps, account, signal);
  try {
    await deps.index.reconcile(corpId, connection, inbox, newest);
    let fullAt = deps.clock.now();
    for (;;) {
      if (signal.aborted) return ok(undefined);
      // What was said while we were busy is not said again.
      if (news.isSilent()) {
        const waited = await connection.wait({ signal, pollMs: account.profile.pollMs });
        if (!waited.ok) return err(waited.error);
        if (waited.value === 'aborted') return ok(undefined);
      }
      const arrivedAt = new Date(deps.clock.now());
      const heard = news.take();
      await catchUp(arrivedAt, firstLook);
      // A server that is asked by STATUS says only that something is different.
      if (heard.changes || heard.disappearances || !heard.arrivals) {
        const changed = await deps.index.reconcile(corpId, connection, inbox, newest);
        if (heard.disappearances && !changed) await deps.index.reconcile(corpId, connection, inbox);
      }
      if (deps.clock.now() - fullAt > fullRoundMs) {
        fullAt = deps.clock.now();
        await deps.index.reconcile(corpId, connection, inbox);
      }
    }
  } finally {
    rest.stop();
  }
}

/** Other folders and older mail, again and again, beside the watch. */
function startRest(deps: WatchDeps, { corpId, mailboxId }: WatchAccount, signal: AbortSignal): { stop(): void } {
  const stopped = new AbortController();
  const either = AbortSignal.any([signal, stopped.signal]);
  void (async () => {
    while (!either.aborted) {
      await deps.index
        .syncRest(corpId, mailboxId, either)
        .catch(
          (error: unknown) => either.aborted || deps.log.warn('sync of other folders stopped', { mailboxId, error }),
        );
      await deps.clock.sleep(restRoundMs, either).catch(() => undefined);
    }
  })();
  return { stop: () => stopped.abort() };
}
