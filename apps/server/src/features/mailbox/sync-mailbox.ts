import type { CorpId, FolderId, MailboxId } from '@hongyan/kit';
import type { ImapConnection } from '@hongyan/mail';
import { backfill } from './backfill.ts';
import type { IndexDeps } from './deps.ts';
import { createDraftMaker, type DraftMaker } from './draft.ts';
import { findFolder, listFolders, lockIndex } from './folder-store.ts';
import { refreshStatistics } from './message-store.ts';
import { alignNumbering, isSameNumbering } from './numbering.ts';
import { type Pool, toMailError } from './pool.ts';
import { setProgress } from './state-store.ts';
import { isNeverRead, settleCounters, syncFolder } from './sync-folder.ts';

const order = ['inbox', 'sent', 'drafts', 'archive', 'other', 'trash', 'junk'] as const;

interface Who {
  readonly corpId: CorpId;
  readonly mailboxId: MailboxId;
}

/**
 * Everything of a mailbox but the watched cursor of its inbox: the news of changed folders, then the depth of all. Runs on
 * a connection of its own, so that the inbox is never kept waiting, and opens none when there is nothing to do.
 */
export async function syncMailbox(
  deps: IndexDeps,
  pool: Pool,
  who: Who,
  changed: readonly FolderId[],
  signal: AbortSignal,
): Promise<void> {
  const vault = await deps.vault.forCorp(who.corpId);
  const make = createDraftMaker({ vault, parsing: deps.parsing, now: () => deps.clock.now() }, who.mailboxId);
  const folders = (await deps.db.inCorp(who.corpId, (tx) => listFolders(tx, vault, who.mailboxId)))
    .filter((folder) => folder.selectable)
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  const stale = folders.filter((folder) => folder.role !== 'inbox' && changed.includes(folder.id));
  if (stale.length > 0 || folders.some((folder) => !folder.backfilled)) {
    await pool.use(
      who,
      async (connection) => {
        for (const folder of stale) {
          if (signal.aborted) return;
          const synced = await syncFolder(deps, who.corpId, connection, folder, make, { signal });
          if (!synced.ok) deps.log.info('folder not synced', { folderId: folder.id, code: synced.error.code });
        }
        for (const folder of folders) {
          if (signal.aborted) return;
          await deepen(deps, who, connection, folder.id, make, signal);
        }
      },
      { background: true, signal },
    );
    await deps.db.inCorp(who.corpId, refreshStatistics);
  }
  if (!signal.aborted) await report(deps, who, true);
}

async function deepen(
  deps: IndexDeps,
  who: Who,
  connection: ImapConnection,
  folderId: FolderId,
  make: DraftMaker,
  signal: AbortSignal,
): Promise<void> {
  const vault = await deps.vault.forCorp(who.corpId);
  const folder = await deps.db.inCorp(who.corpId, (tx) => findFolder(tx, vault, folderId));
  // One that could not be read yet has no beginning to go on from.
  if (!folder || folder.backfilled || isNeverRead(folder)) return;
  const status = await connection.status(folder.wirePath);
  const opened = await connection.open(folder.wirePath, { readOnly: true });
  // Numbered anew since: the next round begins it again.
  if (!opened.ok || !isSameNumbering(folder, opened.value)) return;
  await backfill(deps, who.corpId, connection, folder, make, {
    signal,
    mailboxCount: await countMessages(deps, who),
    onProgress: () => report(deps, who, false),
  });
  await settleCounters(deps, who.corpId, folder, {
    exists: opened.value.exists,
    unseen: status.ok ? status.value.unseen : undefined,
  });
}

/** One folder that a member has just opened. */
export async function syncOneFolder(deps: IndexDeps, pool: Pool, who: Who, folderId: FolderId): Promise<void> {
  const vault = await deps.vault.forCorp(who.corpId);
  const make = createDraftMaker({ vault, parsing: deps.parsing, now: () => deps.clock.now() }, who.mailboxId);
  await pool.use(
    who,
    async (connection) => {
      const folder = await deps.db.inCorp(who.corpId, (tx) => findFolder(tx, vault, folderId));
      if (folder?.selectable) await syncFolder(deps, who.corpId, connection, folder, make);
    },
    { background: true },
  );
}

/** Older messages of one folder than the index reaches: a member has scrolled to its end. */
export async function deepenFolder(
  deps: IndexDeps,
  pool: Pool,
  who: Who,
  folderId: FolderId,
  wanted: number,
): Promise<void> {
  const vault = await deps.vault.forCorp(who.corpId);
  const make = createDraftMaker({ vault, parsing: deps.parsing, now: () => deps.clock.now() }, who.mailboxId);
  await pool.use(who, async (connection) => {
    const folder = await deps.db.inCorp(who.corpId, (tx) => findFolder(tx, vault, folderId));
    if (!folder || folder.firstUid <= 1) return;
    const opened = await connection.open(folder.wirePath, { readOnly: true });
    if (!opened.ok) throw toMailError(opened.error);
    const aligned = await alignNumbering(deps, who.corpId, folder, opened.value, connection, make);
    if (aligned.renumbered) return;
    await backfill(deps, who.corpId, connection, folder, make, { wanted });
    await settleCounters(deps, who.corpId, folder, { exists: opened.value.exists });
  });
}

async function countMessages(deps: IndexDeps, who: Who): Promise<number> {
  const vault = await deps.vault.forCorp(who.corpId);
  const folders = await deps.db.inCorp(who.corpId, (tx) => listFolders(tx, vault, who.mailboxId));
  return folders.reduce((sum, folder) => sum + folder.indexed, 0);
}

async function report(deps: IndexDeps, { corpId, mailboxId }: Who, ready: boolean): Promise<void> {
  const vault = await deps.vault.forCorp(corpId);
  await deps.db.inCorp(corpId, async (tx) => {
    await lockIndex(tx, mailboxId);
    const folders = await listFolders(tx, vault, mailboxId);
    const done = folders.reduce((sum, folder) => sum + folder.indexed, 0);
    const waiting = folders.reduce((sum, folder) => sum + (folder.backfilled ? 0 : folder.deeper), 0);
    const changed = await setProgress(tx, mailboxId, {
      done,
      total: ready ? done : Math.max(done + waiting, done + 1),
      ready,
    });
    if (changed) deps.events.publish(tx, { kind: 'mailbox.state', corpId, mailboxId });
  });
}
