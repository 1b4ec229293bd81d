import { expect, test } from 'vitest';
import { createBackoff } from './backoff.ts';

test('waits grow with each failure and never pass the ceiling', () => {
  const backoff = createBackoff({ minMs: 100, maxMs: 1_000 }, () => 1);
  expect(Array.from({ length: 6 }, () => backoff.next())).toEqual([100, 200, 400, 800, 1_000, 1_000]);
});

test('a success starts over', () => {
  const backoff = createBackoff({ minMs: 100, maxMs: 1_000 }, () => 1);
  backoff.next();
  backoff.next();
  backoff.reset();
  expect(backoff.next()).toBe(100);
});

test('two clients that failed together do not come back together', () => {
  const waits = [0, 0.5, 1].map((random) => {
    const backoff = createBackoff({ minMs: 100, maxMs: 1_000 }, () => random);
    backoff.next();
    return backoff.next();
  });
  expect(new Set(waits).size).toBe(3);
});
