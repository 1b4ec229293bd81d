import type { Folder, ListQuery, MessagePage } from '@hongyan/contract';
import { AppError, type FolderId, type MailboxId, parseUuid } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import { encodeCursor, parseCursor } from './cursor.ts';
import type { IndexDeps } from './deps.ts';
import {
  type FolderRow,
  findFolder,
  findFolderByRole,
  listFolders,
  presentFolder,
  sortFolders,
} from './folder-store.ts';
import { listPage } from './list-store.ts';
import type { MessageRow } from './message-store.ts';
import type { Pool } from './pool.ts';
import type { Accounts, DomainsOf } from './ports.ts';
import { openSummary } from './present.ts';
import { searchMessages } from './search-service.ts';
import { deepenFolder, syncOneFolder } from './sync-mailbox.ts';

const pageSize = 50;
/** A folder that was looked at longer ago is looked at again when a member opens it. */
const freshMs = 30_000;
/** How long a folder that was never read may keep its opener waiting. */
const firstSyncWaitMs = 2_500;
const deepenBy = 200;

/** What lists show: folders and pages of messages. */
export function createListService(deps: IndexDeps & { pool: Pool; accounts: Accounts; domainsOf: DomainsOf }) {
  const syncing = new Map<FolderId, Promise<void>>();

  /** One sync of a folder at a time, whoever asked. */
  function touch(principal: Principal, folder: FolderRow): Promise<void> {
    const known = syncing.get(folder.id);
    if (known) return known;
    const work = syncOneFolder(deps, deps.pool, { corpId: principal.corpId, mailboxId: folder.mailboxId }, folder.id)
      .catch((error: unknown) => deps.log.info('folder not looked at', { folderId: folder.id, error }))
      .finally(() => syncing.delete(folder.id));
    syncing.set(folder.id, work);
    return work;
  }

  async function folderOf(principal: Principal, mailboxId: MailboxId, id: string | undefined): Promise<FolderRow> {
    const vault = await deps.vault.forCorp(principal.corpId);
    const folderId = id === undefined ? undefined : parseUuid<FolderId>(id);
    const folder = await deps.db.inCorp(principal.corpId, (tx) => {
      if (id === undefined) return findFolderByRole(tx, vault, mailboxId, 'inbox');
      return folderId ? findFolder(tx, vault, folderId) : Promise.resolve(undefined);
    });
    if (!folder || folder.mailboxId !== mailboxId) throw new AppError('mail.folder_missing');
    return folder;
  }

  async function freshen(principal: Principal, folder: FolderRow, first: boolean): Promise<void> {
    // The inbox is watched: asking once more would only be slower.
    if (!first || folder.role === 'inbox' || !folder.selectable) return;
    if (folder.syncedAt && deps.clock.now() - folder.syncedAt.getTime() < freshMs) return;
    const work = touch(principal, folder);
    if (!folder.syncedAt) await Promise.race([work, deps.clock.sleep(firstSyncWaitMs)]);
  }

  async function page(principal: Principal, mailboxId: MailboxId, query: ListQuery): Promise<MessagePage> {
    let folder = await folderOf(principal, mailboxId, query.folderId);
    const after = parseCursor(query.cursor);
    await freshen(principal, folder, !after && !query.q);
    const limit = query.limit ?? pageSize;
    const filter = query.filter ?? 'all';
    const q = query.q?.trim();
    const vault = await deps.vault.forCorp(principal.corpId);
    const read = () =>
      deps.db.inCorp(principal.corpId, async (tx) => {
        const rows = q
          ? await searchMessages(tx, vault, mailboxId, {
              q,
              folderId: query.folderId === undefined ? undefined : folder.id,
              filter: rowFilter(filter),
              after,
              limit: limit + 1,
            })
          : await listPage(tx, folder.id, { filter, after, limit: limit + 1 });
        return { rows, folder: (await findFolder(tx, vault, folder.id)) ?? folder };
      });
    let found = await read();
    if (!q && filter === 'all' && found.rows.length <= limit && after && found.folder.deeper > 0) {
      const who = { corpId: principal.corpId, mailboxId };
      const deeper = await deepenFolder(deps, deps.pool, who, folder.id, deepenBy).then(
        () => true,
        (error: unknown) => {
          deps.log.info('older mail not fetched', { folderId: folder.id, error });
          return false;
        },
      );
      if (deeper) found = await read();
    }
    folder = found.folder;
    const rows = found.rows.slice(0, limit);
    const last = rows.at(-1);
    const more = found.rows.length > limit || (!q && filter === 'all' && folder.deeper > 0 && rows.length > 0);
    const domains = await deps.domainsOf(principal.corpId);
    return {
      folder: presentFolder(folder),
      messages: rows.map((row) => openSummary(vault, row, domains)),
      nextCursor: more && last ? encodeCursor({ date: last.internal_date, id: last.id }) : undefined,
    };
  }

  return {
    async folders(principal: Principal, mailboxId: MailboxId): Promise<readonly Folder[]> {
      const vault = await deps.vault.forCorp(principal.corpId);
      const rows = await deps.db.inCorp(principal.corpId, (tx) => listFolders(tx, vault, mailboxId));
      return sortFolders(rows.map(presentFolder));
    },
    page,
    /** The first page of the inbox; undefined when the mailbox is not this member's or has no inbox yet. */
    async inboxPage(principal: Principal, mailboxId: MailboxId): Promise<MessagePage | undefined> {
      if (!(await deps.accounts.canUse(principal, mailboxId))) return undefined;
      try {
        return await page(principal, mailboxId, {});
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'mail.folder_missing') return undefined;
        throw thrown;
      }
    },
    async stop() {
      await Promise.allSettled(syncing.values());
    },
  };
}

function rowFilter(filter: NonNullable<ListQuery['filter']>): (row: MessageRow) => boolean {
  if (filter === 'unread') return (row) => !row.seen;
  if (filter === 'starred') return (row) => row.starred;
  if (filter === 'attachments') return (row) => row.attachment_count > 0;
  return () => true;
}
