import type { CorpId, FolderId, MailboxId } from '@hongyan/kit';
import type { FolderInfo } from '@hongyan/mail';
import type { IndexDeps } from './deps.ts';
import { dropFolders, type FolderRow, listFolders, lockIndex, putFolder } from './folder-store.ts';

/** Makes the index's folders those that the server lists; answers them. */
export async function syncFolderList(
  deps: IndexDeps,
  { corpId, mailboxId }: { corpId: CorpId; mailboxId: MailboxId },
  listed: readonly FolderInfo[],
): Promise<readonly FolderRow[]> {
  const vault = await deps.vault.forCorp(corpId);
  return deps.db.inCorp(corpId, async (tx) => {
    await lockIndex(tx, mailboxId);
    const before = await listFolders(tx, vault, mailboxId);
    const kept = new Set<FolderId>();
    let changed = false;
    for (const info of listed.map(toOneInbox)) {
      const { id, added } = await putFolder(tx, vault, mailboxId, info);
      kept.add(id);
      changed ||= added;
    }
    // A server that lists nothing is ill, not empty: every mailbox has an INBOX (RFC 3501 §5.1).
    const gone = listed.length === 0 ? [] : before.filter((row) => !kept.has(row.id) && row.role !== 'inbox');
    await dropFolders(
      tx,
      gone.map((row) => row.id),
    );
    if (changed || gone.length > 0) deps.events.publish(tx, { kind: 'mailbox.folders', corpId, mailboxId });
    return listFolders(tx, vault, mailboxId);
  });
}

/** INBOX is written in any case and is always the same folder (RFC 3501 §5.1); no other one is the inbox. */
function toOneInbox(info: FolderInfo): FolderInfo {
  if (info.wirePath.toUpperCase() === 'INBOX') return { ...info, wirePath: 'INBOX', role: 'inbox', selectable: true };
  return info.role === 'inbox' ? { ...info, role: 'other' } : info;
}
