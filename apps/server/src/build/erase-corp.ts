import type { CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { CorpTx } from '../platform/db/types.ts';
import type { Log } from '../platform/log/types.ts';
import { openPlatform } from '../platform/open.ts';

/** Removes every row of one corp, its app included. Only while no process of the product runs on the folder. */
export async function eraseCorp(config: Config, log: Log, corpId: CorpId): Promise<void> {
  const platform = await openPlatform(config, log);
  try {
    await platform.db.inCorp(corpId, eraseRows);
  } finally {
    await platform.close();
  }
}

/** Everything of the transaction's corp. Tables name each other as owners of rows, so those that nothing holds go first. */
export async function eraseRows(tx: CorpTx): Promise<void> {
  const { rows } = await sql<{ tablename: string }>`
    select tablename from pg_policies where policyname = 'hy_corp'`.execute(tx.sql);
  let left = rows.map((row) => row.tablename);
  while (left.length > 0) {
    const held: string[] = [];
    for (const table of left) {
      await sql`savepoint erase`.execute(tx.sql);
      try {
        await sql`delete from ${sql.table(table)} where corp_id = ${tx.corpId}`.execute(tx.sql);
        await sql`release savepoint erase`.execute(tx.sql);
      } catch (error) {
        await sql`rollback to savepoint erase`.execute(tx.sql);
        if ((error as { code?: string }).code !== foreignKeyViolation) throw error;
        held.push(table);
      }
    }
    if (held.length === left.length) throw new Error(`these tables hold each other: ${held.join(', ')}`);
    left = held;
  }
  for (const table of ['console_sessions', 'signin_states', 'corps'])
    await sql`delete from ${sql.table(table)} where corp_id = ${tx.corpId}`.execute(tx.sql);
}

const foreignKeyViolation = '23503';
