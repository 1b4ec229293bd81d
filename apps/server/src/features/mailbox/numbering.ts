import type { CorpId } from '@hongyan/kit';
import type { ImapConnection, OpenFolder } from '@hongyan/mail';
import type { IndexDeps } from './deps.ts';
import type { DraftMaker } from './draft.ts';
import { fetchDrafts } from './fetch-drafts.ts';
import { type FolderRow, lockIndex, renumberFolder } from './folder-store.ts';
import { tables } from './tables.ts';

/**
 * A server that keeps no UIDVALIDITY says 0 (mail-providers.md §2.5). Such a folder's numbering is counted by us, downward
 * from 0, and a look at the newest messages tells whether it is still the same.
 */
const isUnknown = (uidValidity: number): boolean => uidValidity <= 0;

/** Do both speak of the same numbering, as far as the number alone tells? */
export const isSameNumbering = (folder: FolderRow, opened: Pick<OpenFolder, 'uidValidity'>): boolean =>
  folder.uidValidity === opened.uidValidity || (isUnknown(folder.uidValidity) && isUnknown(opened.uidValidity));

/** The folder as it is numbered now: a changed UIDVALIDITY starts its cursor anew. The folder is open. */
export async function alignNumbering(
  deps: IndexDeps,
  corpId: CorpId,
  folder: FolderRow,
  opened: Pick<OpenFolder, 'uidValidity'>,
  connection: ImapConnection,
  make: DraftMaker,
): Promise<{ folder: FolderRow; renumbered: boolean }> {
  const same =
    isSameNumbering(folder, opened) &&
    (!isUnknown(opened.uidValidity) || (await holdsSameMessages(deps, corpId, folder, connection, make)));
  if (same) return { folder, renumbered: false };
  const uidValidity = isUnknown(opened.uidValidity) ? Math.min(folder.uidValidity, 0) - 1 : opened.uidValidity;
  await deps.db.inCorp(corpId, async (tx) => {
    await lockIndex(tx, folder.mailboxId);
    await renumberFolder(tx, folder.id, uidValidity);
  });
  return {
    folder: { ...folder, uidValidity, lastUid: 0, firstUid: 0, backfilled: false },
    renumbered: folder.lastUid > 0,
  };
}

/** The newest messages of the index still carry their uids on the server. */
async function holdsSameMessages(
  deps: IndexDeps,
  corpId: CorpId,
  folder: FolderRow,
  connection: ImapConnection,
  make: DraftMaker,
): Promise<boolean> {
  const rows = await deps.db.inCorp(corpId, (tx) =>
    tables(tx)
      .selectFrom('mail_message')
      .select(['uid', 'fingerprint'])
      .where('folder_id', '=', folder.id)
      .where('uidvalidity', '=', folder.uidValidity)
      .where('uid', 'is not', null)
      .orderBy('uid', 'desc')
      .limit(10)
      .execute(),
  );
  const uids = rows.map((row) => row.uid!).sort((a, b) => a - b);
  if (uids.length === 0) return folder.lastUid === 0;
  let found = 0;
  for await (const drafts of fetchDrafts(connection, uids, make)) {
    for (const draft of drafts) {
      const row = rows.find((one) => one.uid === draft.uid);
      if (row && !row.fingerprint.equals(draft.fingerprint)) return false;
      found += 1;
    }
  }
  if (found > 0) return true;
  const newest = await connection.newestUids(1);
  return newest.ok && (newest.value[0] ?? 0) >= folder.lastUid;
}
