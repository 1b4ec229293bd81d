/** HZ (RFC 1843): `~{` and `~}` switch between ASCII and GB 2312 with the high bits off. Node knows no decoder for it. */
export function decodeHz(bytes: Uint8Array): string {
  const out: number[] = [];
  let chinese = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    const next = bytes[at + 1];
    if (byte === 0x7e && next !== undefined) {
      if (next === 0x7b || next === 0x7d) {
        chinese = next === 0x7b;
        at += 1;
        continue;
      }
      if (next === 0x7e && !chinese) {
        out.push(0x7e);
        at += 1;
        continue;
      }
      // `~` before a line's end joins the lines.
      if (next === 0x0a) {
        at += 1;
        continue;
      }
    }
    if (byte === 0x0a) chinese = false;
    out.push(chinese && byte >= 0x21 && byte <= 0x7e ? byte | 0x80 : byte);
  }
  return new TextDecoder('gb18030').decode(Uint8Array.from(out));
}
