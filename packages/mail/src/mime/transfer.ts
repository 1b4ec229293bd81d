/** Content-Transfer-Encoding undone (RFC 2045 §6), tolerant of damage and of a cut end. */
export function decodeTransfer(bytes: Uint8Array, encoding: string): Buffer {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return decodeBase64(view);
    case 'quoted-printable':
      return decodeQuotedPrintable(view);
    default:
      return view;
  }
}

const STEP = 3 * 1024 * 1024;

/** In steps, so that a big attachment never stands in memory three times. */
function decodeBase64(bytes: Buffer): Buffer {
  if (bytes.length <= STEP) return Buffer.from(bytes.toString('latin1'), 'base64');
  const parts: Buffer[] = [];
  let rest = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    const text = rest + bytes.toString('latin1', at, at + STEP).replace(/[^A-Za-z0-9+/]+/g, '');
    const whole = text.length - (text.length % 4);
    parts.push(Buffer.from(text.slice(0, whole), 'base64'));
    rest = text.slice(whole);
  }
  parts.push(Buffer.from(rest, 'base64'));
  return Buffer.concat(parts);
}

function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte !== 0x3d) {
      out[length++] = byte;
      continue;
    }
    const high = hex(bytes[at + 1]);
    const low = hex(bytes[at + 2]);
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      at += 2;
      continue;
    }
    // Half an escape at the end was cut there.
    if (at + 2 >= bytes.length && high >= 0) break;
    let end = at + 1;
    while (bytes[end] === 0x20 || bytes[end] === 0x09) end += 1;
    if (end >= bytes.length) break;
    if (bytes[end] === 0x0d || bytes[end] === 0x0a) {
      // A soft line break; a lone CR counts as one, so that its LF is not taken for text.
      at = bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? end + 1 : end;
    } else out[length++] = byte;
  }
  return out.subarray(0, length);
}

function hex(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}
