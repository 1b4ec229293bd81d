import { AppError, type CorpId } from '@hongyan/kit';
import type { ImapConnection } from '@hongyan/mail';
import type { IndexDeps } from './deps.ts';
import { createDraftMaker } from './draft.ts';
import { type FolderRow, findFolder } from './folder-store.ts';
import { findMessages, type MessageRow } from './message-store.ts';
import { isSameNumbering } from './numbering.ts';
import { toMailError } from './pool.ts';
import { syncFolder } from './sync-folder.ts';

/** Rows of one folder with the uids under which the server will know them. */
export interface ServerRows {
  readonly folder: FolderRow;
  readonly rows: readonly (MessageRow & { readonly uid: number })[];
}

/**
 * Opens the folder and answers the rows with their uids; throws `mail.gone` when one is no longer known. A message that was moved on a server
 * that does not tell the new uid (mail-providers.md §2.3.3) is looked for first.
 */
export async function openRows(
  deps: IndexDeps,
  corpId: CorpId,
  connection: ImapConnection,
  folder: FolderRow,
  rows: readonly MessageRow[],
  { readOnly }: { readOnly: boolean },
): Promise<ServerRows> {
  let current: readonly MessageRow[] = rows;
  let known = folder;
  let opened = await connection.open(folder.wirePath, { readOnly });
  if (!opened.ok) throw toMailError(opened.error);
  if (rows.some((row) => row.uid === null) || !isSameNumbering(folder, opened.value)) {
    const vault = await deps.vault.forCorp(corpId);
    const make = createDraftMaker({ vault, parsing: deps.parsing, now: () => deps.clock.now() }, folder.mailboxId);
    await syncFolder(deps, corpId, connection, folder, make);
    const ids = rows.map((row) => row.id);
    await deps.db.inCorp(corpId, async (tx) => {
      current = await findMessages(tx, folder.mailboxId, ids);
      known = (await findFolder(tx, vault, folder.id)) ?? folder;
    });
    opened = await connection.open(folder.wirePath, { readOnly });
    if (!opened.ok) throw toMailError(opened.error);
  }
  if (!isSameNumbering(known, opened.value)) throw new AppError('mail.gone');
  const found = current.filter(
    (row): row is MessageRow & { uid: number } =>
      row.uid !== null && row.folder_id === known.id && row.uidvalidity === known.uidValidity,
  );
  if (found.length < rows.length) throw new AppError('mail.gone');
  return { folder: known, rows: found };
}

/** Ascending: some servers refuse any other order (mail-providers.md §2.4). */
export const uidsOf = (rows: readonly { readonly uid: number }[]): readonly number[] =>
  rows.map((row) => row.uid).sort((a, b) => a - b);
