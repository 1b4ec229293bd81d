import type { JsonWebKeyLike } from '@hongyan/contract';
import { sql } from 'kysely';
import type { SystemTx } from '../../platform/db/types.ts';

/** A row of `binding_keys`. */
export interface KeyRow {
  readonly kid: string;
  readonly private_key: Buffer;
  readonly public_jwk: JsonWebKeyLike;
  readonly created_at: Date;
}

const tables = (tx: SystemTx) => tx.sql.$extendTables<{ binding_keys: KeyRow }>();

/** The newest key. */
export const findNewestKey = (tx: SystemTx): Promise<KeyRow | undefined> =>
  tables(tx).selectFrom('binding_keys').selectAll().orderBy('created_at', 'desc').limit(1).executeTakeFirst();

/** One key by its id. */
export const findKey = (tx: SystemTx, kid: string): Promise<KeyRow | undefined> =>
  tables(tx).selectFrom('binding_keys').selectAll().where('kid', '=', kid).executeTakeFirst();

/** One process at a time adds a key, until the transaction ends. */
export async function lockKeys(tx: SystemTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('hongyan binding_keys', 0))`.execute(tx.sql);
}

/** Adds a key and drops those that nobody may use any more. */
export async function replaceKeys(tx: SystemTx, row: KeyRow, dropBefore: Date): Promise<void> {
  const { public_jwk, ...rest } = row;
  await tables(tx)
    .insertInto('binding_keys')
    .values({ ...rest, public_jwk: sql<JsonWebKeyLike>`${JSON.stringify(public_jwk)}::jsonb` as never })
    .execute();
  await tables(tx).deleteFrom('binding_keys').where('created_at', '<', dropBefore).execute();
}
