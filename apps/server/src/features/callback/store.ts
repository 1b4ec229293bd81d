import type { CorpTx } from '../../platform/db/types.ts';
import { type CallbackTables, tables } from './tables.ts';

/** An event on its way into the log. */
export type NewEvent = Omit<CallbackTables['dingtalk_events'], 'corp_id' | 'attempts'>;

/**
 * Writes events down; answers the ids that were not here before. Waits for another transaction that is writing one of them.
 * In order of their ids, so that two processes that were pushed the same ones never wait for each other.
 */
export async function keepEvents(tx: CorpTx, events: readonly NewEvent[]): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const rows = events
    .map((event) => ({ corp_id: tx.corpId, ...event }))
    .sort((a, b) => (a.event_id < b.event_id ? -1 : 1));
  const made = await tables(tx)
    .insertInto('dingtalk_events')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .execute();
  return new Set(made.map(({ event_id }) => event_id));
}

/** Notes that proofs of pushes were used; answers when each was used first, by its hex. */
export async function useProofs(tx: CorpTx, proofs: readonly Buffer[], now: Date): Promise<ReadonlyMap<string, Date>> {
  if (proofs.length === 0) return new Map();
  const sorted = [...proofs].sort(Buffer.compare);
  const made = await tables(tx)
    .insertInto('dingtalk_pushes')
    .values(sorted.map((proof) => ({ corp_id: tx.corpId, proof, seen_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('proof')
    .execute();
  if (made.length === proofs.length) return new Map();
  const before = await tables(tx)
    .selectFrom('dingtalk_pushes')
    .select(['proof', 'seen_at'])
    .where('corp_id', '=', tx.corpId)
    .where('proof', 'in', sorted)
    .execute();
  return new Map(before.map(({ proof, seen_at }) => [proof.toString('hex'), seen_at]));
}

/** Those of the events that still wait for their handler. */
export async function findWaiting(
  tx: CorpTx,
  eventIds: readonly string[],
): Promise<readonly { readonly event_id: string; readonly payload: Buffer }[]> {
  return tables(tx)
    .selectFrom('dingtalk_events')
    .select(['event_id', 'payload'])
    .where('corp_id', '=', tx.corpId)
    .where('event_id', 'in', eventIds)
    .where('handled_at', 'is', null)
    .execute();
}

/** Writes down that these were handled. */
export async function recordHandled(tx: CorpTx, eventIds: readonly string[], now: Date): Promise<void> {
  await tables(tx)
    .updateTable('dingtalk_events')
    .set((row) => ({ attempts: row('attempts', '+', 1), error: null, handled_at: now }))
    .where('corp_id', '=', tx.corpId)
    .where('event_id', 'in', eventIds)
    .execute();
}

/** Writes down why a try failed. */
export async function recordFailure(tx: CorpTx, eventId: string, error: string): Promise<void> {
  await tables(tx)
    .updateTable('dingtalk_events')
    .set((row) => ({ attempts: row('attempts', '+', 1), error }))
    .where('corp_id', '=', tx.corpId)
    .where('event_id', '=', eventId)
    .execute();
}

/** Forgets what is older than it must be kept. */
export async function forgetOld(
  tx: CorpTx,
  before: { readonly events: Date; readonly proofs: Date; readonly streams: Date },
): Promise<void> {
  const db = tables(tx);
  const { corpId } = tx;
  await db
    .deleteFrom('dingtalk_events')
    .where('corp_id', '=', corpId)
    .where('received_at', '<', before.events)
    .execute();
  await db.deleteFrom('dingtalk_pushes').where('corp_id', '=', corpId).where('seen_at', '<', before.proofs).execute();
  await db.deleteFrom('event_streams').where('corp_id', '=', corpId).where('until', '<', before.streams).execute();
}
