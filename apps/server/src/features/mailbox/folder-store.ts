import type { Folder, FolderRole } from '@hongyan/contract';
import { type FolderId, type MailboxId, newId } from '@hongyan/kit';
import type { FolderInfo } from '@hongyan/mail';
import { type Selectable, sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import type { CorpVault } from '../../platform/vault/types.ts';
import { type FolderTable, tables } from './tables.ts';

/** A folder of the index, opened. */
export interface FolderRow {
  readonly id: FolderId;
  readonly mailboxId: MailboxId;
  readonly wirePath: string;
  readonly names: readonly string[];
  readonly role: FolderRole;
  readonly selectable: boolean;
  readonly uidValidity: number;
  readonly lastUid: number;
  readonly firstUid: number;
  readonly backfilled: boolean;
  readonly syncedAt?: Date;
  readonly indexed: number;
  readonly indexedUnread: number;
  readonly deeper: number;
  readonly deeperUnread: number;
}

interface FolderNames {
  readonly wirePath: string;
  readonly names: readonly string[];
}

const binding = (id: FolderId) => ({ purpose: 'index', owner: id });
export const pathMac = (vault: CorpVault, mailboxId: MailboxId, wirePath: string): Buffer =>
  vault.mac('folder', `${mailboxId}\n${wirePath}`).subarray(0, 16);

export function toFolderRow(vault: CorpVault, row: Selectable<FolderTable>): FolderRow {
  const names = JSON.parse(vault.open(binding(row.id), row.sealed).toString('utf8')) as FolderNames;
  return {
    id: row.id,
    mailboxId: row.mailbox_id,
    ...names,
    role: row.role,
    selectable: row.selectable,
    uidValidity: row.uidvalidity,
    lastUid: row.last_uid,
    firstUid: row.first_uid,
    backfilled: row.backfilled,
    syncedAt: row.synced_at ?? undefined,
    indexed: row.indexed,
    indexedUnread: row.indexed_unread,
    deeper: row.deeper,
    deeperUnread: row.deeper_unread,
  };
}

/** Every writer of a mailbox's index begins with this: writers of one mailbox take turns. */
export async function lockIndex(tx: CorpTx, mailboxId: MailboxId): Promise<void> {
  const db = tables(tx);
  const find = () =>
    db.selectFrom('mail_index').select('mailbox_id').where('mailbox_id', '=', mailboxId).forUpdate().executeTakeFirst();
  if (await find()) return;
  await db
    .insertInto('mail_index')
    .values({ corp_id: tx.corpId, mailbox_id: mailboxId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await find();
}

export async function listFolders(tx: CorpTx, vault: CorpVault, mailboxId: MailboxId): Promise<readonly FolderRow[]> {
  const rows = await tables(tx).selectFrom('mail_folder').selectAll().where('mailbox_id', '=', mailboxId).execute();
  return rows.map((row) => toFolderRow(vault, row));
}

export async function findFolder(tx: CorpTx, vault: CorpVault, id: FolderId): Promise<FolderRow | undefined> {
  const row = await tables(tx).selectFrom('mail_folder').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toFolderRow(vault, row);
}

export async function findFolderByRole(
  tx: CorpTx,
  vault: CorpVault,
  mailboxId: MailboxId,
  role: FolderRole,
): Promise<FolderRow | undefined> {
  const row = await tables(tx)
    .selectFrom('mail_folder')
    .selectAll()
    .where('mailbox_id', '=', mailboxId)
    .where('role', '=', role)
    .orderBy('id')
    .executeTakeFirst();
  return row && toFolderRow(vault, row);
}

/** Adds or renames one folder; answers its id. */
export async function putFolder(
  tx: CorpTx,
  vault: CorpVault,
  mailboxId: MailboxId,
  info: Pick<FolderInfo, 'wirePath' | 'names' | 'role' | 'selectable'>,
): Promise<{ id: FolderId; added: boolean }> {
  const db = tables(tx);
  const mac = pathMac(vault, mailboxId, info.wirePath);
  const known = await db
    .selectFrom('mail_folder')
    .select(['id', 'role', 'selectable'])
    .where('mailbox_id', '=', mailboxId)
    .where('path_mac', '=', mac)
    .executeTakeFirst();
  const id = known?.id ?? newId<FolderId>();
  const sealed = vault.seal(binding(id), JSON.stringify({ wirePath: info.wirePath, names: info.names }));
  if (!known) {
    await db
      .insertInto('mail_folder')
      .values({
        corp_id: tx.corpId,
        id,
        mailbox_id: mailboxId,
        path_mac: mac,
        sealed,
        role: info.role,
        selectable: info.selectable,
        synced_at: null,
      })
      .execute();
  } else if (known.role !== info.role || known.selectable !== info.selectable) {
    await db
      .updateTable('mail_folder')
      .set({ role: info.role, selectable: info.selectable, sealed })
      .where('id', '=', id)
      .execute();
  }
  return { id, added: !known };
}

/** Folders that the server no longer lists, with their messages. */
export async function dropFolders(tx: CorpTx, ids: readonly FolderId[]): Promise<void> {
  if (ids.length === 0) return;
  const db = tables(tx);
  const bodies = db.selectFrom('mail_message').select('id').where('folder_id', 'in', ids);
  await db.deleteFrom('mail_body').where('message_id', 'in', bodies).execute();
  await db.deleteFrom('mail_message').where('folder_id', 'in', ids).execute();
  await db.deleteFrom('mail_folder').where('id', 'in', ids).execute();
}

/** What a sync learned about a folder; the cursor only ever moves forward within one UIDVALIDITY. */
export async function updateFolder(
  tx: CorpTx,
  id: FolderId,
  change: {
    lastUid?: number;
    firstUid?: number;
    backfilled?: boolean;
    syncedAt?: Date;
    deeper?: number;
    deeperUnread?: number;
  },
): Promise<void> {
  await tables(tx)
    .updateTable('mail_folder')
    .set({
      ...(change.lastUid === undefined ? {} : { last_uid: sql<number>`greatest(last_uid, ${change.lastUid}::bigint)` }),
      ...(change.firstUid === undefined ? {} : { first_uid: change.firstUid }),
      ...(change.backfilled === undefined ? {} : { backfilled: change.backfilled }),
      ...(change.deeper === undefined ? {} : { deeper: change.deeper }),
      ...(change.deeperUnread === undefined ? {} : { deeper_unread: change.deeperUnread }),
      synced_at: change.syncedAt ?? sql`synced_at`,
    })
    .where('id', '=', id)
    .execute();
}

/** The server numbers the folder anew (RFC 3501 §2.3.1.1): the rows stay and wait to be recognised by their fingerprint. */
export async function renumberFolder(tx: CorpTx, id: FolderId, uidValidity: number): Promise<void> {
  await tables(tx)
    .updateTable('mail_folder')
    .set({ uidvalidity: uidValidity, last_uid: 0, first_uid: 0, backfilled: false, deeper: 0, deeper_unread: 0 })
    .where('id', '=', id)
    .execute();
}

const roleOrder: readonly FolderRole[] = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'other'];
const byName = new Intl.Collator('zh-Hans-CN', { numeric: true });

export const presentFolder = (row: FolderRow): Folder => ({
  id: row.id,
  name: row.names.at(-1) ?? row.wirePath,
  path: row.names,
  role: row.role,
  selectable: row.selectable,
  total: row.indexed + row.deeper,
  unread: row.indexedUnread + row.deeperUnread,
});

/** Inbox first, then by role, then by name. */
export const sortFolders = (folders: readonly Folder[]): readonly Folder[] =>
  folders.toSorted(
    (a, b) =>
      roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role) || byName.compare(a.path.join('/'), b.path.join('/')),
  );
