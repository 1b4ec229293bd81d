import { systemClock } from '@hongyan/kit';
import { expect, test } from 'vitest';
import { createRefusalThrottle } from './throttle.ts';

const refusedAfter = (tries: readonly string[], next: string): boolean => {
  const throttle = createRefusalThrottle({ ...systemClock, now: () => 0 });
  for (const address of tries) throttle.countRefused(address);
  try {
    throttle.check(next);
    return false;
  } catch {
    return true;
  }
};

test('counts the addresses of one IPv6 network together, however they are written', () => {
  const tries = Array.from({ length: 60 }, (_, i) =>
    i % 2 ? `2001:db8:0:7::${i.toString(16)}` : `2001:db8:0:7:1:2:3:${i}`,
  );
  expect(refusedAfter(tries, '2001:db8:0:7:ffff::1')).toBe(true);
  expect(refusedAfter(tries, '2001:db8:0:8::1')).toBe(false);
});

test('counts each IPv4 address by itself, also when it comes as IPv6', () => {
  expect(refusedAfter(Array(60).fill('::ffff:192.0.2.1'), '::ffff:192.0.2.2')).toBe(false);
  expect(refusedAfter(Array(60).fill('192.0.2.1'), '192.0.2.2')).toBe(false);
  expect(refusedAfter(Array(60).fill('192.0.2.1'), '192.0.2.1')).toBe(true);
});
