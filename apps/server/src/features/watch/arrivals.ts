import { newId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import type { WatchDeps } from './deps.ts';
import { holdLease, type Lease } from './lease.ts';
import type { Inbox, NewMessage, WatchAccount } from './ports.ts';
import { type Decision, tables } from './tables.ts';

/** The same mail is not announced twice within this time (design §2). */
const memoryDays = 30;
/** How far a mail server's clock may be behind ours before its new mail looks older than the watch. */
const clockGraceMs = 10 * 60_000;

/** What is known of a batch before it is committed. */
export interface Batch {
  readonly arrivedAt: Date;
  /** The folder's first look: what lies there may be old. */
  readonly firstLook: boolean;
  /** A summary of this very sync has already been decided: index and remember, announce nothing more. */
  readonly quiet: boolean;
}

/**
 * The one transaction of an arrival (design §2): index rows, advanced cursor, arrivals, notices and their jobs, all or
 * nothing, and only while the lease is ours. Answers the moved cursor and how many mails were announced.
 */
export async function commitArrivals(
  deps: WatchDeps,
  lease: Lease,
  account: WatchAccount,
  inbox: Inbox,
  messages: readonly NewMessage[],
  batch: Batch,
): Promise<{ inbox: Inbox; announced: number }> {
  await deps.prepareNotices(account.corpId);
  return deps.db.inCorp(account.corpId, async (tx) => {
    await holdLease(tx, lease);
    const taken = await deps.index.takeIn(tx, inbox, messages);
    const decided = await decide(tx, account, taken.fresh, batch);
    const written = await writeArrivals(deps, tx, inbox, decided, batch);
    const announce = decided.filter((item) => item.decision === 'noticed' && written.has(item.message.uid));
    // Asked now and not when the session began: who has unbound the mailbox since is told nothing more of its mail.
    const memberIds = announce.length > 0 ? await deps.accounts.membersOf(tx, account.mailboxId) : [];
    if (memberIds.length > 0)
      await deps.decideNotices(tx, {
        mailboxId: account.mailboxId,
        memberIds,
        folderId: inbox.id,
        arrivedAt: batch.arrivedAt,
        messages: announce.map((item) => item.message),
      });
    deps.events.publish(tx, {
      kind: 'mailbox.messages',
      corpId: account.corpId,
      mailboxId: account.mailboxId,
      folderId: inbox.id,
      arrived: taken.fresh.length,
    });
    return { inbox: taken.inbox, announced: announce.length };
  });
}

interface Decided {
  readonly message: NewMessage;
  readonly decision: Decision;
}

async function decide(
  tx: CorpTx,
  account: WatchAccount,
  messages: readonly NewMessage[],
  batch: Batch,
): Promise<readonly Decided[]> {
  if (messages.length === 0) return [];
  const rows = await tables(tx)
    .selectFrom('arrival')
    .select('fingerprint')
    .where('mailbox_id', '=', account.mailboxId)
    .where('arrived_at', '>', sql<Date>`${batch.arrivedAt}::timestamptz - make_interval(days => ${memoryDays})`)
    .where('fingerprint', '=', sql<Buffer>`any(${messages.map((message) => message.fingerprint)}::bytea[])`)
    .execute();
  const known = new Set(rows.map((row) => row.fingerprint.toString('hex')));
  // INTERNALDATE has whole seconds (RFC 3501 §2.3.3).
  const since = Math.floor(account.boundAt.getTime() / 1_000) * 1_000 - (batch.firstLook ? 0 : clockGraceMs);
  return messages.map((message) => {
    const print = message.fingerprint.toString('hex');
    const repeated = known.has(print);
    known.add(print);
    return { message, decision: decisionOf(message, repeated, since, batch) };
  });
}

function decisionOf(message: NewMessage, repeated: boolean, since: number, batch: Batch): Decision {
  if (message.internalDate.getTime() < since) return 'old';
  if (repeated) return 'repeated';
  if (message.seen) return 'read';
  return batch.quiet ? 'merged' : 'noticed';
}

async function writeArrivals(
  deps: WatchDeps,
  tx: CorpTx,
  inbox: Inbox,
  decided: readonly Decided[],
  batch: Batch,
): Promise<ReadonlySet<number>> {
  if (decided.length === 0) return new Set();
  const now = new Date(deps.clock.now());
  const rows = await tables(tx)
    .insertInto('arrival')
    .values(
      decided.map(({ message, decision }) => ({
        corp_id: tx.corpId,
        id: newId(now.getTime()),
        mailbox_id: inbox.mailboxId,
        folder_id: inbox.id,
        uidvalidity: inbox.uidValidity,
        uid: message.uid,
        message_id: message.id,
        fingerprint: message.fingerprint,
        arrived_at: batch.arrivedAt,
        decided_at: now,
        decision,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['corp_id', 'mailbox_id', 'folder_id', 'uidvalidity', 'uid']).doNothing(),
    )
    .returning('uid')
    .execute();
  return new Set(rows.map((row) => row.uid));
}
