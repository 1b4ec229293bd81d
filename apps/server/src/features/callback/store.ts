import type { DingTalkEvent, MalformedEvent } from '@hongyan/dingtalk';
import type { CorpTx } from '../../platform/db/types.ts';
import { tables } from './tables.ts';

/** Writes an event down; false when it was here before. Waits for another transaction that is writing the same one. */
export async function keepEvent(
  tx: CorpTx,
  event: DingTalkEvent,
  given: { readonly payload: Buffer; readonly now: Date; readonly handled: boolean },
): Promise<boolean> {
  return insert(tx, {
    event_id: event.eventId,
    type: event.type,
    channel: event.channel,
    born_at: new Date(event.bornAt),
    received_at: given.now,
    handled_at: given.handled ? given.now : null,
    error: null,
    payload: given.payload,
  });
}

/** Writes down an event of which nothing could be made. */
export async function keepMalformed(
  tx: CorpTx,
  event: MalformedEvent,
  given: { readonly channel: 'push' | 'stream'; readonly payload: Buffer; readonly now: Date },
): Promise<boolean> {
  return insert(tx, {
    event_id: event.eventId,
    type: event.type ?? 'unreadable',
    channel: given.channel,
    born_at: given.now,
    received_at: given.now,
    handled_at: given.now,
    error: `malformed.${event.reason}`,
    payload: given.payload,
  });
}

interface NewRow {
  readonly event_id: string;
  readonly type: string;
  readonly channel: 'push' | 'stream';
  readonly born_at: Date;
  readonly received_at: Date;
  readonly handled_at: Date | null;
  readonly error: string | null;
  readonly payload: Buffer;
}

async function insert(tx: CorpTx, row: NewRow): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('dingtalk_events')
    .values({ corp_id: tx.corpId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Notes that a push's proof was used; answers when it was used first. */
export async function useProof(tx: CorpTx, proof: Buffer, now: Date): Promise<Date> {
  const made = await tables(tx)
    .insertInto('dingtalk_pushes')
    .values({ corp_id: tx.corpId, proof, seen_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('seen_at')
    .executeTakeFirst();
  if (made) return made.seen_at;
  const before = await tables(tx)
    .selectFrom('dingtalk_pushes')
    .select('seen_at')
    .where('corp_id', '=', tx.corpId)
    .where('proof', '=', proof)
    .executeTakeFirst();
  return before?.seen_at ?? now;
}

/** An event that still waits for its handler. */
export async function findWaiting(tx: CorpTx, eventId: string): Promise<{ readonly payload: Buffer } | undefined> {
  return tables(tx)
    .selectFrom('dingtalk_events')
    .select('payload')
    .where('corp_id', '=', tx.corpId)
    .where('event_id', '=', eventId)
    .where('handled_at', 'is', null)
    .executeTakeFirst();
}

/** Writes down how one try ended: without an error it is handled. */
export async function recordTry(tx: CorpTx, eventId: string, now: Date, error?: string): Promise<void> {
  await tables(tx)
    .updateTable('dingtalk_events')
    .set((row) => ({
      attempts: row('attempts', '+', 1),
      error: error ?? null,
      ...(error === undefined ? { handled_at: now } : {}),
    }))
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
  await db
    .deleteFrom('dingtalk_events')
    .where('corp_id', '=', tx.corpId)
    .where('received_at', '<', before.events)
    .execute();
  await db
    .deleteFrom('dingtalk_pushes')
    .where('corp_id', '=', tx.corpId)
    .where('seen_at', '<', before.proofs)
    .execute();
  await db.deleteFrom('event_streams').where('corp_id', '=', tx.corpId).where('until', '<', before.streams).execute();
}
