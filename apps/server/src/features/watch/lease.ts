import type { MailboxId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { SystemTx } from '../../platform/db/types.ts';
import { tables } from './tables.ts';

/** Mailboxes are owned by shares, so that ten thousand need 32 rows and not ten thousand. */
export const shardCount = 32;
export const shardOf = (mailboxId: MailboxId): number => Number.parseInt(mailboxId.slice(-6), 16) % shardCount;

/** The right to watch one share, in one hand at a time. */
export interface Lease {
  readonly shard: number;
  readonly owner: string;
  readonly epoch: number;
}

/** A lease that is not renewed for so long is free. */
export const leaseSeconds = 6;
const until = sql<Date>`now() + make_interval(secs => ${leaseSeconds})`;

/** Thrown inside an arrival's transaction: another process watches now, so this one must not write. */
export class LostLease extends Error {
  constructor() {
    super('the lease has gone to another process');
    this.name = 'LostLease';
  }
}

/** Holds the lease's row until the transaction ends: it cannot change hands between the look and the commit. */
export async function holdLease(tx: SystemTx, lease: Lease): Promise<void> {
  const row = await tables(tx)
    .selectFrom('watch_lease')
    .select('epoch')
    .where('shard', '=', lease.shard)
    .where('owner', '=', lease.owner)
    .where('epoch', '=', lease.epoch)
    .forShare()
    .executeTakeFirst();
  if (!row) throw new LostLease();
}

/** One heartbeat: renews what this process holds and answers it. */
export async function renewLeases(tx: SystemTx, owner: string, lockKey: number): Promise<readonly Lease[]> {
  const db = tables(tx);
  await db
    .insertInto('watch_process')
    .values({ owner, lock_key: lockKey, until })
    .onConflict((conflict) => conflict.column('owner').doUpdateSet({ until }))
    .execute();
  const rows = await db
    .updateTable('watch_lease')
    .set({ until })
    .where('owner', '=', owner)
    .where('until', '>', sql<Date>`now()`)
    .returning(['shard', 'epoch'])
    .execute();
  return rows.map((row) => ({ shard: row.shard, epoch: row.epoch, owner }));
}

/** Forgets processes that are gone: their lease ran out, or the lock that a living process holds can be had. */
export async function buryDead(tx: SystemTx, owner: string): Promise<number> {
  const db = tables(tx);
  const others = await db
    .selectFrom('watch_process')
    .select(['owner', sql<boolean>`until < now() or pg_try_advisory_xact_lock(lock_key)`.as('dead')])
    .where('owner', '<>', owner)
    .execute();
  const dead = others.filter((other) => other.dead).map((other) => other.owner);
  if (dead.length > 0) {
    await db.updateTable('watch_lease').set({ until: sql`'-infinity'` }).where('owner', 'in', dead).execute();
    await db.deleteFrom('watch_process').where('owner', 'in', dead).execute();
  }
  return others.length - dead.length;
}

/** Takes up to `count` free shares, each under a new epoch. */
export async function claimLeases(tx: SystemTx, owner: string, count: number): Promise<readonly Lease[]> {
  if (count <= 0) return [];
  const db = tables(tx);
  const free = db
    .selectFrom('watch_lease')
    .select('shard')
    .where((or) => or.or([or('owner', 'is', null), or('until', '<', sql<Date>`now()`)]))
    .orderBy('shard')
    .limit(count)
    .forUpdate()
    .skipLocked();
  const rows = await db
    .updateTable('watch_lease')
    .set({ owner, until, epoch: sql<number>`epoch + 1` })
    .where('shard', 'in', free)
    .returning(['shard', 'epoch'])
    .execute();
  return rows.map((row) => ({ shard: row.shard, epoch: row.epoch, owner }));
}

/** Gives shares back so that another process can take them at once. */
export async function releaseLeases(tx: SystemTx, owner: string, shards: readonly number[]): Promise<void> {
  if (shards.length === 0) return;
  await tables(tx)
    .updateTable('watch_lease')
    .set({ owner: null, until: sql`'-infinity'` })
    .where('owner', '=', owner)
    .where('shard', 'in', shards)
    .execute();
}

/** The last act of a process. */
export async function leave(tx: SystemTx, owner: string): Promise<void> {
  await tables(tx)
    .updateTable('watch_lease')
    .set({ owner: null, until: sql`'-infinity'` })
    .where('owner', '=', owner)
    .execute();
  await tables(tx).deleteFrom('watch_process').where('owner', '=', owner).execute();
}
