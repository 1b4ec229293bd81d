import type { CorpId, FolderId, MailboxId } from '@hongyan/kit';
import type { FolderStatus, ImapConnection } from '@hongyan/mail';
import type { IndexDeps } from './deps.ts';
import { syncFolderList } from './folder-list.ts';
import type { FolderRow } from './folder-store.ts';
import { isSameNumbering } from './numbering.ts';

/**
 * A quick look at every folder but the inbox, on the watching connection itself: which of them differ from the index? Ten
 * thousand mailboxes must not each log in once more only to learn that nothing has changed.
 */
export async function lookAround(
  deps: IndexDeps,
  who: { corpId: CorpId; mailboxId: MailboxId },
  connection: ImapConnection,
): Promise<{ changed: readonly FolderId[]; complete: boolean }> {
  const listed = await connection.listFolders();
  if (!listed.ok) return { changed: [], complete: true };
  const folders = (await syncFolderList(deps, who, listed.value)).filter((folder) => folder.selectable);
  const changed: FolderId[] = [];
  for (const folder of folders) {
    if (folder.role === 'inbox') continue;
    const status = await connection.status(folder.wirePath);
    if (status.ok && differs(folder, status.value)) changed.push(folder.id);
  }
  return { changed, complete: folders.every((folder) => folder.backfilled) };
}

/** Flags that change without the count of unread are found when a member opens the folder. */
const differs = (folder: FolderRow, status: FolderStatus): boolean =>
  !folder.syncedAt ||
  !isSameNumbering(folder, status) ||
  status.messages !== folder.indexed + folder.deeper ||
  status.unseen !== folder.indexedUnread + folder.deeperUnread ||
  (status.uidNext !== undefined && status.uidNext > folder.lastUid + 1 && folder.lastUid > 0);
