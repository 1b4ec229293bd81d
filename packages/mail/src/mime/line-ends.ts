/** Bytes in which every line ends in CRLF and no CR or LF stands alone; the same bytes where that holds already. */
export function toCrlf(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  if (!/[^\r]\n|^\n|\r(?!\n)/.test(text)) return raw;
  return Buffer.from(text.replace(/\r\n|\r|\n/g, '\r\n'), 'latin1');
}
