import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../platform/db/testing.ts';
import { buryDead, claimLeases, holdLease, LostLease, leave, renewLeases, shardCount } from './lease.ts';

describe('leases', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await sql`update watch_lease set owner = null, until = '-infinity', epoch = 0`.execute(database.owner);
    await sql`delete from watch_process`.execute(database.owner);
  });
  const claim = (owner: string, count: number) => database.db.inSystem((tx) => claimLeases(tx, owner, count));
  const renew = (owner: string, key: number) => database.db.inSystem((tx) => renewLeases(tx, owner, key));

  test('are each in one hand', async () => {
    const [a, b] = await Promise.all([claim('a', shardCount), claim('b', shardCount)]);
    const shards = [...a, ...b].map((lease) => lease.shard);
    expect(new Set(shards).size).toBe(shards.length);
  });

  test('that were not renewed in time go to another, under a new epoch', async () => {
    const [lease] = await claim('a', 1);
    await sql`update watch_lease set until = now() - interval '1 second' where owner = 'a'`.execute(database.owner);
    const taken = (await claim('b', shardCount)).find((one) => one.shard === lease!.shard);
    expect(taken?.epoch).toBe(lease!.epoch + 1);
    await expect(database.db.inSystem((tx) => holdLease(tx, lease!))).rejects.toThrow(LostLease);
    await database.db.inSystem((tx) => holdLease(tx, taken!));
  });

  test('of a process that died are free at once, of a living one they are not', async () => {
    await renew('dead', 4_001);
    await claim('dead', 4);
    await renew('alive', 4_002);
    await claim('alive', 4);
    await database.db.inSystem(async (holder) => {
      await sql`select pg_advisory_xact_lock(4002)`.execute(holder.sql);
      expect(await database.db.inSystem((tx) => buryDead(tx, 'me'))).toBe(1);
      expect(await claim('me', shardCount)).toHaveLength(shardCount - 4);
    });
  });

  test('are given back by a process that leaves', async () => {
    await renew('a', 4_003);
    await claim('a', shardCount);
    await database.db.inSystem((tx) => leave(tx, 'a'));
    expect(await claim('b', shardCount)).toHaveLength(shardCount);
  });
});
