import type { FolderId, MessageId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import type { FolderRow } from './folder-store.ts';
import { deleteMessages, type MessageRow } from './message-store.ts';
import { tables } from './tables.ts';

/** The rows lie in the target at once; their uids there are not known yet, and where they came from is remembered. */
export async function beginMove(
  tx: CorpTx,
  rows: readonly MessageRow[],
  target: Pick<FolderRow, 'id' | 'uidValidity'>,
  now: Date,
): Promise<void> {
  await tables(tx)
    .updateTable('mail_message')
    .set({
      moved_from_folder: sql<FolderId>`folder_id`,
      moved_from_uid: sql<number>`uid`,
      moved_at: now,
      folder_id: target.id,
      uid: null,
      uidvalidity: target.uidValidity,
    })
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
}

/** The server moved them: under these uids where it told them, else the next look at the target finds them. */
export async function endMove(
  tx: CorpTx,
  rows: readonly MessageRow[],
  target: Pick<FolderRow, 'id' | 'uidValidity'>,
  moved: { uidValidity?: number; uids: ReadonlyMap<number, number> },
): Promise<void> {
  const uidValidity = moved.uidValidity ?? target.uidValidity;
  // A folder that was never read learns its numbering here, or the rows would look like those of an older one.
  await tables(tx)
    .updateTable('mail_folder')
    .set({ uidvalidity: uidValidity })
    .where('id', '=', target.id)
    .where('uidvalidity', '=', 0)
    .where('last_uid', '=', 0)
    .execute();
  for (const row of rows) {
    const uid = moved.uids.get(row.uid!);
    if (uid !== undefined) await dropDouble(tx, row.id, target.id, uidValidity, uid);
    await tables(tx)
      .updateTable('mail_message')
      .set({
        moved_from_folder: null,
        moved_from_uid: null,
        ...(uid === undefined ? {} : { uid, uidvalidity: uidValidity }),
      })
      .where('id', '=', row.id)
      // The watch may have found it first.
      .where('folder_id', '=', target.id)
      .where('uid', 'is', null)
      .execute();
  }
}

/** A sync that met the message in the target before our answer came made a row of its own: ours keeps its id. */
async function dropDouble(
  tx: CorpTx,
  keep: MessageId,
  folderId: FolderId,
  uidValidity: number,
  uid: number,
): Promise<void> {
  const doubles = await tables(tx)
    .selectFrom('mail_message')
    .select('id')
    .where('folder_id', '=', folderId)
    .where('uidvalidity', '=', uidValidity)
    .where('uid', '=', uid)
    .where('id', '<>', keep)
    .execute();
  await deleteMessages(
    tx,
    doubles.map((row) => row.id),
  );
}

/** The server refused: everything lies where it lay. */
export async function undoMove(tx: CorpTx, rows: readonly MessageRow[]): Promise<void> {
  for (const row of rows)
    await tables(tx)
      .updateTable('mail_message')
      .set({
        folder_id: row.folder_id,
        uid: row.uid,
        uidvalidity: row.uidvalidity,
        moved_from_folder: null,
        moved_from_uid: null,
        moved_at: null,
      })
      .where('id', '=', row.id)
      .where('uid', 'is', null)
      .execute();
}
