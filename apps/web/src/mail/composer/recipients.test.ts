import { expect, test } from 'vitest';
import { addEntries, outsidersOf, parseRecipients } from './recipients.ts';

const read = (text: string) => parseRecipients(text, 'ccjy.example');

test('reads a pasted list with names, commas of both scripts and line breaks', () => {
  expect(
    read(
      '周慕云 <zhou.muyun@ccjy.example>，"Lindqvist, Clara" <clara@halden.example>；he@ccjy.example\nx@y.example',
    ).map((entry) => [entry.name, entry.address, entry.kind]),
  ).toEqual([
    ['周慕云', 'zhou.muyun@ccjy.example', 'colleague'],
    ['Lindqvist, Clara', 'clara@halden.example', 'outsider'],
    ['', 'he@ccjy.example', 'colleague'],
    ['', 'x@y.example', 'outsider'],
  ]);
});

test('reads addresses that only blanks separate', () => {
  expect(read('a@ccjy.example b@ccjy.example').map((entry) => entry.address)).toEqual([
    'a@ccjy.example',
    'b@ccjy.example',
  ]);
});

test.each(['zhao@ccjy', 'zhao', '@ccjy.example', 'a b@ccjy.example', 'a@b..example'])('marks %s as invalid', (text) => {
  expect(read(text).some((entry) => entry.kind === 'invalid')).toBe(true);
});

test('a look-alike of our domain is outside', () => {
  expect(read('a@notccjy.example')[0]?.kind).toBe('outsider');
  expect(read('a@ccjy.example.evil.example')[0]?.kind).toBe('outsider');
});

test('an address is added once, whatever its case', () => {
  const list = addEntries(read('a@ccjy.example'), read('A@CCJY.example, b@ccjy.example'));
  expect(list.map((entry) => entry.address)).toEqual(['a@ccjy.example', 'b@ccjy.example']);
});

test('counts an outsider once over all fields', () => {
  expect(outsidersOf({ to: read('x@y.example'), cc: read('X@y.example'), bcc: [] })).toHaveLength(1);
});
