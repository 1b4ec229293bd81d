import type { CorpId } from '@hongyan/kit';
import type { ImapConnection } from '@hongyan/mail';
import type { IndexDeps } from './deps.ts';
import type { DraftMaker } from './draft.ts';
import { fetchDrafts } from './fetch-drafts.ts';
import { type FolderRow, lockIndex, updateFolder } from './folder-store.ts';
import { takeIn } from './take-in.ts';
import { uidsBelow } from './uids-below.ts';

/** How deep the index reaches: whatever is younger than this or among the newest of its folder, up to the mailbox's limit. */
export const depth = { days: 90, newest: 1_000, mailbox: 20_000 } as const;

const chunkSize = 200;

/**
 * Fetches what is older than the index reaches, newest first, until it is deep enough. The folder is open. `wanted` asks
 * for that many more messages whatever their age. Answers whether the folder's beginning or the wanted depth was reached.
 */
export async function backfill(
  deps: IndexDeps,
  corpId: CorpId,
  connection: ImapConnection,
  folder: FolderRow,
  make: DraftMaker,
  options: { signal?: AbortSignal; wanted?: number; mailboxCount?: number; onProgress?: () => Promise<void> } = {},
): Promise<void> {
  let { older, from } = await uidsBelow(connection, folder.firstUid, options.wanted ?? depth.mailbox);
  let taken = 0;
  let deepEnough = older.length === 0;
  while (!deepEnough && !options.signal?.aborted) {
    if (older.length === 0) ({ older, from } = await uidsBelow(connection, from, depth.mailbox));
    const chunk = older.splice(-chunkSize);
    if (chunk.length === 0) break;
    let oldest = Number.POSITIVE_INFINITY;
    for await (const drafts of fetchDrafts(connection, chunk, make, { chunk: chunkSize, signal: options.signal })) {
      taken += drafts.length;
      oldest = Math.min(oldest, ...drafts.map((draft) => draft.internalDate.getTime()));
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
    const inFolder = folder.indexed + taken;
    const wantedReached = options.wanted !== undefined && taken >= options.wanted;
    deepEnough =
      (older.length === 0 && from <= 1) ||
      wantedReached ||
      (options.wanted === undefined &&
        ((oldest < deps.clock.now() - depth.days * 86_400_000 && inFolder >= depth.newest) ||
          (options.mailboxCount ?? 0) + taken >= depth.mailbox));
    await deps.db.inCorp(corpId, async (tx) => {
      await lockIndex(tx, folder.mailboxId);
      await updateFolder(tx, folder.id, { firstUid: chunk[0]!, backfilled: deepEnough || folder.backfilled });
    });
    await options.onProgress?.();
  }
  if (older.length === 0 && from <= 1 && !folder.backfilled)
    await deps.db.inCorp(corpId, (tx) => updateFolder(tx, folder.id, { firstUid: 1, backfilled: true }));
}
