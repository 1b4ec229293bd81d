const CR = 0x0d;
const LF = 0x0a;
const DOT = 0x2e;

/**
 * A message as DATA wants it (RFC 5321 §4.5.2): every line ends in CRLF, no CR or LF stands alone, a dot that begins a line is
 * doubled, and the text ends with a line's end. One reading of "end of data" is left for every server on the way.
 */
export function toDataBytes(raw: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(worstSize(raw));
  let length = 0;
  let lineStart = true;
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at]!;
    if (byte === CR || byte === LF) {
      if (byte === CR && raw[at + 1] === LF) at += 1;
      out[length++] = CR;
      out[length++] = LF;
      lineStart = true;
      continue;
    }
    if (lineStart && byte === DOT) out[length++] = DOT;
    out[length++] = byte;
    lineStart = false;
  }
  if (!lineStart) {
    out[length++] = CR;
    out[length++] = LF;
  }
  return out.subarray(0, length);
}

function worstSize(raw: Uint8Array): number {
  let extra = 2;
  for (const byte of raw) if (byte === LF || byte === CR || byte === DOT) extra += 1;
  return raw.length + extra;
}
