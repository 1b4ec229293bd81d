import type { MemberId } from '@hongyan/kit';
import type { CorpTx } from '../../platform/db/types.ts';

/** A row of `uploads`. */
export interface UploadRow {
  readonly corp_id: string;
  readonly upload_id: string;
  readonly member_id: MemberId;
  readonly label: Buffer;
  readonly size: number;
  readonly complete: boolean;
  readonly created_at: Date;
  readonly expires_at: Date;
}
interface ChunkRow {
  readonly corp_id: string;
  readonly upload_id: string;
  readonly seq: number;
  readonly bytes: Buffer;
}

const tables = (tx: CorpTx) => tx.sql.$extendTables<{ uploads: UploadRow; upload_chunks: ChunkRow }>();

/** Bytes that a member has lying here, uploads under way included. */
const sumUploads = async (tx: CorpTx, memberId: MemberId): Promise<number> =>
  Number(
    (
      await tables(tx)
        .selectFrom('uploads')
        .select(({ fn }) => fn.sum<string | null>('size').as('total'))
        .where('corp_id', '=', tx.corpId)
        .where('member_id', '=', memberId)
        .executeTakeFirstOrThrow()
    ).total ?? 0,
  );

/** Begins an upload. */
export async function insertUpload(tx: CorpTx, row: Omit<UploadRow, 'corp_id'>): Promise<void> {
  await tables(tx)
    .insertInto('uploads')
    .values({ ...row, corp_id: tx.corpId })
    .execute();
}

/** Adds one sealed piece; answers the bytes that its member now has lying here. */
export async function insertUploadChunk(
  tx: CorpTx,
  piece: {
    readonly memberId: MemberId;
    readonly uploadId: string;
    readonly seq: number;
    readonly bytes: Buffer;
    readonly length: number;
  },
): Promise<number> {
  const { memberId, uploadId, seq, bytes, length } = piece;
  await tables(tx)
    .insertInto('upload_chunks')
    .values({ corp_id: tx.corpId, upload_id: uploadId, seq, bytes })
    .execute();
  await tables(tx)
    .updateTable('uploads')
    .set((row) => ({ size: row('size', '+', length) }))
    .where('corp_id', '=', tx.corpId)
    .where('upload_id', '=', uploadId)
    .execute();
  return sumUploads(tx, memberId);
}

/** Everything has arrived. */
export async function completeUpload(tx: CorpTx, uploadId: string, expiresAt: Date): Promise<void> {
  await tables(tx)
    .updateTable('uploads')
    .set({ complete: true, expires_at: expiresAt })
    .where('corp_id', '=', tx.corpId)
    .where('upload_id', '=', uploadId)
    .execute();
}

/** The member's own whole uploads among these. */
export const findUploads = async (
  tx: CorpTx,
  memberId: MemberId,
  uploadIds: readonly string[],
): Promise<readonly UploadRow[]> =>
  uploadIds.length === 0
    ? []
    : tables(tx)
        .selectFrom('uploads')
        .selectAll()
        .where('corp_id', '=', tx.corpId)
        .where('member_id', '=', memberId)
        .where('complete', '=', true)
        .where('upload_id', 'in', uploadIds)
        .execute();

/** The sealed pieces in order. */
export const readUploadChunks = async (tx: CorpTx, uploadId: string): Promise<readonly Buffer[]> =>
  (
    await tables(tx)
      .selectFrom('upload_chunks')
      .select('bytes')
      .where('corp_id', '=', tx.corpId)
      .where('upload_id', '=', uploadId)
      .orderBy('seq')
      .execute()
  ).map((row) => row.bytes);

/** Erases the member's own uploads; how many there were. */
export async function deleteUploads(tx: CorpTx, memberId: MemberId, uploadIds: readonly string[]): Promise<number> {
  if (uploadIds.length === 0) return 0;
  const deleted = await tables(tx)
    .deleteFrom('uploads')
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .where('upload_id', 'in', uploadIds)
    .returning('upload_id')
    .execute();
  return deleted.length;
}

/** Erases what has lain here too long. */
export async function deleteExpiredUploads(tx: CorpTx, now: Date): Promise<void> {
  await tables(tx).deleteFrom('uploads').where('corp_id', '=', tx.corpId).where('expires_at', '<', now).execute();
}
