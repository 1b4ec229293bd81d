import type { CorpId } from '@hongyan/kit';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { CorpTx, Db, Pool, SystemTx } from './types.ts';

/** bigint arrives as a number: counts, sizes and uids fit; what does not fit is a bug that must not round silently. */
function parseBigint(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

const int8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === int8 && format !== 'binary'
      ? parseBigint
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** One connection of its own. What breaks it is told by the query that fails next, never by an event nobody hears. */
export function createPgClient(options: pg.ClientConfig): pg.Client {
  const client = new pg.Client(options);
  client.on('error', () => {});
  return client;
}

export function createPgPool(
  url: string,
  options: { max: number; name: string; onError?: (error: Error) => void },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.name,
    types,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => options.onError?.(error));
  // The pool listens only while a connection is idle: one that breaks between two statements of a transaction would end us too.
  pool.on('connect', (client) => client.on('error', (error) => options.onError?.(error)));
  return pool;
}

export const createKysely = (pool: pg.Pool): Pool => new Kysely<object>({ dialect: new PostgresDialect({ pool }) });

/** The one way to data: every transaction of role `hongyan_app` says first whose corp it serves. */
export function createDb(pool: Pool): Db {
  async function inTransaction<T>(corpId: string, run: (tx: SystemTx) => Promise<T>): Promise<T> {
    const waiting: (() => void)[] = [];
    const result = await pool.transaction().execute(async (trx) => {
      // Local to the transaction: a pooled connection never carries one corp's setting into another's.
      if (corpId !== '') await sql`select set_config('hongyan.corp', ${corpId}, true)`.execute(trx);
      return run({ sql: trx, afterCommit: (step) => waiting.push(step) });
    });
    for (const step of waiting) step();
    return result;
  }
  return {
    inCorp: <T>(corpId: CorpId, run: (tx: CorpTx) => Promise<T>) =>
      inTransaction(corpId, (tx) => run({ ...tx, corpId })),
    inSystem: (run) => inTransaction('', run),
    listCorps: async () => {
      const { rows } = await sql<{ corp_id: CorpId }>`select corp_id from corps order by corp_id`.execute(pool);
      return rows.map((row) => row.corp_id);
    },
  };
}
