import type { Clock } from '@hongyan/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../db/testing.ts';
import { createRateLimiter } from './rate-limiter.ts';

describe('turns of one database', () => {
  let database: TestDatabase;
  let now = Date.parse('2026-11-20T06:36:00Z');
  const clock: Clock = { now: () => now, sleep: async () => undefined };
  const build = () => createRateLimiter({ db: database.db, clock });
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  /** The most turns that fall into any one second. */
  const busiest = (turns: readonly number[]) =>
    Math.max(...turns.map((from) => turns.filter((turn) => turn >= from && turn < from + 1000).length));

  test('two processes that ask without pause never exceed 20 in any second, and lose nothing of 15', async () => {
    const limiters = [build(), build()];
    const turns: number[] = [];
    const start = now;
    for (let ask = 0; ask < 300; ask += 1) {
      now = start + ask * 11;
      turns.push(now + (await limiters[ask % 2]!.reserve('app /a', 15)));
    }
    expect(busiest(turns)).toBeLessThanOrEqual(20);
    expect(Math.max(...turns) - start).toBeLessThanOrEqual((300 / 15) * 1000);
  });

  test('many at one moment, from both, get turns of their own', async () => {
    const limiters = [build(), build()];
    const waits = await Promise.all(Array.from({ length: 40 }, (_, i) => limiters[i % 2]!.reserve('app /b', 15)));
    const turns = waits.map((wait) => now + wait);
    expect(busiest(turns)).toBeLessThanOrEqual(20);
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    expect(Math.max(...waits)).toBe(Math.ceil((35 * 1000) / 15));
  });

  test('after a burst and a rest the next second is no fuller', async () => {
    const limiter = build();
    const turns: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      for (let ask = 0; ask < 20; ask += 1) turns.push(now + (await limiter.reserve('app /c', 15)));
      now += 700;
    }
    expect(busiest(turns)).toBeLessThanOrEqual(20);
  });

  test('an app does not wait for another, nor for another API of its own', async () => {
    const limiter = build();
    for (let ask = 0; ask < 30; ask += 1) await limiter.reserve('first /a', 15);
    expect(await limiter.reserve('second /a', 15)).toBe(0);
    expect(await limiter.reserve('first /b', 15)).toBe(0);
  });

  test('a turn that would come too late is told and not taken', async () => {
    const limiter = build();
    for (let ask = 0; ask < 20; ask += 1) await limiter.reserve('app /d', 15);
    const told = await limiter.reserve('app /d', 15, 500);
    expect(told).toBe(1067);
    expect(await limiter.reserve('app /d', 15, 2000)).toBe(told);
    expect(await limiter.reserve('app /d', 15)).toBeGreaterThan(told);
  });

  test('a pause holds for every process, and those who waited leave one by one', async () => {
    const [first, second] = [build(), build()];
    await first.pause('app /e', now + 3000);
    await second.pause('app /e', now + 1000);
    const waits = [await second.reserve('app /e', 15), await first.reserve('app /e', 15)];
    expect(waits[0]).toBeGreaterThanOrEqual(3000);
    expect(waits[1]! - waits[0]!).toBeGreaterThanOrEqual(66);
  });

  test('a clock that had gone an hour ahead stops nobody after it was set right', async () => {
    const limiter = build();
    now += 3_600_000;
    await limiter.reserve('app /f', 15);
    await limiter.pause('app /g', now + 5000);
    now -= 3_600_000;
    expect(await limiter.reserve('app /f', 15, 1000)).toBe(0);
    expect(await limiter.reserve('app /g', 15)).toBe(0);
    await limiter.pause('app /g', now + 1000);
    expect(await limiter.reserve('app /g', 15)).toBeGreaterThanOrEqual(1000);
  });
});
