import { decodeText } from './charset.ts';

/** More encoded words than any honest header has (security.md B1). */
const MOST_WORDS = 1000;

const word = /=\?([^?\s]{1,60})\?([BbQq])\?([^?]*)\?=/g;

/** A header's value as text: raw 8-bit bytes and RFC 2047 words, also where both break the rules. */
export function decodeHeaderText(value: Uint8Array): string {
  return decodeWords(decodeText(value));
}

/**
 * RFC 2047 words in text. Neighbours of one charset are joined as bytes first, because senders cut Chinese characters
 * in two.
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  let out = '';
  let last = 0;
  let words = 0;
  let pending: { charset: string; chunks: Buffer[] } | undefined;
  const flush = () => {
    if (pending) out += decodeText(Buffer.concat(pending.chunks), pending.charset);
    pending = undefined;
  };
  for (const match of text.matchAll(word)) {
    if (++words > MOST_WORDS) break;
    const between = text.slice(last, match.index);
    // White space between two words is not shown (RFC 2047 §6.2).
    const neighbours = pending !== undefined && /^\s*$/.test(between);
    const charset = match[1]!.replace(/\*.*$/, '').toLowerCase();
    if (!neighbours || pending?.charset !== charset) flush();
    if (!neighbours) out += between;
    pending ??= { charset, chunks: [] };
    pending.chunks.push(decodeWord(match[2]!, match[3]!));
    last = match.index + match[0].length;
  }
  flush();
  return out + text.slice(last);
}

function decodeWord(encoding: string, text: string): Buffer {
  if (encoding.toUpperCase() === 'B') return Buffer.from(text, 'base64');
  const bytes = Buffer.from(text, 'utf8');
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    const hex = byte === 0x3d ? Number.parseInt(bytes.toString('latin1', at + 1, at + 3), 16) : Number.NaN;
    if (byte === 0x5f) out[length++] = 0x20;
    else if (!Number.isNaN(hex) && /^[0-9a-fA-F]{2}$/.test(bytes.toString('latin1', at + 1, at + 3))) {
      out[length++] = hex;
      at += 2;
    } else out[length++] = byte;
  }
  return out.subarray(0, length);
}
