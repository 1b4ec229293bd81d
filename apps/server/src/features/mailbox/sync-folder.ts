import type { CorpId, FolderId } from '@hongyan/kit';
import { err, ok } from '@hongyan/kit';
import type { ImapConnection, MailResult } from '@hongyan/mail';
import type { CorpTx } from '../../platform/db/types.ts';
import type { IndexDeps } from './deps.ts';
import type { DraftMaker, MessageDraft } from './draft.ts';
import { fetchDrafts } from './fetch-drafts.ts';
import { type FolderRow, findFolder, lockIndex, updateFolder } from './folder-store.ts';
import { alignNumbering } from './numbering.ts';
import { toMailError } from './pool.ts';
import { reconcile, sweepFolder } from './reconcile.ts';
import { takeIn } from './take-in.ts';

/** How many messages a folder's first look takes in, so that a list fills within a second. */
export const firstLook = 50;

/** Nobody has looked into it yet; a folder that was looked at and found empty has a beginning. */
export const isNeverRead = (folder: Pick<FolderRow, 'lastUid' | 'firstUid'>): boolean =>
  folder.lastUid === 0 && folder.firstUid === 0;

/** Found empty: whatever is in it from now on is new, however much comes before the next look. */
export const markEmpty = (tx: CorpTx, id: FolderId): Promise<void> =>
  updateFolder(tx, id, { firstUid: 1, backfilled: true });

/**
 * What is newer than the cursor, in chunks; the first time, the newest few. Empty when there is nothing.
 * The folder is open on the connection.
 */
export async function* fetchNewer(
  connection: ImapConnection,
  folder: FolderRow,
  make: DraftMaker,
  options: { chunk?: number; first?: number; signal?: AbortSignal } = {},
): AsyncGenerator<readonly MessageDraft[]> {
  if (!isNeverRead(folder)) {
    yield* fetchDrafts(connection, { from: folder.lastUid + 1, to: '*' }, make, {
      after: folder.lastUid,
      chunk: options.chunk,
      signal: options.signal,
    });
    return;
  }
  const newest = await connection.newestUids(options.first ?? firstLook);
  if (!newest.ok) throw toMailError(newest.error);
  if (newest.value.length === 0) return;
  yield* fetchDrafts(connection, newest.value, make, { chunk: options.chunk ?? 1_000, signal: options.signal });
}

/** Moves a folder's cursor over what was taken in. */
export const cursorAfter = (
  folder: FolderRow,
  drafts: readonly MessageDraft[],
): { lastUid: number; firstUid: number } => {
  const uids = drafts.map((draft) => draft.uid);
  return {
    lastUid: Math.max(folder.lastUid, ...uids),
    firstUid: folder.firstUid > 0 ? folder.firstUid : Math.min(...uids),
  };
};

/** Brings one folder (not the watched inbox) up to date: new messages, flags, what is gone, and the counters. */
export async function syncFolder(
  deps: IndexDeps,
  corpId: CorpId,
  connection: ImapConnection,
  row: FolderRow,
  make: DraftMaker,
  options: { signal?: AbortSignal } = {},
): Promise<MailResult<FolderRow>> {
  const status = await connection.status(row.wirePath);
  const opened = await connection.open(row.wirePath, { readOnly: true });
  if (!opened.ok) return err(opened.error);
  const aligned = await alignNumbering(deps, corpId, row, opened.value, connection, make);
  let folder = aligned.folder;
  for await (const drafts of fetchNewer(connection, folder, make, options)) {
    const cursor = cursorAfter(folder, drafts);
    await deps.db.inCorp(corpId, async (tx) => {
      await lockIndex(tx, folder.mailboxId);
      const fresh = await takeIn(tx, folder, drafts, new Date(deps.clock.now()));
      await updateFolder(tx, folder.id, cursor);
      deps.events.publish(tx, {
        kind: 'mailbox.messages',
        corpId,
        mailboxId: folder.mailboxId,
        folderId: folder.id,
        arrived: fresh.length,
      });
    });
    folder = { ...folder, ...cursor };
  }
  if (isNeverRead(folder)) {
    await deps.db.inCorp(corpId, (tx) => markEmpty(tx, folder.id));
    folder = { ...folder, firstUid: 1, backfilled: true };
  }
  await reconcile(deps, corpId, connection, folder, make, Math.max(1, folder.firstUid));
  if (folder.backfilled) await sweepFolder(deps, corpId, folder);
  await settleCounters(deps, corpId, folder, {
    exists: opened.value.exists,
    unseen: status.ok ? status.value.unseen : undefined,
  });
  return ok(
    (await deps.db.inCorp(corpId, async (tx) => findFolder(tx, await deps.vault.forCorp(corpId), folder.id))) ?? folder,
  );
}

/** What the server counts beyond the index is older than the index reaches. */
export async function settleCounters(
  deps: IndexDeps,
  corpId: CorpId,
  folder: FolderRow,
  server: { exists: number; unseen?: number },
): Promise<void> {
  await deps.db.inCorp(corpId, async (tx) => {
    await lockIndex(tx, folder.mailboxId);
    const now = await findFolder(tx, await deps.vault.forCorp(corpId), folder.id);
    if (!now) return;
    await updateFolder(tx, folder.id, {
      syncedAt: new Date(deps.clock.now()),
      deeper: now.firstUid <= 1 ? 0 : Math.max(0, server.exists - now.indexed),
      ...(server.unseen === undefined
        ? // What the index has taken in meanwhile is no longer deeper than it.
          {
            deeperUnread:
              now.firstUid <= 1
                ? 0
                : Math.max(0, now.deeperUnread - Math.max(0, now.indexedUnread - folder.indexedUnread)),
          }
        : { deeperUnread: now.firstUid <= 1 ? 0 : Math.max(0, server.unseen - now.indexedUnread) }),
    });
  });
}
