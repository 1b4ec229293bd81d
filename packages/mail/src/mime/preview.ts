import { isUtf8 } from 'node:buffer';
import { textOfHtml } from '@hongyan/mail-html';
import { decodeText } from './charset.ts';
import { metaCharset } from './part-text.ts';
import { decodeTransfer } from './transfer.ts';

export interface PreviewOptions {
  readonly mediaType: string;
  readonly charset?: string | undefined;
  readonly encoding: string;
  readonly maxChars: number;
}

const MOST_BYTES = 32 * 1024;

/** One line of preview out of the first bytes of a text part, wherever they were cut. */
export function previewFrom(bytes: Uint8Array, { mediaType, charset, encoding, maxChars }: PreviewOptions): string {
  const decoded = decodeTransfer(wholeGroups(bytes.subarray(0, MOST_BYTES), encoding), encoding);
  const html = mediaType.toLowerCase() === 'text/html';
  const label = charset ?? (html ? metaCharset(decoded) : undefined);
  const text = decodeText(withoutHalf(decoded), label).replace(/\ufffd+$/, '');
  return shorten(html ? textOfHtml(wholeTags(text)) : text, maxChars);
}

/** Base64 ends in whole groups of four; what is over belongs to bytes that we do not have. */
function wholeGroups(bytes: Uint8Array, encoding: string): Uint8Array {
  if (encoding.trim().toLowerCase() !== 'base64') return bytes;
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[^A-Za-z0-9+/=]+/g, '');
  return Buffer.from(text.slice(0, text.length - (text.length % 4)), 'latin1');
}

/** Takes away the half of a UTF-8 character that the cut left; the other charsets replace theirs themselves. */
function withoutHalf(bytes: Buffer): Buffer {
  for (let cut = 0; cut <= 3 && cut <= bytes.length; cut++) {
    const shorter = bytes.subarray(0, bytes.length - cut);
    if (isUtf8(shorter)) return shorter;
  }
  return endsInLead(bytes) ? bytes.subarray(0, -1) : bytes;
}

/** An odd run of high bytes at the end of double-byte text is a character and a half. */
function endsInLead(bytes: Buffer): boolean {
  let run = 0;
  while (run < bytes.length && bytes[bytes.length - 1 - run]! >= 0x81) run += 1;
  return run % 2 === 1;
}

/** HTML cut inside a tag, a style sheet or a script must not show its half as text. */
function wholeTags(html: string): string {
  const lower = html.toLowerCase();
  let end = html.length;
  for (const name of ['style', 'script', 'title']) {
    const open = lower.lastIndexOf(`<${name}`);
    if (open >= 0 && lower.indexOf(`</${name}`, open) < 0) end = Math.min(end, open);
  }
  const tag = html.lastIndexOf('<', end - 1);
  if (tag > html.lastIndexOf('>', end - 1)) end = tag;
  return html.slice(0, Math.max(0, end));
}

function shorten(text: string, maxChars: number): string {
  const line = text
    // Invisible filler that newsletters put behind their first line.
    .replace(/\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .replace(/[\s\x00-\x1f\x7f]+/g, ' ')
    .trim();
  const characters = Array.from(line.slice(0, maxChars * 2 + 2));
  return characters.length <= maxChars ? line : characters.slice(0, maxChars).join('');
}
