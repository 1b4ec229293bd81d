import { crc32, deflateSync } from 'node:zlib';

/** The colour at a place, 0–255 each. */
export type Paint = (x: number, y: number) => readonly [red: number, green: number, blue: number];

/** A PNG (RFC 2083) of 24-bit colour. */
export function createPng(width: number, height: number, paint: Paint): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(paint(x, y), y * (1 + width * 3) + 1 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * A baseline JPEG (ITU T.81) in blocks of one colour: only DC coefficients, and Huffman tables just large enough for them.
 * Coarse, but every decoder shows it.
 */
export function createJpeg(columns: number, rows: number, paint: Paint): Buffer {
  const bits: string[] = [];
  const last = [0, 0, 0];
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const [red, green, blue] = paint(x, y);
      const parts = [
        0.299 * red + 0.587 * green + 0.114 * blue - 128,
        -0.1687 * red - 0.3313 * green + 0.5 * blue,
        0.5 * red - 0.4187 * green - 0.0813 * blue,
      ];
      for (const [place, part] of parts.entries()) {
        const value = Math.max(-128, Math.min(127, Math.round(part)));
        bits.push(toDifference(value - last[place]!), '0');
        last[place] = value;
      }
    }
  }
  const stream = bits.join('');
  const padded = stream.padEnd(Math.ceil(stream.length / 8) * 8, '1');
  const data: number[] = [];
  for (let i = 0; i < padded.length; i += 8) {
    const byte = Number.parseInt(padded.slice(i, i + 8), 2);
    data.push(byte);
    if (byte === 0xff) data.push(0);
  }
  const size = [(rows * 8) >> 8, (rows * 8) & 255, (columns * 8) >> 8, (columns * 8) & 255];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    // A quantum of 8 makes the DC coefficient the mean itself.
    segment(0xdb, [0, ...Array<number>(64).fill(8)]),
    segment(0xc0, [8, ...size, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
    segment(0xc4, [0x00, 0, 0, 0, 12, ...Array<number>(12).fill(0), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    segment(0xc4, [0x10, 1, ...Array<number>(15).fill(0), 0]),
    segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
    Buffer.from(data),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, content: readonly number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...content]);
}

/** Category in four bits, then the value in so many bits; negative ones as T.81 F.1.2.1 writes them. */
function toDifference(value: number): string {
  const category = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
  const number = value < 0 ? value + 2 ** category - 1 : value;
  const digits = category === 0 ? '' : number.toString(2).padStart(category, '0');
  return category.toString(2).padStart(4, '0') + digits;
}
