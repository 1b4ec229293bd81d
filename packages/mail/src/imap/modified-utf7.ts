/** Folder names on the wire (RFC 3501 §5.1.3). Bytes ≥ 0x80 that some servers send raw are read as UTF-8 or GB18030. */
export function decodeFolderName(wire: string): string {
  if (/[\x80-\xff]/.test(wire)) return decodeRaw(wire);
  return wire.replace(/&([A-Za-z0-9+,]*)-/g, (whole, code: string) => {
    if (code === '') return '&';
    const bytes = Buffer.from(code.replaceAll(',', '/'), 'base64');
    if (bytes.length < 2) return whole;
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le');
  });
}

function decodeRaw(wire: string): string {
  const bytes = Buffer.from(wire, 'latin1');
  for (const charset of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes);
    } catch {
      // The next charset may fit.
    }
  }
  return wire;
}

/** A name for the wire; the inverse of `decodeFolderName` for every name. */
export function encodeFolderName(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const code = Buffer.from(run, 'utf16le').swap16().toString('base64').replace(/=+$/, '').replaceAll('/', ',');
    return `&${code}-`;
  });
}
