import type { MailboxId, MemberId } from '@hongyan/kit';
import type { CorpTx } from '../../platform/db/types.ts';

/**
 * held: can be taken back · waiting: will be tried · sending: a try is under way · looking: the try ended without an
 * answer, we look into Sent · sent, failed, unknown, cancelled: over.
 */
type SendState = 'held' | 'waiting' | 'sending' | 'looking' | 'sent' | 'failed' | 'unknown' | 'cancelled';

/** A row of `sends`. */
export interface SendRow {
  readonly corp_id: string;
  readonly member_id: MemberId;
  readonly send_id: string;
  readonly mailbox_id: MailboxId;
  readonly state: SendState;
  readonly attempt: number;
  readonly claimed_by: string | null;
  readonly held_until: Date | null;
  readonly plan: Buffer;
  readonly code: string | null;
  readonly detail: Buffer | null;
  readonly looking_since: Date | null;
  readonly filed: boolean;
  readonly created_at: Date;
  readonly changed_at: Date;
}
interface ChunkRow {
  readonly corp_id: string;
  readonly member_id: MemberId;
  readonly send_id: string;
  readonly seq: number;
  readonly bytes: Buffer;
}

/** Names one send. */
export interface SendKey {
  readonly memberId: MemberId;
  readonly sendId: string;
}

const tables = (tx: CorpTx) => tx.sql.$extendTables<{ sends: SendRow; send_chunks: ChunkRow }>();

/** Stores a new send with its bytes; false when the id is already there. */
export async function insertSend(
  tx: CorpTx,
  row: Pick<SendRow, 'member_id' | 'send_id' | 'mailbox_id' | 'state' | 'held_until' | 'plan' | 'created_at'>,
  pieces: readonly Buffer[],
): Promise<boolean> {
  const inserted = await tables(tx)
    .insertInto('sends')
    .values({
      ...row,
      corp_id: tx.corpId,
      attempt: 0,
      claimed_by: null,
      code: null,
      detail: null,
      looking_since: null,
      filed: false,
      changed_at: row.created_at,
    })
    .onConflict((conflict) => conflict.columns(['corp_id', 'member_id', 'send_id']).doNothing())
    .returning('send_id')
    .executeTakeFirst();
  if (!inserted) return false;
  for (const [seq, bytes] of pieces.entries()) {
    await tables(tx)
      .insertInto('send_chunks')
      .values({ corp_id: tx.corpId, member_id: row.member_id, send_id: row.send_id, seq, bytes })
      .execute();
  }
  return true;
}

const one = (tx: CorpTx, { memberId, sendId }: SendKey) =>
  tables(tx)
    .selectFrom('sends')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .where('send_id', '=', sendId);

/** The send as it stands. */
export const findSend = (tx: CorpTx, key: SendKey): Promise<SendRow | undefined> => one(tx, key).executeTakeFirst();

/** The send, locked until the transaction ends. */
export const lockSend = (tx: CorpTx, key: SendKey): Promise<SendRow | undefined> =>
  one(tx, key).forUpdate().executeTakeFirst();

/** Changes a send that the transaction has locked. */
export async function updateSend(
  tx: CorpTx,
  { memberId, sendId }: SendKey,
  change: Partial<Omit<SendRow, 'corp_id' | 'member_id' | 'send_id' | 'created_at'>> & { readonly changed_at: Date },
): Promise<void> {
  await tables(tx)
    .updateTable('sends')
    .set(change)
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .where('send_id', '=', sendId)
    .execute();
}

/** The sealed bytes in order. */
export const readSendChunks = async (tx: CorpTx, { memberId, sendId }: SendKey): Promise<readonly Buffer[]> =>
  (
    await tables(tx)
      .selectFrom('send_chunks')
      .select('bytes')
      .where('corp_id', '=', tx.corpId)
      .where('member_id', '=', memberId)
      .where('send_id', '=', sendId)
      .orderBy('seq')
      .execute()
  ).map((row) => row.bytes);

/** Erases the bytes; the row stays as the answer to questions. */
export async function deleteSendChunks(tx: CorpTx, { memberId, sendId }: SendKey): Promise<void> {
  await tables(tx)
    .deleteFrom('send_chunks')
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .where('send_id', '=', sendId)
    .execute();
}

/** Erases the bytes of what has been over since `bytesBefore`, and the rows of what has been since `rowsBefore`. */
export async function deleteOldSends(tx: CorpTx, bytesBefore: Date, rowsBefore: Date): Promise<void> {
  const over: readonly SendState[] = ['sent', 'failed', 'unknown', 'cancelled'];
  await tables(tx)
    .deleteFrom('send_chunks')
    .where('corp_id', '=', tx.corpId)
    .where('send_id', 'in', (query) =>
      query
        .selectFrom('sends')
        .select('sends.send_id')
        .where('sends.corp_id', '=', tx.corpId)
        .whereRef('sends.member_id', '=', 'send_chunks.member_id')
        .where('sends.state', 'in', over)
        .where('sends.changed_at', '<', bytesBefore),
    )
    .execute();
  await tables(tx)
    .deleteFrom('sends')
    .where('corp_id', '=', tx.corpId)
    .where('state', 'in', over)
    .where('changed_at', '<', rowsBefore)
    .execute();
}
