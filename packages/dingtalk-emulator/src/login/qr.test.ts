import { expect, test } from 'vitest';
import { drawQr, remainder } from './qr.ts';

const bit = (rows: readonly (readonly boolean[])[], x: number, y: number) => (rows[y]![x] ? '1' : '0');

test('the correction is that of the published example', () => {
  const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
  expect(remainder(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
});

test('the format says level L with mask 0, twice', () => {
  const rows = drawQr('http://127.0.0.1:4300/login/scan/abc');
  const size = rows.length;
  const across = [0, 1, 2, 3, 4, 5, 7].map((x) => bit(rows, x, 8)).join('');
  const up = [8, 7, 5, 4, 3, 2, 1, 0].map((y) => bit(rows, 8, y)).join('');
  expect(across + up).toBe('111011111000100');
  const below = Array.from({ length: 7 }, (_, i) => bit(rows, 8, size - 1 - i)).join('');
  const right = Array.from({ length: 8 }, (_, i) => bit(rows, size - 8 + i, 8)).join('');
  expect(below + right).toBe('111011111000100');
});

test('version 7 is written beside its finders', () => {
  const rows = drawQr('x'.repeat(150));
  expect(rows).toHaveLength(45);
  const bits = Array.from({ length: 18 }, (_, i) => bit(rows, 45 - 11 + (i % 3), Math.floor(i / 3)));
  expect(bits.reverse().join('')).toBe('000111110010010100');
});

test('a text that is too long is refused', () => {
  expect(() => drawQr('x'.repeat(231))).toThrow(RangeError);
});
