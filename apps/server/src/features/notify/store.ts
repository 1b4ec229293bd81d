import type { MemberId, NoticeId } from '@hongyan/kit';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import { type NotifyTables, tables } from './tables.ts';

export type NoticeRow = Selectable<NotifyTables['notice']>;

/** How many cards a member has been given on DingTalk's day. */
export async function countOfDay(tx: CorpTx, memberId: MemberId, day: string): Promise<number> {
  const row = await tables(tx)
    .selectFrom('notice')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('member_id', '=', memberId)
    .where('day', '=', sql<Date>`${day}::date`)
    .where('state', '<>', 'dropped')
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function insertNotices(tx: CorpTx, rows: readonly Insertable<NotifyTables['notice']>[]): Promise<void> {
  if (rows.length > 0) await tables(tx).insertInto('notice').values(rows).execute();
}

export const findNotice = (tx: CorpTx, id: NoticeId): Promise<NoticeRow | undefined> =>
  tables(tx).selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirst();

/** The right to send a notice, for one process at a time; undefined when it is sent, given up, or in other hands. */
export const claimNotice = (tx: CorpTx, id: NoticeId, now: Date, claimedUntil: Date): Promise<NoticeRow | undefined> =>
  tables(tx)
    .updateTable('notice')
    .set({ state: 'sending', claimed_until: claimedUntil, attempts: sql<number>`attempts + 1` })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'sending'])
    .where((or) => or.or([or('claimed_until', 'is', null), or('claimed_until', '<=', now)]))
    .where((or) => or.or([or('next_at', 'is', null), or('next_at', '<=', now)]))
    .returningAll()
    .executeTakeFirst();

/** What became of a try. Never touches a notice that is already sent. */
export async function recordTry(
  tx: CorpTx,
  id: NoticeId,
  outcome: {
    state: 'sent' | 'failed' | 'waiting' | 'dropped';
    sentAt: Date | null;
    answeredAt: Date;
    error?: string;
    taskId?: string;
    nextAt?: Date;
  },
): Promise<void> {
  await tables(tx)
    .updateTable('notice')
    .set({
      state: outcome.state,
      sent_at: outcome.sentAt,
      answered_at: outcome.answeredAt,
      error: outcome.error ?? null,
      task_id: outcome.taskId ?? null,
      next_at: outcome.nextAt ?? null,
      claimed_until: null,
    })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'sending'])
    .execute();
}
