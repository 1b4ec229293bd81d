import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { guessChinese } from './chinese.ts';
import { decodeHz } from './hz.ts';

/** Labels that TextDecoder does not know under this name. `gb2312` and `gbk` decode as their superset. */
const aliases: Readonly<Record<string, string>> = {
  gb2312: 'gb18030',
  gbk: 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'x-gbk': 'gb18030',
  'windows-936': 'gb18030',
  gb_2312: 'gb18030',
  'gb_2312-80': 'gb18030',
  'gb2312-80': 'gb18030',
  gb18030: 'gb18030',
  'gb-18030': 'gb18030',
  gb2312_charset: 'gb18030',
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  cp950: 'big5',
  'big5-hkscs': 'big5',
  'x-x-big5': 'big5',
  'hz-gb-2312': 'hz',
  hz: 'hz',
};

/** Labels that say nothing: the bytes must tell. */
const empty: ReadonlySet<string> = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown-8bit',
  'x-unknown',
  'unknown',
  'default',
  'default_charset',
  'none',
  'binary',
  '8bit',
  'x-user-defined',
]);

/** Bytes of mail as text: the label is believed where the bytes agree with it, else the bytes are looked at. */
export function decodeText(bytes: Uint8Array, charset?: string): string {
  if (isAscii(bytes) && !escapes(charset))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const label = charset
    ?.trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase();
  const name = label === undefined || empty.has(label) ? undefined : (aliases[label] ?? label);
  if (name === 'utf-8') return isUtf8(bytes) ? utf8(bytes) : guess(bytes);
  if (name === 'gb18030') return decodeLabelledGb(bytes);
  if (name === 'hz') return decodeHz(bytes);
  if (name === undefined) return guess(bytes);
  return decodeNamed(bytes, name) ?? guess(bytes);
}

/** Does this charset say more than ASCII with ASCII bytes? */
const escapes = (charset: string | undefined): boolean =>
  charset !== undefined && /^(hz|utf-?7|utf-?16|utf-?32|iso-2022)/i.test(charset.trim().replace(/^["']/, ''));

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

function decodeNamed(bytes: Uint8Array, name: string): string | undefined {
  try {
    return new TextDecoder(name).decode(bytes);
  } catch {
    // utf-7 and a few others are known to iconv only.
    return iconv.encodingExists(name) ? iconv.decode(Buffer.from(bytes), name) : undefined;
  }
}

/** Mail labelled GB that is UTF-8 is common; the other way round a long text never fits by chance. */
function decodeLabelledGb(bytes: Uint8Array): string {
  const gb = strict(bytes, 'gb18030');
  if (gb === undefined) return isUtf8(bytes) ? utf8(bytes) : new TextDecoder('gb18030').decode(bytes);
  if (!isUtf8(bytes)) return gb;
  return guessChinese(utf8(bytes), 'utf-8') > guessChinese(gb, 'gb18030') ? utf8(bytes) : gb;
}

/** Text that fits the charset exactly, or undefined. */
function strict(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Unlabelled bytes: UTF-8, else GB18030 or Big5 by how common the characters are, else western. */
function guess(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return utf8(bytes);
  if (looksWestern(bytes)) return new TextDecoder('windows-1252').decode(bytes);
  const gb = strict(bytes, 'gb18030');
  const big5 = strict(bytes, 'big5');
  if (gb === undefined && big5 === undefined) return guessDamaged(bytes);
  if (big5 === undefined) return gb!;
  if (gb === undefined) return big5;
  return guessChinese(big5, 'big5') > guessChinese(gb, 'gb18030') ? big5 : gb;
}

/** Text that was cut in the middle of a character, or is broken in one place, is still what most of it is. */
function guessDamaged(bytes: Uint8Array): string {
  const candidates = ['utf-8', 'gb18030', 'big5', 'windows-1252'].map((charset) => {
    const text = new TextDecoder(charset).decode(bytes);
    const broken = text.split('�').length - 1;
    return { text, cost: broken + (charset === 'windows-1252' ? bytes.length / 20 : 0) };
  });
  return candidates.reduce((best, next) => (next.cost < best.cost ? next : best)).text;
}

/** Punctuation of windows-1252 that western text does use: … ‘ ’ “ ” • – — © « ® ° » and the fixed space. */
const westernMarks: ReadonlySet<number> = new Set([
  0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xa0, 0xa3, 0xa7, 0xa9, 0xab, 0xae, 0xb0, 0xb7, 0xbb,
]);

/** High letters that stand alone between ASCII are accents, not halves of Chinese characters. */
function looksWestern(bytes: Uint8Array): boolean {
  let alone = 0;
  let other = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    const next = bytes[at + 1];
    if (next !== undefined && next >= 0x80) {
      other += 2;
      at += 1;
    } else if (byte >= 0xc0 || westernMarks.has(byte)) alone += 1;
    else other += 1;
  }
  return alone > other;
}
