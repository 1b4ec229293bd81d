import { systemClock } from '@hongyan/kit';
import { expect, test } from 'vitest';
import { createWorldClock } from './clock.ts';

test('a clock that is moved wakes whoever waits for a moment that has gone by, and nobody else', async () => {
  const clock = createWorldClock(systemClock);
  const woken: string[] = [];
  const short = clock.sleep(10_000).then(() => woken.push('10 s'));
  const long = clock.sleep(30_000).then(() => woken.push('30 s'));
  const before = clock.now();
  expect(clock.pass(10_000) - before).toBeGreaterThanOrEqual(10_000);
  await short;
  expect(woken).toEqual(['10 s']);
  clock.pass(20_000);
  await long;
  expect(clock.ahead).toBe(30_000);
});

test('a wait that is called off stays called off', async () => {
  const clock = createWorldClock(systemClock);
  const stop = new AbortController();
  const waiting = clock.sleep(10_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});
