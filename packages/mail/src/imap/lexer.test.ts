import { expect, test } from 'vitest';
import { Lexer, type Value } from './lexer.ts';
import { defaultLimits } from './limits.ts';
import { readAll } from './response.ts';
import { WireError } from './response-reader.ts';

const show = (value: Value): unknown =>
  Buffer.isBuffer(value) ? { s: value.toString('latin1') } : Array.isArray(value) ? value.map(show) : value;
const lex = (...pieces: string[]) => {
  const raw = pieces.map((piece) => Buffer.from(piece, 'latin1'));
  return readAll(new Lexer(raw, defaultLimits)).map(show);
};

test('tells atoms, strings, lists and NIL apart', () => {
  expect(lex('A "b c" (nil (NIL) "") NILS \\Seen')).toEqual([
    'A',
    { s: 'b c' },
    [null, [null], { s: '' }],
    'NILS',
    '\\Seen',
  ]);
});

test('takes a body section with its spaces as one atom', () => {
  expect(lex('BODY[HEADER.FIELDS (DATE FROM)]<0> ', 'x', ' UID 5')).toEqual([
    'BODY[HEADER.FIELDS (DATE FROM)]<0>',
    { s: 'x' },
    'UID',
    '5',
  ]);
});

test('keeps the bytes of a string, escapes undone', () => {
  expect(lex('"a\\"b\\\\c \xb2\xe2"')).toEqual([{ s: 'a"b\\c \xb2\xe2' }]);
});

test('survives the unescaped quotes of NetEase', () => {
  expect(lex('("TEXT" "PLAIN" NIL NIL """" "7BIT" 5 1)')).toEqual([
    [{ s: 'TEXT' }, { s: 'PLAIN' }, null, null, { s: '""' }, { s: '7BIT' }, '5', '1'],
  ]);
});

test('refuses open lists, open strings and nesting without end', () => {
  expect(() => lex('(a (b)')).toThrow(WireError);
  expect(() => lex('"a')).toThrow(WireError);
  expect(() => lex(')')).toThrow(WireError);
  expect(() => lex('('.repeat(100_000))).toThrow('nested too deep');
  expect(() => lex('() '.repeat(300_000))).toThrow('too many values');
});
