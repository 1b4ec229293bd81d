import { AppError, type CorpId, type MailboxId } from '@hongyan/kit';
import type { IndexDeps } from './deps.ts';
import { type FolderRow, findFolderByRole } from './folder-store.ts';
import { type Pool, toMailError } from './pool.ts';
import { syncOneFolder } from './sync-mailbox.ts';

/** The Sent folder as sending needs it (design §5.16). */
export function createSentService(deps: IndexDeps & { pool: Pool }) {
  async function sentFolder(corpId: CorpId, mailboxId: MailboxId): Promise<FolderRow> {
    const vault = await deps.vault.forCorp(corpId);
    const folder = await deps.db.inCorp(corpId, (tx) => findFolderByRole(tx, vault, mailboxId, 'sent'));
    if (!folder) throw new AppError('mail.folder_missing');
    return folder;
  }
  /** The list shows the copy as soon as it can; nobody waits for it. */
  const lookLater = (corpId: CorpId, mailboxId: MailboxId, folder: FolderRow) =>
    void syncOneFolder(deps, deps.pool, { corpId, mailboxId }, folder.id).catch((error: unknown) =>
      deps.log.info('sent folder not looked at', { mailboxId, error }),
    );

  return {
    async append(corpId: CorpId, mailboxId: MailboxId, raw: Uint8Array): Promise<void> {
      const folder = await sentFolder(corpId, mailboxId);
      const appended = await deps.pool.use({ corpId, mailboxId }, (connection) =>
        connection.append(folder.wirePath, raw, { flags: ['seen'], date: new Date(deps.clock.now()) }),
      );
      if (!appended.ok) throw toMailError(appended.error);
      lookLater(corpId, mailboxId, folder);
    },
    async holds(corpId: CorpId, mailboxId: MailboxId, messageIdHeader: string): Promise<boolean> {
      const folder = await sentFolder(corpId, mailboxId);
      const found = await deps.pool.use({ corpId, mailboxId }, async (connection) => {
        const opened = await connection.open(folder.wirePath, { readOnly: true });
        if (!opened.ok) throw toMailError(opened.error);
        return connection.findByMessageId(messageIdHeader, { newest: 50 });
      });
      if (!found.ok) throw toMailError(found.error);
      if (found.value.length > 0) lookLater(corpId, mailboxId, folder);
      return found.value.length > 0;
    },
  };
}
