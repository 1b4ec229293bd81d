import type { FolderId, MailboxId, MessageId } from '@hongyan/kit';
import { type Selectable, sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import type { IndexFlags, MessageDraft } from './draft.ts';
import { type MessageTable, tables } from './tables.ts';

export type MessageRow = Omit<Selectable<MessageTable>, 'words' | 'flags_set_at'>;

/** Everything of a row but its search words, which only the index itself reads. */
export const rowColumns = [
  'corp_id',
  'id',
  'mailbox_id',
  'folder_id',
  'uidvalidity',
  'uid',
  'moved_from_folder',
  'moved_from_uid',
  'moved_at',
  'internal_date',
  'size',
  'seen',
  'starred',
  'answered',
  'forwarded',
  'attachment_count',
  'fingerprint',
  'sealed',
] as const;

export const findMessage = (tx: CorpTx, id: MessageId): Promise<MessageRow | undefined> =>
  tables(tx).selectFrom('mail_message').select(rowColumns).where('id', '=', id).executeTakeFirst();

export const findMessages = (
  tx: CorpTx,
  mailboxId: MailboxId,
  ids: readonly MessageId[],
): Promise<readonly MessageRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tables(tx)
        .selectFrom('mail_message')
        .select(rowColumns)
        .where('mailbox_id', '=', mailboxId)
        .where('id', 'in', ids)
        .execute();

export async function insertMessages(
  tx: CorpTx,
  at: { mailboxId: MailboxId; folderId: FolderId; uidValidity: number },
  drafts: readonly MessageDraft[],
): Promise<ReadonlySet<MessageId>> {
  const inserted = new Set<MessageId>();
  for (let start = 0; start < drafts.length; start += 500) {
    const rows = await tables(tx)
      .insertInto('mail_message')
      .values(
        drafts.slice(start, start + 500).map((draft) => ({
          corp_id: tx.corpId,
          id: draft.id,
          mailbox_id: at.mailboxId,
          folder_id: at.folderId,
          uidvalidity: at.uidValidity,
          uid: draft.uid,
          moved_from_folder: null,
          moved_from_uid: null,
          moved_at: null,
          internal_date: draft.internalDate,
          size: draft.size,
          seen: draft.seen,
          starred: draft.starred,
          answered: draft.answered,
          forwarded: draft.forwarded,
          flags_set_at: null,
          attachment_count: draft.attachmentCount,
          fingerprint: draft.fingerprint,
          sealed: draft.sealed,
          words: draft.words,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    for (const row of rows) inserted.add(row.id);
  }
  return inserted;
}

/**
 * Sets flags by uid, as the server told them at `readAt` or later; answers the ids of the rows that really changed. A row
 * that a member has changed since is left alone: the server's own news of that change follows. A forwarded mail stays one:
 * many servers keep no keyword for it.
 */
export async function applyFlags(
  tx: CorpTx,
  folder: { id: FolderId; uidValidity: number },
  flags: readonly ({ readonly uid: number } & IndexFlags)[],
  readAt: Date,
): Promise<readonly MessageId[]> {
  if (flags.length === 0) return [];
  const { rows } = await sql<{ id: MessageId }>`
    update mail_message m
       set seen = v.seen, starred = v.starred, answered = v.answered, forwarded = m.forwarded or v.forwarded
      from unnest(
             ${flags.map((item) => item.uid)}::bigint[], ${flags.map((item) => item.seen)}::boolean[],
             ${flags.map((item) => item.starred)}::boolean[], ${flags.map((item) => item.answered)}::boolean[],
             ${flags.map((item) => item.forwarded)}::boolean[]
           ) as v (uid, seen, starred, answered, forwarded)
     where m.corp_id = ${tx.corpId} and m.folder_id = ${folder.id} and m.uidvalidity = ${folder.uidValidity}
       and m.uid = v.uid and (m.flags_set_at is null or m.flags_set_at < ${readAt})
       and (m.seen, m.starred, m.answered, m.forwarded) is distinct from (v.seen, v.starred, v.answered, m.forwarded or v.forwarded)
    returning m.id`.execute(tx.sql);
  return rows.map((row) => row.id);
}

/** Sets flags by id, as a member wants them; until then, what the server says of these rows is not believed. */
export async function setFlags(
  tx: CorpTx,
  ids: readonly MessageId[],
  change: Partial<IndexFlags>,
  until: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tables(tx)
    .updateTable('mail_message')
    .set({ ...change, flags_set_at: until })
    .where('id', 'in', ids)
    .execute();
}

/** The server has done what `setFlags` announced until `until`: what it says from now on counts again. */
export async function settleFlags(tx: CorpTx, ids: readonly MessageId[], until: Date, now: Date): Promise<void> {
  await tables(tx)
    .updateTable('mail_message')
    .set({ flags_set_at: now })
    .where('id', 'in', ids)
    .where('flags_set_at', '=', until)
    .execute();
}

/** Lets the database's planner know of many new messages at once, when there are. */
export async function refreshStatistics(tx: CorpTx): Promise<void> {
  await sql`select mail_refresh_statistics()`.execute(tx.sql);
}

/** Rows and their cached bodies. */
export async function deleteMessages(tx: CorpTx, ids: readonly MessageId[]): Promise<void> {
  if (ids.length === 0) return;
  // In this order: whoever keeps a body holds its message until the body is written.
  await tables(tx).deleteFrom('mail_message').where('id', 'in', ids).execute();
  await tables(tx).deleteFrom('mail_body').where('message_id', 'in', ids).execute();
}

/** The rows of a folder's current numbering within a range of uids. */
export const listUids = (
  tx: CorpTx,
  folder: { id: FolderId; uidValidity: number },
  range: { from: number; to: number },
): Promise<readonly ({ id: MessageId; uid: number | null } & IndexFlags)[]> =>
  tables(tx)
    .selectFrom('mail_message')
    .select(['id', 'uid', 'seen', 'starred', 'answered', 'forwarded'])
    .where('folder_id', '=', folder.id)
    .where('uidvalidity', '=', folder.uidValidity)
    .where('uid', '>=', range.from)
    .where('uid', '<=', range.to)
    .execute();
