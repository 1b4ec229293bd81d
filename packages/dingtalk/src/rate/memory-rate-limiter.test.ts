import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryRateLimiter } from './memory-rate-limiter.ts';

function build() {
  let now = 1_000_000;
  const limiter = memoryRateLimiter({ now: () => now, sleep: async () => undefined });
  return {
    limiter,
    pass: (ms: number) => {
      now += ms;
    },
    now: () => now,
  };
}

test('no second ever sees more than 20, however the calls come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 30, maxLength: 120 }), async (gaps) => {
      const { limiter, pass, now } = build();
      const turns: number[] = [];
      for (const gap of gaps) {
        pass(gap % 7 === 0 ? gap : gap % 9);
        turns.push(now() + (await limiter.reserve('b', 15)));
      }
      return turns.every((from) => turns.filter((at) => at >= from && at < from + 1000).length <= 20);
    }),
    { numRuns: 100 },
  );
});

test('an idle bucket gives five at once, then one each 67 ms', async () => {
  const { limiter } = build();
  const waits: number[] = [];
  for (let call = 0; call < 8; call += 1) waits.push(await limiter.reserve('b', 15));
  expect(waits).toEqual([0, 0, 0, 0, 0, 67, 134, 200]);
});

test('what would wait too long takes no turn', async () => {
  const { limiter } = build();
  for (let call = 0; call < 20; call += 1) await limiter.reserve('b', 15);
  expect(await limiter.reserve('b', 15, 100)).toBe(1067);
  expect(await limiter.reserve('b', 15, 2000)).toBe(1067);
});

test('a pause holds, and is never shortened by another', async () => {
  const { limiter, now } = build();
  await limiter.pause('b', now() + 5000);
  await limiter.pause('b', now() + 1000);
  expect(await limiter.reserve('b', 15)).toBeGreaterThanOrEqual(5000);
  expect(await limiter.reserve('c', 15)).toBe(0);
});

test('a clock that had gone an hour ahead stops nobody after it was set right', async () => {
  const { limiter, pass } = build();
  pass(3_600_000);
  await limiter.reserve('b', 15);
  pass(-3_600_000);
  expect(await limiter.reserve('b', 15, 100)).toBe(0);
});
