import type { ListQuery } from '@hongyan/contract';
import type { FolderId, MailboxId, MessageId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import type { Cursor } from './cursor.ts';
import { type MessageRow, rowColumns } from './message-store.ts';
import { tables } from './tables.ts';

type Filter = NonNullable<ListQuery['filter']>;

/** One page of a folder, newest first. Each filter has an index of its own. */
export async function listPage(
  tx: CorpTx,
  folderId: FolderId,
  options: { filter: Filter; after?: Cursor; limit: number },
): Promise<readonly MessageRow[]> {
  let query = tables(tx)
    .selectFrom('mail_message')
    .select(rowColumns)
    .where('corp_id', '=', tx.corpId)
    .where('folder_id', '=', folderId);
  if (options.filter === 'unread') query = query.where(sql<boolean>`not seen`);
  if (options.filter === 'starred') query = query.where(sql<boolean>`starred`);
  if (options.filter === 'attachments') query = query.where('attachment_count', '>', 0);
  if (options.after)
    query = query.where(
      sql<boolean>`(internal_date, id) < (${options.after.date}::timestamptz, ${options.after.id}::uuid)`,
    );
  return query.orderBy('internal_date', 'desc').orderBy('id', 'desc').limit(options.limit).execute();
}

/** Rows that hold every hash, newest first: candidates, to be opened and checked. */
export async function findCandidates(
  tx: CorpTx,
  mailboxId: MailboxId,
  options: { folderId?: FolderId; words: readonly number[]; after?: Cursor; limit: number },
): Promise<readonly MessageRow[]> {
  const { rows } = await sql<{ id: MessageId }>`
    select mail_search as id from mail_search(
      ${mailboxId}::uuid, ${options.folderId ?? null}::uuid, ${[...options.words]}::integer[],
      ${options.after?.date ?? null}::timestamptz, ${options.after?.id ?? null}::uuid, ${options.limit}::integer)
  `.execute(tx.sql);
  if (rows.length === 0) return [];
  return tables(tx)
    .selectFrom('mail_message')
    .select(rowColumns)
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('internal_date', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
