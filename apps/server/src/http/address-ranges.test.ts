import { expect, test } from 'vitest';
import { isInRanges, parseRange } from './address-ranges.ts';

test.each([
  ['192.0.2.7', ['192.0.2.7'], true],
  ['192.0.2.8', ['192.0.2.7'], false],
  ['192.0.2.200', ['192.0.2.0/24'], true],
  ['192.0.3.1', ['192.0.2.0/24'], false],
  ['::ffff:192.0.2.7', ['192.0.2.0/24'], true],
  ['2001:db8::1', ['2001:db8::/32'], true],
  ['2001:db9::1', ['2001:db8::/32'], false],
  ['2001:db8:0:0::1', ['2001:db8::1'], true],
  ['192.0.2.7', ['2001:db8::/32', '10.0.0.0/8'], false],
  ['192.0.2.7', ['::/0'], false],
  ['192.0.2.7', ['0.0.0.0/0'], true],
  ['not an address', ['0.0.0.0/0'], false],
  ['192.0.2.7', ['nonsense'], false],
  ['', ['0.0.0.0/0'], false],
])('%s in %j: %s', (address, ranges, inside) => {
  expect(isInRanges(address, ranges)).toBe(inside);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  [' 10.0.0.0/8 ', '10.0.0.0/8'],
  ['2001:db8::/32', '2001:db8::/32'],
  ['10.0.0.0/33', undefined],
  ['1.2.3', undefined],
  ['0x7f000001', undefined],
  ['220.197.30.*', undefined],
  ['example.com', undefined],
  ['', undefined],
])('%s is read as %s', (text, range) => {
  expect(parseRange(text)).toBe(range);
});
