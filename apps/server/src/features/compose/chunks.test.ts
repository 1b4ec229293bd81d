import { describe, expect, test } from 'vitest';
import { chunkBytes, cutBytes, cutStream } from './chunks.ts';

async function* streamOf(...sizes: readonly number[]) {
  let next = 0;
  for (const size of sizes) {
    yield Uint8Array.from({ length: size }, () => next++ % 251);
  }
}

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const piece of stream) all.push(piece);
  return all;
}

describe('cutting into rows', () => {
  test('keeps every byte in order and fills every row but the last', async () => {
    const sizes = [10, chunkBytes, 3 * chunkBytes + 5, 1];
    const pieces = await collect(cutStream(streamOf(...sizes)));
    expect(pieces.map((piece) => piece.length)).toEqual([chunkBytes, chunkBytes, chunkBytes, chunkBytes, 16]);
    const whole = Buffer.concat(await collect(streamOf(...sizes)));
    expect(Buffer.concat(pieces).equals(whole)).toBe(true);
    expect(Buffer.concat(cutBytes(whole)).equals(whole)).toBe(true);
  });

  test('makes no row of nothing', async () => {
    expect(await collect(cutStream(streamOf()))).toEqual([]);
    expect(cutBytes(new Uint8Array())).toEqual([]);
  });
});
