/**
 * A QR code of bytes (ISO/IEC 18004), error correction L, versions 1 to 9: enough for an address of 230 characters. Answers
 * the rows of dark modules.
 */
export function drawQr(text: string): readonly (readonly boolean[])[] {
  const bytes = [...Buffer.from(text)];
  const version = capacities.findIndex((room) => bytes.length <= room);
  if (version === -1) throw new RangeError('too long for a QR code');
  const grid = createGrid(version + 1);
  place(grid, codewords(bytes, version + 1));
  mask(grid);
  return grid.dark;
}

/** Bytes that fit, codewords of error correction in one block, and blocks, by version. */
const capacities = [17, 32, 53, 78, 106, 134, 154, 192, 230];
const corrections = [7, 10, 15, 20, 26, 18, 20, 24, 30];
const blockCounts = [1, 1, 1, 1, 1, 2, 2, 2, 2];
const totals = [26, 44, 70, 100, 134, 172, 196, 242, 292];
const alignments = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46]];

interface Grid {
  readonly version: number;
  readonly size: number;
  readonly dark: boolean[][];
  /** Finder, timing, format: not for data. */
  readonly fixed: boolean[][];
}

function codewords(bytes: readonly number[], version: number): number[] {
  const blocks = blockCounts[version - 1]!;
  const correction = corrections[version - 1]!;
  const room = totals[version - 1]! - blocks * correction;
  const bits: number[] = [0, 1, 0, 0, ...toBits(bytes.length, 8), ...bytes.flatMap((byte) => toBits(byte, 8))];
  for (let i = 0; i < 4 && bits.length < room * 8; i++) bits.push(0);
  while (bits.length % 8 !== 0) bits.push(0);
  const data: number[] = [];
  for (let i = 0; i < bits.length; i += 8) data.push(Number.parseInt(bits.slice(i, i + 8).join(''), 2));
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  const each = Math.floor(room / blocks);
  const parts: number[][] = [];
  for (let i = 0, at = 0; i < blocks; i++) {
    const length = each + (i >= blocks - (room % blocks) ? 1 : 0);
    parts.push(data.slice(at, at + length));
    at += length;
  }
  return [...interleave(parts), ...interleave(parts.map((part) => remainder(part, correction)))];
}

const toBits = (value: number, length: number): number[] =>
  Array.from({ length }, (_, i) => (value >> (length - 1 - i)) & 1);

function interleave(parts: readonly number[][]): number[] {
  const longest = Math.max(...parts.map((part) => part.length));
  return Array.from({ length: longest }, (_, i) => parts.flatMap((part) => part[i] ?? [])).flat();
}

/** The correction of one block: Reed–Solomon over GF(256) with 0x11d. */
export function remainder(data: readonly number[], count: number): number[] {
  const divisor = Array.from({ length: count }, (_, i) => Number(i === count - 1));
  for (let i = 0, root = 1; i < count; i++, root = multiply(root, 2)) {
    for (let j = 0; j < count; j++) divisor[j] = multiply(divisor[j]!, root) ^ (divisor[j + 1] ?? 0);
  }
  const rest = new Array<number>(count).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (let i = 0; i < count; i++) rest[i]! ^= multiply(divisor[i]!, factor);
  }
  return rest;
}

function multiply(a: number, b: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> i) & 1) * a);
  return product;
}

function createGrid(version: number): Grid {
  const size = 17 + 4 * version;
  const rows = () => Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const grid: Grid = { version, size, dark: rows(), fixed: rows() };
  for (let i = 0; i < size; i++) {
    set(grid, 6, i, i % 2 === 0);
    set(grid, i, 6, i % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(grid, x, y, 4);
  const centres = alignments[version - 1]!;
  const last = centres.length - 1;
  for (const [i, x] of centres.entries())
    for (const [j, y] of centres.entries())
      if (!((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0))) square(grid, x, y, 2);
  format(grid);
  if (version >= 7) versionBits(grid);
  return grid;
}

function set(grid: Grid, x: number, y: number, dark: boolean): void {
  if (x < 0 || y < 0 || x >= grid.size || y >= grid.size) return;
  grid.dark[y]![x] = dark;
  grid.fixed[y]![x] = true;
}

/** A finder (reach 4, with its white border) or an alignment pattern (reach 2). */
function square(grid: Grid, cx: number, cy: number, reach: number): void {
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy));
      set(grid, cx + dx, cy + dy, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
    }
}

/** Level L, mask 0: the fifteen bits with their correction, twice. */
function format(grid: Grid): void {
  const data = 0b01_000;
  let rest = data;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((data << 10) | rest) ^ 0x5412;
  const bit = (i: number) => ((bits >> i) & 1) === 1;
  for (let i = 0; i <= 5; i++) set(grid, 8, i, bit(i));
  set(grid, 8, 7, bit(6));
  set(grid, 8, 8, bit(7));
  set(grid, 7, 8, bit(8));
  for (let i = 9; i < 15; i++) set(grid, 14 - i, 8, bit(i));
  for (let i = 0; i < 8; i++) set(grid, grid.size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i++) set(grid, 8, grid.size - 15 + i, bit(i));
  set(grid, 8, grid.size - 8, true);
}

function versionBits(grid: Grid): void {
  let rest = grid.version;
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (grid.version << 12) | rest;
  for (let i = 0; i < 18; i++) {
    const dark = ((bits >> i) & 1) === 1;
    const a = grid.size - 11 + (i % 3);
    const b = Math.floor(i / 3);
    set(grid, a, b, dark);
    set(grid, b, a, dark);
  }
}

/** Two columns at a time, from the right, up and down. */
function place(grid: Grid, words: readonly number[]): void {
  let at = 0;
  for (let right = grid.size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < grid.size; step++)
      for (const x of [right, right - 1]) {
        const upward = ((right + 1) & 2) === 0;
        const y = upward ? grid.size - 1 - step : step;
        if (grid.fixed[y]![x] || at >= words.length * 8) continue;
        grid.dark[y]![x] = ((words[at >> 3]! >> (7 - (at & 7))) & 1) === 1;
        at += 1;
      }
  }
}

/** Mask 0 is always allowed; the choice only helps bad cameras. */
function mask(grid: Grid): void {
  for (const [y, row] of grid.dark.entries())
    for (const x of row.keys()) if (!grid.fixed[y]![x] && (x + y) % 2 === 0) row[x] = !row[x];
}
