import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultLimits } from './limits.ts';
import { ResponseReader, WireError } from './response-reader.ts';

const read = (chunks: readonly Buffer[], limits = defaultLimits): string[][] => {
  const out: string[][] = [];
  const reader = new ResponseReader(limits);
  for (const chunk of chunks) reader.feed(chunk, (pieces) => out.push(pieces.map((piece) => piece.toString('latin1'))));
  return out;
};

const stream = Buffer.concat([
  Buffer.from('* OK ready {5}\r\n'),
  Buffer.from('* 1 FETCH (UID 3 BODY[HEADER] {12}\r\n'),
  Buffer.from([0x53, 0x3a, 0xb2, 0xe2, 0xca, 0xd4, 0x0d, 0x0a, 0x7b, 0x33, 0x7d, 0x00]),
  Buffer.from(' X ~{0}\r\n {2+}\r\nok)\r\na1 OK done\n'),
]);
const whole = read([stream]);

test('keeps literals apart from text and status text whole', () => {
  expect(whole).toEqual([
    ['* OK ready {5}'],
    ['* 1 FETCH (UID 3 BODY[HEADER] ', 'S:²âÊÔ\r\n{3}\0', ' X ', '', ' ', 'ok', ')'],
    ['a1 OK done'],
  ]);
});

test('reads the same whatever the two boundaries between its chunks', () => {
  for (let first = 0; first <= stream.length; first++) {
    for (let second = first; second <= stream.length; second += 7) {
      const chunks = [stream.subarray(0, first), stream.subarray(first, second), stream.subarray(second)];
      expect(read(chunks)).toEqual(whole);
    }
  }
});

test('reads the same for any cutting', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (sizes) => {
      const chunks: Buffer[] = [];
      for (let at = 0, n = 0; at < stream.length; n++) {
        const size = sizes[n % sizes.length]!;
        chunks.push(stream.subarray(at, at + size));
        at += size;
      }
      expect(read(chunks)).toEqual(whole);
    }),
  );
});

test('refuses a line without end, a literal too large, and endless small pieces', () => {
  const limits = { ...defaultLimits, lineBytes: 1000, literalBytes: 1000, responseBytes: 5000 };
  const line = Array.from({ length: 200 }, () => Buffer.from('* xxxxxxxx'));
  expect(() => read(line, limits)).toThrow(WireError);
  expect(() => read([Buffer.from('* 1 FETCH (BODY[] {1001}\r\n')], limits)).toThrow('literal too large');
  expect(() => read([Buffer.from('* 1 FETCH (BODY[] {999999999999}\r\n')], limits)).toThrow('literal too large');
  const zeroes = Buffer.from(`* 1 FETCH (${'{0}\r\n'.repeat(2_000_000)}`);
  expect(() => read([zeroes])).toThrow('response too large');
});
