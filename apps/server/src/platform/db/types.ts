import type { CorpId } from '@hongyan/kit';
import type { Kysely, Transaction } from 'kysely';

/**
 * A transaction of role `hongyan_app` that has set its corp; row-level security shows it that corp's rows only.
 * A feature adds its own tables: `tx.sql.withTables<MailboxTables>()`.
 */
export interface CorpTx {
  readonly corpId: CorpId;
  readonly sql: Transaction<object>;
  /** Runs after the commit, in order; never when it rolled back. */
  afterCommit(run: () => void): void;
}

/** A transaction without a corp: sees only the tables that have none (queue, leases, keys, rate buckets). */
export interface SystemTx {
  readonly sql: Transaction<object>;
  afterCommit(run: () => void): void;
}

export interface Db {
  inCorp<T>(corpId: CorpId, run: (tx: CorpTx) => Promise<T>): Promise<T>;
  inSystem<T>(run: (tx: SystemTx) => Promise<T>): Promise<T>;
  /** Every corp that has an app registered. */
  listCorps(): Promise<readonly CorpId[]>;
}

/** For the platform's own use. */
export type Pool = Kysely<object>;
