import type { CorpId } from '@hongyan/kit';
import type { ImapConnection } from '@hongyan/mail';
import { sql } from 'kysely';
import type { IndexDeps } from './deps.ts';
import { type DraftMaker, type IndexFlags, toIndexFlags } from './draft.ts';
import { fetchDrafts } from './fetch-drafts.ts';
import { type FolderRow, lockIndex } from './folder-store.ts';
import { applyFlags, deleteMessages, listUids } from './message-store.ts';
import { tables } from './tables.ts';
import { takeIn } from './take-in.ts';

/**
 * Compares the open folder's uids and flags from `from` up to the cursor with the index and makes the index equal: flags set
 * elsewhere, messages deleted or moved elsewhere, and messages that were missed. Newer ones are the cursor's business.
 * Answers whether anything changed.
 */
export async function reconcile(
  deps: IndexDeps,
  corpId: CorpId,
  connection: ImapConnection,
  folder: FolderRow,
  make: DraftMaker,
  from: number,
): Promise<boolean> {
  if (folder.lastUid < from) return false;
  const range = { from, to: folder.lastUid };
  const readAt = new Date(deps.clock.now());
  const onServer = new Map<number, IndexFlags>();
  for await (const { uid, flags } of connection.fetchFlags(range)) {
    if (uid >= from && uid <= folder.lastUid) onServer.set(uid, toIndexFlags(flags));
  }
  const { changed, missing } = await deps.db.inCorp(corpId, async (tx) => {
    await lockIndex(tx, folder.mailboxId);
    const rows = await listUids(tx, folder, range);
    const gone = rows.filter((row) => !onServer.has(row.uid!));
    await deleteMessages(
      tx,
      gone.map((row) => row.id),
    );
    const flagged = await applyFlags(
      tx,
      folder,
      [...onServer].map(([uid, flags]) => ({ uid, ...flags })),
      readAt,
    );
    const known = new Set(rows.map((row) => row.uid!));
    const leaving = await leavingUids(tx, folder);
    const any = gone.length + flagged.length > 0;
    if (any)
      deps.events.publish(tx, {
        kind: 'mailbox.messages',
        corpId,
        mailboxId: folder.mailboxId,
        folderId: folder.id,
        arrived: 0,
      });
    return { changed: any, missing: [...onServer.keys()].filter((uid) => !known.has(uid) && !leaving.has(uid)) };
  });
  if (missing.length === 0) return changed;
  for await (const drafts of fetchDrafts(
    connection,
    missing.toSorted((a, b) => a - b),
    make,
  )) {
    await deps.db.inCorp(corpId, async (tx) => {
      await lockIndex(tx, folder.mailboxId);
      await takeIn(tx, folder, drafts, new Date(deps.clock.now()));
      deps.events.publish(tx, {
        kind: 'mailbox.messages',
        corpId,
        mailboxId: folder.mailboxId,
        folderId: folder.id,
        arrived: 0,
      });
    });
  }
  return true;
}

/** Messages that our own move is just taking away from here. */
async function leavingUids(tx: Parameters<typeof tables>[0], folder: FolderRow): Promise<ReadonlySet<number>> {
  const rows = await tables(tx)
    .selectFrom('mail_message')
    .select('moved_from_uid')
    .where('mailbox_id', '=', folder.mailboxId)
    .where('moved_from_folder', '=', folder.id)
    .where('moved_at', '>', sql<Date>`now() - interval '2 minutes'`)
    .execute();
  return new Set(rows.map((row) => row.moved_from_uid!));
}

/** Rows that no longer stand for anything on the server: numbered in an old way, or moved here and never found. */
export async function sweepFolder(deps: IndexDeps, corpId: CorpId, folder: FolderRow): Promise<void> {
  await deps.db.inCorp(corpId, async (tx) => {
    await lockIndex(tx, folder.mailboxId);
    const rows = await tables(tx)
      .selectFrom('mail_message')
      .select('id')
      .where('folder_id', '=', folder.id)
      .where((or) =>
        or.or([
          or.and([or('uid', 'is not', null), or('uidvalidity', '<>', folder.uidValidity)]),
          or.and([or('uid', 'is', null), or('moved_at', '<', sql<Date>`now() - interval '10 minutes'`)]),
        ]),
      )
      .execute();
    await deleteMessages(
      tx,
      rows.map((row) => row.id),
    );
  });
}
