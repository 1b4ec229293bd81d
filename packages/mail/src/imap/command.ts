import type { UidRange } from '../types.ts';

declare const safe: unique symbol;
/** Text that may go on the wire: printable ASCII, so no CR, LF or NUL can be in it. Only this file makes one. */
export type Word = string & { readonly [safe]: 'word' };
/** An argument sent as `{n}` and its bytes. */
export interface Literal {
  readonly literal: Uint8Array;
}
export type Piece = Word | Literal;

const printable = /^[\x20-\x7e]*$/;

/** A word that stands in our source; text made at run time does not compile here. */
export const fixed = <const T extends string>(text: string extends T ? never : T): Word => text as unknown as Word;

/** An atom made at run time (a flag, a keyword), or undefined where a character is not allowed (RFC 3501 `atom`). */
export function atom(text: string): Word | undefined {
  return /^[!#$&'+,\-./0-9:;<=>?@A-Z[^_`a-z|}~]{1,200}$/.test(text) ? (text as Word) : undefined;
}

/** Any text as a quoted string, or as a literal where it is not ASCII; undefined when it holds CR, LF or NUL. */
export function astring(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): Piece | undefined {
  if (/[\r\n\0]/.test(text)) return undefined;
  if (!printable.test(text) || text.length > 900) return { literal: Buffer.from(text, encoding) };
  return `"${text.replace(/["\\]/g, '\\$&')}"` as Word;
}

/** A folder's bytes on the wire (one latin1 character each); undefined when they cannot be a name. */
export function folderPath(wirePath: string): Piece | undefined {
  if (wirePath === '' || wirePath.length > 2000 || /[^\x01-\xff]/.test(wirePath)) return undefined;
  return astring(wirePath, 'latin1');
}

/** Bytes as a literal. */
export const literal = (bytes: Uint8Array): Literal => ({ literal: bytes });

/** Words in brackets. */
export const list = (words: readonly Word[]): Word => `(${words.join(' ')})` as Word;

/** Words glued without a space (`BODY.PEEK[` + section + `]`). */
export const glue = (...words: readonly Word[]): Word => words.join('') as Word;

const MAX_UID = 0xffff_ffff;
const isUid = (n: number): boolean => Number.isInteger(n) && n > 0 && n <= MAX_UID;

/** A number as a word. */
export function number(n: number): Word {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a number for the wire: ${n}`);
  return String(n) as Word;
}

/** `5:9`, `5:*`. */
export function uidRange({ from, to }: UidRange): Word {
  if (!isUid(from) || (to !== '*' && !isUid(to))) throw new RangeError('not a uid range');
  return (to === '*' ? `${from}:*` : from === to ? `${from}` : `${Math.min(from, to)}:${Math.max(from, to)}`) as Word;
}

/**
 * Uids as sets, ascending and compact, each short enough for a server's line limit (RFC 7162 §4 asks for 8,192 at least).
 * Ascending, because Tencent answers BAD to anything else.
 */
export function uidSets(uids: readonly number[], maxLength = 4000): Word[] {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  if (sorted.some((uid) => !isUid(uid))) throw new RangeError('not a uid');
  const sets: Word[] = [];
  let current = '';
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (sorted[end + 1] === sorted[end]! + 1) end += 1;
    const piece = end === at ? `${sorted[at]}` : `${sorted[at]}:${sorted[end]}`;
    if (current && current.length + piece.length + 1 > maxLength) {
      sets.push(current as Word);
      current = '';
    }
    current = current ? `${current},${piece}` : piece;
    at = end + 1;
  }
  if (current) sets.push(current as Word);
  return sets;
}

/** A section of a message: `1.2`, `1.MIME`, `TEXT`, `HEADER` or empty for all of it. */
export function section(text: string): Word | undefined {
  return /^(?:(?:\d{1,4}(?:\.\d{1,4}){0,40})(?:\.(?:MIME|HEADER|TEXT))?|HEADER|TEXT)?$/.test(text)
    ? (text as Word)
    : undefined;
}

/** `{n}` of a literal; with `+` the server need not be asked first (RFC 7888). */
const announce = (bytes: number, plus: boolean): string => `{${bytes}${plus ? '+' : ''}}\r\n`;

/** One stretch of a command that can be written without waiting for the server. */
export type Stretch = Uint8Array;

/** The bytes of a command, cut where the server must first say `+`. */
export function encodeCommand(tag: string, pieces: readonly Piece[], capabilities: ReadonlySet<string>): Stretch[] {
  const stretches: Stretch[] = [];
  let parts: Uint8Array[] = [];
  let text = tag;
  const flush = () => {
    parts.push(Buffer.from(text, 'latin1'));
    text = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      if (!printable.test(piece)) throw new TypeError('a word with control characters');
      text += ` ${piece}`;
      continue;
    }
    const size = piece.literal.byteLength;
    const plus = capabilities.has('LITERAL+') || (capabilities.has('LITERAL-') && size <= 4096);
    text += ` ${announce(size, plus)}`;
    flush();
    if (!plus) {
      stretches.push(Buffer.concat(parts));
      parts = [];
    }
    parts.push(piece.literal);
  }
  text += '\r\n';
  flush();
  stretches.push(parts.length === 1 ? parts[0]! : Buffer.concat(parts));
  return stretches;
}
