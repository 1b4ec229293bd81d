import { Lexer, numberOf, type Value } from './lexer.ts';
import type { Limits } from './limits.ts';
import { type RawResponse, WireError } from './response-reader.ts';

type Status = 'OK' | 'NO' | 'BAD' | 'BYE' | 'PREAUTH';

/** `[UIDNEXT 5]`: the machine's half of a status (RFC 3501 §7.1, RFC 5530). */
export interface ResponseCode {
  readonly name: string;
  readonly args: readonly Value[];
}

/** One response of a server, read. */
export type Response =
  | { readonly kind: 'continue'; readonly text: string }
  | {
      readonly kind: 'status';
      /** `*` for untagged. */
      readonly tag: string;
      readonly status: Status;
      readonly code: ResponseCode | undefined;
      readonly text: string;
    }
  /** `* 5 EXISTS`, `* 5 FETCH (…)`. */
  | { readonly kind: 'numbered'; readonly seq: number; readonly name: string; readonly values: Lexer }
  | { readonly kind: 'data'; readonly name: string; readonly values: Lexer };

const STATUS = /^(OK|NO|BAD|BYE|PREAUTH)(?: |$)/i;

/** Reads the fixed start of a response; the values behind it are read by whoever asked for them. */
export function parseResponse(raw: RawResponse, limits: Limits): Response {
  const line = raw[0]!;
  const head = line.toString('latin1', 0, Math.min(line.length, 128));
  if (head.startsWith('+')) return { kind: 'continue', text: line.toString('latin1', 1).trim() };
  const space = head.indexOf(' ');
  if (space < 1) throw new WireError('not an IMAP response');
  const tag = head.slice(0, space);
  const after = head.slice(space + 1);
  const status = STATUS.exec(after);
  if (status) {
    const text = line.toString('latin1', space + 1 + status[0].length);
    return { kind: 'status', tag, status: status[1]!.toUpperCase() as Status, ...splitCode(text, limits) };
  }
  if (tag !== '*') throw new WireError('not an IMAP response');
  const word = /^(\d+ +)?([^ ]+)/.exec(after);
  if (!word) throw new WireError('empty response');
  const values = new Lexer(raw, limits, space + 1 + word[0].length);
  const name = word[2]!.toUpperCase();
  return word[1]
    ? { kind: 'numbered', seq: numberOf(word[1].trim()) ?? 0, name, values }
    : { kind: 'data', name, values };
}

/** Splits `[CODE args] text`. A code that cannot be read is text. */
function splitCode(text: string, limits: Limits): { code: ResponseCode | undefined; text: string } {
  if (!text.startsWith('[')) return { code: undefined, text };
  const end = closingBracket(text);
  if (end < 0) return { code: undefined, text };
  try {
    const lexer = new Lexer([Buffer.from(text.slice(1, end), 'latin1')], limits);
    const name = lexer.next();
    if (typeof name !== 'string') return { code: undefined, text };
    const args = readAll(lexer);
    return { code: { name: name.toUpperCase(), args }, text: text.slice(end + 1).trim() };
  } catch (error) {
    if (error instanceof WireError) return { code: undefined, text };
    throw error;
  }
}

function closingBracket(text: string): number {
  let quoted = false;
  for (let at = 1; at < text.length; at++) {
    const c = text[at];
    if (quoted && c === '\\') at += 1;
    else if (c === '"') quoted = !quoted;
    else if (c === ']' && !quoted) return at;
  }
  return text.indexOf(']');
}

/** All values to the end of the response. */
export function readAll(lexer: Lexer): Value[] {
  const values: Value[] = [];
  for (let value = lexer.next(); value !== undefined; value = lexer.next()) values.push(value);
  return values;
}
