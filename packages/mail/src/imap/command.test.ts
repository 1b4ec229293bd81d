import fc from 'fast-check';
import { expect, test } from 'vitest';
import { astring, atom, encodeCommand, fixed, folderPath, literal, section, uidSets } from './command.ts';
import { parseUidSet } from './uid-set.ts';

test('uid sets are ascending, compact, and say exactly the uids', () => {
  expect(uidSets([9, 1, 3, 2, 9])).toEqual(['1:3,9']);
  expect(uidSets([])).toEqual([]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 4_294_967_295 }), { maxLength: 300 }), (uids) => {
      const sets = uidSets(uids, 60);
      expect(sets.every((set) => set.length <= 60)).toBe(true);
      expect(sets.flatMap((set) => parseUidSet(set))).toEqual([...uids].sort((a, b) => a - b));
    }),
  );
});

test('what is no uid never becomes a word', () => {
  for (const uid of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 4_294_967_296]) {
    expect(() => uidSets([uid])).toThrow(RangeError);
  }
});

test('CR, LF and NUL make no argument of any kind', () => {
  for (const bad of ['a\rb', 'a\nb', 'a\0b', '\r\n']) {
    expect(astring(bad)).toBeUndefined();
    expect(atom(bad)).toBeUndefined();
    expect(folderPath(bad)).toBeUndefined();
    expect(section(bad)).toBeUndefined();
  }
});

test('a literal waits for the server unless it may not have to', () => {
  const pieces = [fixed('APPEND'), fixed('x'), literal(Buffer.from('hello'))];
  const text = (capabilities: string[]) =>
    encodeCommand('a1', pieces, new Set(capabilities)).map((bytes) => Buffer.from(bytes).toString());
  expect(text([])).toEqual(['a1 APPEND x {5}\r\n', 'hello\r\n']);
  expect(text(['LITERAL+'])).toEqual(['a1 APPEND x {5+}\r\nhello\r\n']);
  const big = encodeCommand('a1', [literal(Buffer.alloc(5000))], new Set(['LITERAL-']));
  expect(big).toHaveLength(2);
});

test('a uid set that names four thousand million messages costs no memory', () => {
  expect(parseUidSet('1:4294967295').length).toBeLessThanOrEqual(200_000);
});
