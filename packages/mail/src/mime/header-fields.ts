/** One field: its name in lower case, its value unfolded, as bytes. */
export interface HeaderField {
  readonly name: string;
  readonly value: Buffer;
}

/** Limits of stack.md: what is beyond them is not read. */
export const HEADER_BLOCK_BYTES = 256 * 1024;
export const ONE_HEADER_BYTES = 64 * 1024;

/** Cuts a header block into its fields; ends at the first empty line. Bytes stay bytes. */
export function splitFields(block: Uint8Array): HeaderField[] {
  const bytes = Buffer.from(block.buffer, block.byteOffset, Math.min(block.byteLength, HEADER_BLOCK_BYTES));
  const fields: { name: string; parts: Buffer[] }[] = [];
  for (let at = 0; at < bytes.length; ) {
    let end = bytes.indexOf(0x0a, at);
    if (end < 0) end = bytes.length;
    let line = bytes.subarray(at, end);
    at = end + 1;
    if (line.at(-1) === 0x0d) line = line.subarray(0, -1);
    if (line.length === 0) break;
    if (line[0] === 0x20 || line[0] === 0x09) {
      fields.at(-1)?.parts.push(line);
      continue;
    }
    const colon = line.indexOf(0x3a);
    if (colon < 1) continue;
    const name = line.toString('latin1', 0, colon).trim().toLowerCase();
    fields.push({ name, parts: [line.subarray(colon + 1)] });
  }
  return fields.map(({ name, parts }) => ({ name, value: unfold(parts) }));
}

function unfold(parts: readonly Buffer[]): Buffer {
  const joined = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  const value = joined.subarray(0, ONE_HEADER_BYTES);
  let from = 0;
  let to = value.length;
  while (from < to && (value[from] === 0x20 || value[from] === 0x09)) from += 1;
  while (to > from && (value[to - 1] === 0x20 || value[to - 1] === 0x09)) to -= 1;
  return value.subarray(from, to);
}
