import type { ChangeFlags } from '@hongyan/contract';
import { AppError, type CorpId, type MailboxId, type MessageId, parseUuid } from '@hongyan/kit';
import type { CorpTx } from '../../platform/db/types.ts';
import type { IndexDeps } from './deps.ts';
import type { IndexFlags } from './draft.ts';
import { findFolder, lockIndex } from './folder-store.ts';
import { findMessage, findMessages, type MessageRow, setFlags, settleFlags } from './message-store.ts';
import { type Pool, toMailError } from './pool.ts';
import { openRows, uidsOf } from './server-rows.ts';

/** No change takes the server longer; a process that dies meanwhile leaves the row to the server again. */
const underWayMs = 60_000;

const serverName: Readonly<Record<keyof IndexFlags, string>> = {
  seen: 'seen',
  starred: 'flagged',
  answered: 'answered',
  forwarded: '$Forwarded',
};

export const parseIds = (texts: readonly string[]): readonly MessageId[] =>
  [...new Set(texts)].flatMap((text) => parseUuid<MessageId>(text) ?? []);

/** Tells whoever looks at these folders that something changed. */
export function publishFolders(deps: IndexDeps, tx: CorpTx, mailboxId: MailboxId, folderIds: Iterable<string>): void {
  for (const folderId of new Set(folderIds))
    deps.events.publish(tx, {
      kind: 'mailbox.messages',
      corpId: tx.corpId,
      mailboxId,
      folderId: folderId as MessageRow['folder_id'],
      arrived: 0,
    });
}

/** Flags: changed in the index at once, then on the server; taken back when the server refuses. */
export function createFlagsService(deps: IndexDeps & { pool: Pool }) {
  async function change(
    corpId: CorpId,
    mailboxId: MailboxId,
    ids: readonly MessageId[],
    wanted: Partial<IndexFlags>,
  ): Promise<void> {
    const vault = await deps.vault.forCorp(corpId);
    const until = new Date(deps.clock.now() + underWayMs);
    const before = await deps.db.inCorp(corpId, async (tx) => {
      await lockIndex(tx, mailboxId);
      const rows = await findMessages(tx, mailboxId, ids);
      await setFlags(
        tx,
        rows.map((row) => row.id),
        wanted,
        until,
      );
      publishFolders(
        deps,
        tx,
        mailboxId,
        rows.map((row) => row.folder_id),
      );
      return rows;
    });
    if (before.length === 0) throw new AppError('request.not_found');
    for (const [folderId, rows] of Map.groupBy(before, (row) => row.folder_id)) {
      const folder = await deps.db.inCorp(corpId, (tx) => findFolder(tx, vault, folderId));
      try {
        if (!folder) throw new AppError('mail.folder_missing');
        await deps.pool.use({ corpId, mailboxId }, async (connection) => {
          const open = await openRows(deps, corpId, connection, folder, rows, { readOnly: false });
          const stored = await connection.storeFlags(uidsOf(open.rows), toServerChange(wanted));
          if (!stored.ok) throw toMailError(stored.error);
        });
        const ids = rows.map((row) => row.id);
        await deps.db.inCorp(corpId, (tx) => settleFlags(tx, ids, until, new Date(deps.clock.now())));
      } catch (thrown) {
        await takeBack(corpId, mailboxId, rows, wanted);
        throw thrown;
      }
    }
  }

  async function takeBack(
    corpId: CorpId,
    mailboxId: MailboxId,
    rows: readonly MessageRow[],
    wanted: Partial<IndexFlags>,
  ): Promise<void> {
    await deps.db.inCorp(corpId, async (tx) => {
      await lockIndex(tx, mailboxId);
      for (const flag of Object.keys(wanted) as (keyof IndexFlags)[]) {
        for (const [value, same] of Map.groupBy(rows, (row) => row[flag]))
          await setFlags(
            tx,
            same.map((row) => row.id),
            { [flag]: value },
            new Date(deps.clock.now()),
          );
      }
      publishFolders(
        deps,
        tx,
        mailboxId,
        rows.map((row) => row.folder_id),
      );
    });
  }

  return {
    async change(corpId: CorpId, mailboxId: MailboxId, { messageIds, seen, starred }: ChangeFlags): Promise<void> {
      const wanted = { ...(seen === undefined ? {} : { seen }), ...(starred === undefined ? {} : { starred }) };
      if (Object.keys(wanted).length === 0) throw new AppError('request.invalid', { detail: 'no flag named' });
      await change(corpId, mailboxId, parseIds(messageIds), wanted);
    },
    /** After an answer or a forward has gone out. */
    async markReplied(corpId: CorpId, messageId: MessageId, kind: 'answered' | 'forwarded'): Promise<void> {
      const row = await deps.db.inCorp(corpId, (tx) => findMessage(tx, messageId));
      if (row) await change(corpId, row.mailbox_id, [messageId], { [kind]: true });
    },
  };
}

function toServerChange(wanted: Partial<IndexFlags>): { add: readonly string[]; remove: readonly string[] } {
  const names = (value: boolean) =>
    (Object.keys(wanted) as (keyof IndexFlags)[])
      .filter((flag) => wanted[flag] === value)
      .map((flag) => serverName[flag]);
  return { add: names(true), remove: names(false) };
}
