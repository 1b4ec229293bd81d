import { expect, test } from 'vitest';
import { addRanges, splitRanges, wrongRanges } from './ranges.ts';

test('an allow-list is read from lines, commas of both kinds and blanks, each entry once', () => {
  expect(splitRanges(' 203.0.113.9\n\n203.0.113.0/24，10.0.0.1, 203.0.113.9 ')).toEqual([
    '203.0.113.9',
    '203.0.113.0/24',
    '10.0.0.1',
  ]);
  expect(splitRanges(' \n ')).toEqual([]);
});

test('what is neither an address nor a range is told', () => {
  expect(wrongRanges(['203.0.113.9', '203.0.113.0/24', '2001:db8::/32', '::1'])).toEqual([]);
  const wrong = [
    '203.0.113',
    '256.1.1.1',
    '10.0.0.0/33',
    'example.com',
    '10.0.0.1/8/8',
    '2001:::1',
    '::/129',
    '1.2.3.4/',
  ];
  expect(wrongRanges(wrong)).toEqual(wrong);
});

test('adding keeps what is there and adds nothing twice', () => {
  expect(addRanges('10.0.0.1\n203.119.0.0/16', ['203.119.0.0/16', '140.205.0.0/16'])).toBe(
    '10.0.0.1\n203.119.0.0/16\n140.205.0.0/16',
  );
});
