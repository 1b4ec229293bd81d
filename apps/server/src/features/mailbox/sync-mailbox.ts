import type { CorpId, FolderId, MailboxId } from '@hongyan/kit';
import type { FolderInfo, ImapConnection } from '@hongyan/mail';
import { backfill } from './backfill.ts';
import type { IndexDeps } from './deps.ts';
import { createDraftMaker, type DraftMaker } from './draft.ts';
import { dropFolders, type FolderRow, findFolder, listFolders, lockIndex, putFolder } from './folder-store.ts';
import { alignNumbering, isSameNumbering } from './numbering.ts';
import { type Pool, toMailError } from './pool.ts';
import { setProgress } from './state-store.ts';
import { settleCounters, syncFolder } from './sync-folder.ts';

const order = ['inbox', 'sent', 'drafts', 'archive', 'other', 'trash', 'junk'] as const;

interface Who {
  readonly corpId: CorpId;
  readonly mailboxId: MailboxId;
}

/** The folder list as the server has it now. */
export async function syncFolderList(
  deps: IndexDeps,
  { corpId, mailboxId }: Who,
  listed: readonly FolderInfo[],
): Promise<readonly FolderRow[]> {
  const vault = await deps.vault.forCorp(corpId);
  return deps.db.inCorp(corpId, async (tx) => {
    await lockIndex(tx, mailboxId);
    const before = await listFolders(tx, vault, mailboxId);
    const kept = new Set<FolderId>();
    let changed = false;
    for (const info of listed) {
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

/**
 * Everything of a mailbox but the watched cursor of its inbox: the folder list, each folder's news, then its depth. Runs on
 * a connection of its own, so that the inbox is never kept waiting.
 */
export async function syncMailbox(deps: IndexDeps, pool: Pool, who: Who, signal: AbortSignal): Promise<void> {
  const vault = await deps.vault.forCorp(who.corpId);
  const make = createDraftMaker({ vault, parsing: deps.parsing, now: () => deps.clock.now() }, who.mailboxId);
  await pool.use(
    who,
    async (connection) => {
      const listed = await connection.listFolders();
      if (!listed.ok) throw toMailError(listed.error);
      const folders = (await syncFolderList(deps, who, listed.value))
        .filter((folder) => folder.selectable)
        .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
      for (const folder of folders) {
        if (signal.aborted) return;
        if (folder.role !== 'inbox') await syncFolder(deps, who.corpId, connection, folder, make, { signal });
      }
      for (const folder of folders) {
        if (signal.aborted) return;
        await deepen(deps, who, connection, folder.id, make, signal);
      }
      if (!signal.aborted) await report(deps, who, true);
    },
    { background: true, signal },
  );
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
  if (!folder || folder.backfilled || folder.lastUid === 0) return;
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
    await setProgress(tx, mailboxId, { done, total: ready ? done : Math.max(done + waiting, done + 1), ready });
    deps.events.publish(tx, { kind: 'mailbox.state', corpId, mailboxId });
  });
}
