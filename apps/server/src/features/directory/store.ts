import type { MemberId, UserId } from '@hongyan/kit';
import type { CorpTx } from '../../platform/db/types.ts';

/** A row of `members`. */
export interface MemberRow {
  readonly corp_id: string;
  readonly member_id: MemberId;
  readonly user_id: UserId;
  readonly profile: Buffer;
  readonly is_admin: boolean;
  readonly created_at: Date;
  readonly signed_in_at: Date;
  readonly detail_at: Date | null;
}

const tables = (tx: CorpTx) => tx.sql.$extendTables<{ members: MemberRow }>();

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

/** The corp's members, most recently seen first. */
export const listMembers = (tx: CorpTx, limit: number): Promise<readonly MemberRow[]> =>
  tables(tx)
    .selectFrom('members')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .orderBy('signed_in_at', 'desc')
    .limit(limit)
    .execute();

/** Reserves the member's row; two first sign-ins of one person meet in the same one. */
export async function reserveMember(tx: CorpTx, row: Omit<MemberRow, 'corp_id'>): Promise<MemberRow> {
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
  change: Pick<MemberRow, 'profile' | 'is_admin' | 'signed_in_at' | 'detail_at'>,
): Promise<void> {
  await tables(tx)
    .updateTable('members')
    .set(change)
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .execute();
}
