import type { MessageId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import type { MessageDraft } from './draft.ts';
import type { FolderRow } from './folder-store.ts';
import { applyFlags, insertMessages } from './message-store.ts';
import { tables } from './tables.ts';

/** A move that has had no answer for so long is taken back when the message is found where it was. */
const moveTimeoutMs = 2 * 60_000;

/** Flags that came with headers may have been read so long ago. */
const fetchMs = 10_000;

type Place = Pick<FolderRow, 'id' | 'mailboxId' | 'uidValidity'>;

/**
 * Puts messages that the server has in a folder into the index, in the caller's transaction with the index locked. A message
 * that we moved ourselves, or that the server has numbered anew, is recognised by its fingerprint and keeps its id.
 * Answers the ones that are new to the index.
 */
export async function takeIn(
  tx: CorpTx,
  folder: Place,
  drafts: readonly MessageDraft[],
  now: Date,
): Promise<readonly MessageDraft[]> {
  if (drafts.length === 0) return [];
  const known = await knownUids(tx, folder, drafts);
  await applyFlags(
    tx,
    folder,
    drafts.filter((draft) => known.has(draft.uid)),
    new Date(now.getTime() - fetchMs),
  );
  const fresh = drafts.filter((draft) => !known.has(draft.uid));
  const recognised = await recognise(tx, folder, fresh, now);
  const inserted = await insertMessages(
    tx,
    { mailboxId: folder.mailboxId, folderId: folder.id, uidValidity: folder.uidValidity },
    fresh.filter((draft) => !recognised.has(draft.uid)),
  );
  return fresh.filter((draft) => inserted.has(draft.id));
}

async function knownUids(tx: CorpTx, folder: Place, drafts: readonly MessageDraft[]): Promise<ReadonlySet<number>> {
  const rows = await tables(tx)
    .selectFrom('mail_message')
    .select('uid')
    .where('folder_id', '=', folder.id)
    .where('uidvalidity', '=', folder.uidValidity)
    .where('uid', '=', sql<number>`any(${drafts.map((draft) => draft.uid)}::bigint[])`)
    .execute();
  return new Set(rows.map((row) => row.uid!));
}

interface Candidate {
  readonly id: MessageId;
  readonly folder_id: string;
  readonly uidvalidity: number;
  readonly uid: number | null;
  readonly moved_from_folder: string | null;
  readonly moved_from_uid: number | null;
  readonly moved_at: Date | null;
  readonly fingerprint: Buffer;
}

async function recognise(
  tx: CorpTx,
  folder: Place,
  drafts: readonly MessageDraft[],
  now: Date,
): Promise<ReadonlySet<number>> {
  const recognised = new Set<number>();
  if (drafts.length === 0) return recognised;
  const candidates: Candidate[] = await tables(tx)
    .selectFrom('mail_message')
    .select(['id', 'folder_id', 'uidvalidity', 'uid', 'moved_from_folder', 'moved_from_uid', 'moved_at', 'fingerprint'])
    .where('mailbox_id', '=', folder.mailboxId)
    .where('fingerprint', '=', sql<Buffer>`any(${drafts.map((draft) => draft.fingerprint)}::bytea[])`)
    .execute();
  for (const draft of drafts) {
    const same = candidates.filter((row) => row.fingerprint.equals(draft.fingerprint));
    const leaving = same.find((row) => row.moved_from_folder === folder.id && row.moved_from_uid === draft.uid);
    // On its way out by our own hand: still listed here only because the answer is not in yet.
    if (leaving?.moved_at && now.getTime() - leaving.moved_at.getTime() < moveTimeoutMs) {
      recognised.add(draft.uid);
      continue;
    }
    const row =
      leaving ??
      same.find((one) => one.folder_id === folder.id && (one.uid === null || one.uidvalidity !== folder.uidValidity));
    if (!row) continue;
    candidates.splice(candidates.indexOf(row), 1);
    await settle(tx, folder, row.id, draft);
    recognised.add(draft.uid);
  }
  return recognised;
}

/** The row lies here, under this uid, with the server's flags. */
async function settle(tx: CorpTx, folder: Place, id: MessageId, draft: MessageDraft): Promise<void> {
  await tables(tx)
    .updateTable('mail_message')
    .set({
      folder_id: folder.id,
      uidvalidity: folder.uidValidity,
      uid: draft.uid,
      moved_from_folder: null,
      moved_from_uid: null,
      moved_at: null,
      seen: draft.seen,
      starred: draft.starred,
      answered: draft.answered,
      forwarded: draft.forwarded,
    })
    .where('id', '=', id)
    .execute();
}
