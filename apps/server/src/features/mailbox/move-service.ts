import type { MoveMessages, MoveResult } from '@hongyan/contract';
import { AppError, type CorpId, type FolderId, type MailboxId, type MessageId, parseUuid } from '@hongyan/kit';
import type { IndexDeps } from './deps.ts';
import { createDraftMaker } from './draft.ts';
import { parseIds, publishFolders } from './flags-service.ts';
import { type FolderRow, findFolder, findFolderByRole, lockIndex, putFolder } from './folder-store.ts';
import { deleteMessages, findMessages, type MessageRow } from './message-store.ts';
import { beginMove, endMove, undoMove } from './move-store.ts';
import { type Pool, toMailError } from './pool.ts';
import { openRows, uidsOf } from './server-rows.ts';
import { syncFolder } from './sync-folder.ts';

/** Made on the server when a member first archives or deletes and there is no such folder. */
const newFolderNames = { archive: '归档', trash: '已删除', junk: '垃圾邮件' } as const;

/** Moves: in the index at once, then on the server; taken back when the server refuses. A message keeps its id. */
export function createMoveService(deps: IndexDeps & { pool: Pool }) {
  async function targetOf(corpId: CorpId, mailboxId: MailboxId, to: MoveMessages['to']): Promise<FolderRow> {
    const vault = await deps.vault.forCorp(corpId);
    const found = await deps.db.inCorp(corpId, async (tx) => {
      if ('role' in to) return findFolderByRole(tx, vault, mailboxId, to.role);
      const id = parseUuid<FolderId>(to.folderId);
      return id && findFolder(tx, vault, id);
    });
    if (found?.mailboxId === mailboxId && found.selectable) return found;
    if (!('role' in to) || to.role === 'inbox') throw new AppError('mail.folder_missing');
    return createTarget(corpId, mailboxId, to.role);
  }

  async function createTarget(corpId: CorpId, mailboxId: MailboxId, role: keyof typeof newFolderNames) {
    const vault = await deps.vault.forCorp(corpId);
    const made = await deps.pool.use({ corpId, mailboxId }, (connection) =>
      connection.createFolder([newFolderNames[role]]),
    );
    if (!made.ok) throw toMailError(made.error);
    return deps.db.inCorp(corpId, async (tx) => {
      await lockIndex(tx, mailboxId);
      const { id } = await putFolder(tx, vault, mailboxId, { ...made.value, role });
      deps.events.publish(tx, { kind: 'mailbox.folders', corpId, mailboxId });
      return (await findFolder(tx, vault, id))!;
    });
  }

  async function moveFrom(corpId: CorpId, source: FolderId, rows: readonly MessageRow[], target: FolderRow) {
    const vault = await deps.vault.forCorp(corpId);
    const { mailboxId } = target;
    const folder = await deps.db.inCorp(corpId, (tx) => findFolder(tx, vault, source));
    if (!folder) throw new AppError('mail.folder_missing');
    await deps.pool.use({ corpId, mailboxId }, async (connection) => {
      const open = await openRows(deps, corpId, connection, folder, rows, { readOnly: false });
      await inIndex(corpId, mailboxId, [source, target.id], (tx) =>
        beginMove(tx, open.rows, target, new Date(deps.clock.now())),
      );
      const moved = await connection.move(uidsOf(open.rows), target.wirePath).catch(async (error: unknown) => {
        await inIndex(corpId, mailboxId, [source, target.id], (tx) => undoMove(tx, open.rows));
        throw error;
      });
      if (!moved.ok) {
        await inIndex(corpId, mailboxId, [source, target.id], (tx) => undoMove(tx, open.rows));
        throw toMailError(moved.error);
      }
      await inIndex(corpId, mailboxId, [source, target.id], (tx) => endMove(tx, open.rows, target, moved.value));
      // The inbox is watched and recognises them by itself.
      if (moved.value.uids.size < open.rows.length && target.role !== 'inbox') {
        const make = createDraftMaker({ vault, parsing: deps.parsing, now: () => deps.clock.now() }, mailboxId);
        const now = await deps.db.inCorp(corpId, (tx) => findFolder(tx, vault, target.id));
        if (now) await syncFolder(deps, corpId, connection, now, make);
      }
    });
  }

  const inIndex = (
    corpId: CorpId,
    mailboxId: MailboxId,
    folderIds: readonly FolderId[],
    run: (tx: Parameters<typeof lockIndex>[0]) => Promise<void>,
  ) =>
    deps.db.inCorp(corpId, async (tx) => {
      await lockIndex(tx, mailboxId);
      await run(tx);
      publishFolders(deps, tx, mailboxId, folderIds);
    });

  return {
    async move(corpId: CorpId, mailboxId: MailboxId, { messageIds, to }: MoveMessages): Promise<MoveResult> {
      const ids = parseIds(messageIds);
      const rows = await deps.db.inCorp(corpId, (tx) => findMessages(tx, mailboxId, ids));
      if (rows.length === 0) throw new AppError('request.not_found');
      const target = await targetOf(corpId, mailboxId, to);
      const moved: MessageId[] = [];
      for (const [source, group] of Map.groupBy(rows, (row) => row.folder_id)) {
        if (source !== target.id) await moveFrom(corpId, source, group, target);
        moved.push(...group.map((row) => row.id));
      }
      return { moved, toFolderId: target.id };
    },

    /** For good, and only from the trash. The server goes first: there is no way back to offer. */
    async expunge(corpId: CorpId, mailboxId: MailboxId, messageIds: readonly string[]): Promise<void> {
      const vault = await deps.vault.forCorp(corpId);
      const ids = parseIds(messageIds);
      const { rows, trash } = await deps.db.inCorp(corpId, async (tx) => ({
        rows: await findMessages(tx, mailboxId, ids),
        trash: await findFolderByRole(tx, vault, mailboxId, 'trash'),
      }));
      if (rows.length === 0) throw new AppError('request.not_found');
      if (!trash || rows.some((row) => row.folder_id !== trash.id))
        throw new AppError('request.invalid', { detail: 'only what lies in the trash is deleted for good' });
      await deps.pool.use({ corpId, mailboxId }, async (connection) => {
        const open = await openRows(deps, corpId, connection, trash, rows, { readOnly: false });
        const gone = await connection.expunge(uidsOf(open.rows));
        if (!gone.ok) throw toMailError(gone.error);
      });
      await inIndex(corpId, mailboxId, [trash.id], (tx) =>
        deleteMessages(
          tx,
          rows.map((row) => row.id),
        ),
      );
    },
  };
}
