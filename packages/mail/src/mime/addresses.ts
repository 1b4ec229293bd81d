import type { MailAddress } from '../types.ts';
import { decodeWords } from './header-text.ts';

const MOST_ADDRESSES = 2000;
/** Longer names are cut: patterns over them must stay cheap. */
const MOST_NAME = 500;

/** An address list (RFC 5322 §3.4), read the way a patient clerk reads it. The text is decoded, its RFC 2047 words not yet. */
export function parseAddresses(text: string): MailAddress[] {
  const found: MailAddress[] = [];
  for (const entry of splitEntries(text)) {
    if (found.length >= MOST_ADDRESSES) break;
    const address = readEntry(entry);
    if (address) found.push(address);
  }
  return found;
}

interface Entry {
  /** What stands outside angle brackets and comments. */
  words: string;
  angle: string | undefined;
  comment: string;
}

/** Cuts at commas and semicolons that stand outside quotes, comments and angle brackets; a group's name is dropped. */
function splitEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  let entry: Entry = { words: '', angle: undefined, comment: '' };
  let quoted = false;
  let angle = false;
  let depth = 0;
  const push = () => {
    if (entry.words.trim() !== '' || entry.angle !== undefined) entries.push(entry);
    entry = { words: '', angle: undefined, comment: '' };
    angle = false;
  };
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (quoted) {
      if (c === '\\' && at + 1 < text.length) entry.words += text[++at];
      else if (c === '"') quoted = false;
      else entry.words += c;
    } else if (depth > 0) {
      if (c === '\\' && at + 1 < text.length) entry.comment += text[++at];
      else if (c === '(') depth += 1;
      else if (c === ')') depth -= 1;
      else entry.comment += c;
    } else if (angle) {
      if (c === '>') angle = false;
      else entry.angle += c;
    } else if (c === '"' && closesLater(text, at)) quoted = true;
    else if (c === '(') depth = 1;
    else if (c === '<') {
      angle = true;
      entry.angle = '';
    } else if (c === ',' || c === ';' || c === '，' || c === '；') push();
    else if (c === ':' && !entry.words.includes('@')) entry.words = '';
    else if (c !== '"') entry.words += c;
  }
  push();
  return entries;
}

const closesLater = (text: string, at: number): boolean => text.indexOf('"', at + 1) > 0;

function readEntry({ words, angle, comment }: Entry): MailAddress | undefined {
  const outside = clean(decodeWords(words));
  if (angle !== undefined) {
    const address = cleanAddress(angle);
    return address ? { name: outside === address ? '' : outside, address } : undefined;
  }
  if (/^\S+@\S+$/.test(outside)) return { name: clean(decodeWords(comment)), address: cleanAddress(outside) };
  // Some senders put the whole `name <address>` into one encoded word.
  const inside = /^(.*)<([^<>\s]+@[^<>\s]+)>$/.exec(outside);
  if (inside) return { name: clean(inside[1]!), address: cleanAddress(inside[2]!) };
  const loose = /[^\s<>"(),;:]+@[^\s<>"(),;:]+/.exec(outside);
  if (loose) return { name: clean(outside.replace(loose[0], '')), address: loose[0] };
  return outside ? { name: outside, address: '' } : undefined;
}

/** Control and direction characters could dress one sender up as another. */
const clean = (text: string): string =>
  text
    .slice(0, MOST_NAME)
    .replace(/[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(["'“”]+)(.*?)(["'“”]+)$/, '$2')
    .trim();

const cleanAddress = (text: string): string => text.replace(/[\s\x00-\x1f\x7f"<>]+/g, '').slice(0, 320);
