import type { MemberId, UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import { type MemberRow, type MemberState, tables } from './tables.ts';

/** The member with this id. */
export const findMember = (tx: CorpTx, memberId: MemberId): Promise<MemberRow | undefined> =>
  tables(tx)
    .selectFrom('members')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();

/** The member whom DingTalk calls by this userid. */
export const findByUserId = (tx: CorpTx, userId: UserId): Promise<MemberRow | undefined> =>
  tables(tx)
    .selectFrom('members')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .where('user_id', '=', userId)
    .executeTakeFirst();

/** Members by id, in no order. */
export const findMembers = async (tx: CorpTx, memberIds: readonly MemberId[]): Promise<readonly MemberRow[]> =>
  memberIds.length === 0
    ? []
    : tables(tx)
        .selectFrom('members')
        .selectAll()
        .where('corp_id', '=', tx.corpId)
        .where('member_id', 'in', memberIds)
        .execute();

/** Is the member still of the company? They stay so until the transaction ends. */
export const holdMember = async (tx: CorpTx, memberId: MemberId): Promise<boolean> =>
  (await tables(tx)
    .selectFrom('members')
    .select('member_id')
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .where('state', '<>', 'left')
    .forShare()
    .executeTakeFirst()) !== undefined;

/** Has nobody told us that this person left? Who is known and here stays so until the transaction ends. */
export const holdPerson = async (tx: CorpTx, userId: UserId): Promise<boolean> =>
  (
    await tables(tx)
      .selectFrom('members')
      .select('state')
      .where('corp_id', '=', tx.corpId)
      .where('user_id', '=', userId)
      .forShare()
      .executeTakeFirst()
  )?.state !== 'left';

/** How many members there are in each state. */
export async function countMembers(tx: CorpTx): Promise<Readonly<Record<MemberState, number>>> {
  const rows = await tables(tx)
    .selectFrom('members')
    .select(['state', sql<number>`count(*)`.as('count')])
    .where('corp_id', '=', tx.corpId)
    .groupBy('state')
    .execute();
  const counts = { active: 0, inactive: 0, out_of_scope: 0, left: 0 };
  for (const row of rows) counts[row.state] = row.count;
  return counts;
}

/** How many departments there are. */
export async function countDepartments(tx: CorpTx): Promise<number> {
  const row = await tables(tx)
    .selectFrom('departments')
    .select(sql<number>`count(*)`.as('count'))
    .where('corp_id', '=', tx.corpId)
    .where('removed', '=', false)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Reserves the member's row; two first sign-ins of one person meet in the same one. */
export async function reserveMember(
  tx: CorpTx,
  row: Pick<MemberRow, 'member_id' | 'user_id' | 'profile' | 'is_admin' | 'created_at'>,
): Promise<MemberRow> {
  await tables(tx)
    .insertInto('members')
    .values({ ...row, corp_id: tx.corpId })
    .onConflict((conflict) => conflict.columns(['corp_id', 'user_id']).doNothing())
    .execute();
  return tables(tx)
    .selectFrom('members')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .where('user_id', '=', row.user_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Writes what the last sign-in told us. */
export async function updateMember(
  tx: CorpTx,
  memberId: MemberId,
  change: Pick<MemberRow, 'profile' | 'is_admin' | 'admin_level' | 'signed_in_at' | 'detail_at' | 'state'>,
  isNews: boolean,
): Promise<void> {
  await tables(tx)
    .updateTable('members')
    .set({ ...change, ...(isNews ? { changed_in: sql`pg_current_xact_id()` } : {}) })
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .execute();
}
