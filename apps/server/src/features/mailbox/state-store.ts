import type { MailboxState } from '@hongyan/contract';
import type { MailboxId } from '@hongyan/kit';
import { type Selectable, sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';
import type { CorpVault } from '../../platform/vault/types.ts';
import { lockIndex } from './folder-store.ts';
import { type IndexTable, tables } from './tables.ts';

const wordsBinding = (mailboxId: MailboxId) => ({ purpose: 'paused-words', owner: mailboxId });

function toMailboxState(vault: CorpVault, row: Selectable<IndexTable> | undefined): MailboxState {
  if (!row) return { kind: 'syncing', done: 0, total: 0 };
  if (row.state === 'paused')
    return {
      kind: 'paused',
      code: row.paused_code ?? 'mail.network',
      detail: row.paused_words
        ? vault.open(wordsBinding(row.mailbox_id), row.paused_words).toString('utf8')
        : undefined,
      since: (row.paused_since ?? new Date(0)).toISOString(),
      needsCredential: row.needs_credential,
    };
  return row.state === 'ready' ? { kind: 'ready' } : { kind: 'syncing', done: row.done, total: row.total };
}

export async function readStates(
  tx: CorpTx,
  vault: CorpVault,
  ids: readonly MailboxId[],
): Promise<ReadonlyMap<MailboxId, MailboxState>> {
  const rows =
    ids.length === 0
      ? []
      : await tables(tx).selectFrom('mail_index').selectAll().where('mailbox_id', 'in', ids).execute();
  const found = new Map(rows.map((row) => [row.mailbox_id, row]));
  return new Map(ids.map((id) => [id, toMailboxState(vault, found.get(id))]));
}

export interface Pause {
  readonly code: string;
  /** The server's own words. */
  readonly detail?: string;
  readonly needsCredential: boolean;
  /** Keyed hash of the credential that was refused. */
  readonly refusedCredential?: Buffer;
}

/** Receiving has stopped. The first moment is kept while the reason stays. Answers whether anything changed. */
export async function pauseMailbox(
  tx: CorpTx,
  vault: CorpVault,
  mailboxId: MailboxId,
  pause: Pause,
  now: Date,
): Promise<boolean> {
  await lockIndex(tx, mailboxId);
  const result = await tables(tx)
    .updateTable('mail_index')
    .set({
      state: 'paused',
      paused_code: pause.code,
      paused_words: pause.detail ? vault.seal(wordsBinding(mailboxId), pause.detail.slice(0, 500)) : null,
      paused_since: sql<Date>`case when state = 'paused' then paused_since else ${now} end`,
      needs_credential: pause.needsCredential,
      refused_credential: pause.refusedCredential ?? null,
    })
    .where('mailbox_id', '=', mailboxId)
    .where(
      sql<boolean>`(state, paused_code, needs_credential) is distinct from ('paused', ${pause.code}, ${pause.needsCredential})`,
    )
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Receiving goes on: syncing until every folder is as deep as wanted, else ready. Answers whether anything changed. */
export async function resumeMailbox(tx: CorpTx, mailboxId: MailboxId): Promise<boolean> {
  await lockIndex(tx, mailboxId);
  const result = await tables(tx)
    .updateTable('mail_index')
    .set({
      state: sql<'ready'>`case when total > 0 and done >= total then 'ready' else 'syncing' end`,
      paused_code: null,
      paused_words: null,
      paused_since: null,
      needs_credential: false,
      refused_credential: null,
    })
    .where('mailbox_id', '=', mailboxId)
    .where('state', '=', 'paused')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** How far the first filling has come. Leaves a pause alone. Answers whether anything changed. */
export async function setProgress(
  tx: CorpTx,
  mailboxId: MailboxId,
  progress: { done: number; total: number; ready: boolean },
): Promise<boolean> {
  const state = progress.ready ? 'ready' : 'syncing';
  const result = await tables(tx)
    .updateTable('mail_index')
    .set({
      done: progress.done,
      total: progress.total,
      state: sql<'ready'>`case when state = 'paused' then state else ${state} end`,
    })
    .where('mailbox_id', '=', mailboxId)
    .where(sql<boolean>`(done, total, state) is distinct from (${progress.done}, ${progress.total}, ${state})`)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The hash of the credential that the server refused, when receiving waits for another. */
export async function refusedCredential(tx: CorpTx, mailboxId: MailboxId): Promise<Buffer | undefined> {
  const row = await tables(tx)
    .selectFrom('mail_index')
    .select('refused_credential')
    .where('mailbox_id', '=', mailboxId)
    .where('needs_credential', '=', true)
    .executeTakeFirst();
  return row?.refused_credential ?? undefined;
}
