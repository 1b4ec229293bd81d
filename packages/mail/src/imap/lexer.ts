import type { Limits } from './limits.ts';
import { type RawResponse, WireError } from './response-reader.ts';

/** Atoms are strings, quoted strings and literals are bytes, NIL is null, lists are arrays. */
export type Value = string | Buffer | null | readonly Value[];

const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x28;
const CLOSE = 0x29;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;

/** Reads values out of one response. Tolerant of missing and doubled spaces, strict about brackets. */
export class Lexer {
  readonly #pieces: RawResponse;
  readonly #limits: Limits;
  #piece = 0;
  #at: number;
  #values = 0;

  constructor(pieces: RawResponse, limits: Limits, from = 0) {
    this.#pieces = pieces;
    this.#limits = limits;
    this.#at = from;
  }

  /** The next value, or undefined at the end of the response. */
  next(): Value | undefined {
    return this.#value(0);
  }

  /** Everything that is left of the present line, as latin1 text. */
  rest(): string {
    const line = this.#pieces[this.#piece];
    return line ? line.toString('latin1', this.#at) : '';
  }

  /**
   * What can still be told of a FETCH whose brackets do not fit: simple attributes by their names, and each literal
   * under the `BODY[…]` in front of it.
   */
  salvage(): [string, Value][] {
    const found: [string, Value][] = [];
    for (let piece = 0; piece < this.#pieces.length; piece += 2) {
      const text = this.#pieces[piece]!.toString('latin1');
      for (const [, name, number, date, flags] of text.matchAll(
        /\b(UID|RFC822\.SIZE|INTERNALDATE|FLAGS) (?:(\d+)|"([^"]*)"|\(([^()]*)\))/g,
      )) {
        found.push([name!, number ?? date ?? flags!.split(' ').filter(Boolean)]);
      }
      const literal = this.#pieces[piece + 1];
      if (literal && /BODY\[[^\]]*\](<\d+>)? $/i.test(text)) found.push(['BODY[', literal]);
    }
    return found;
  }

  #value(depth: number): Value | undefined {
    const line = this.#skipSpace();
    if (!line) return undefined;
    this.#values += 1;
    if (this.#values > this.#limits.values) throw new WireError('response has too many values');
    if (this.#at >= line.length) return this.#literal();
    const first = line[this.#at]!;
    if (first === OPEN) return this.#list(depth + 1);
    if (first === QUOTE) return this.#quoted(line);
    if (first === CLOSE) throw new WireError('list closed twice');
    return this.#atom(line);
  }

  /** The line with something left in it (or with a literal behind it), or undefined at the end. */
  #skipSpace(): Buffer | undefined {
    const line = this.#pieces[this.#piece];
    if (!line) return undefined;
    while (line[this.#at] === SPACE) this.#at += 1;
    if (this.#at < line.length || this.#piece + 1 < this.#pieces.length) return line;
    return undefined;
  }

  #literal(): Buffer {
    const literal = this.#pieces[this.#piece + 1]!;
    this.#piece += 2;
    this.#at = 0;
    return literal;
  }

  #list(depth: number): Value[] {
    if (depth > this.#limits.depth) throw new WireError('lists nested too deep');
    this.#at += 1;
    const items: Value[] = [];
    for (;;) {
      const line = this.#skipSpace();
      if (!line) throw new WireError('list not closed');
      if (line[this.#at] === CLOSE) {
        this.#at += 1;
        return items;
      }
      items.push(this.#value(depth)!);
    }
  }

  /**
   * A quote that is followed by neither space, bracket nor the line's end cannot close: NetEase sends Content-Description
   * unescaped (`""""`).
   */
  #quoted(line: Buffer): Buffer {
    let at = this.#at + 1;
    let escaped = false;
    for (; at < line.length; at++) {
      const byte = line[at];
      if (byte === BACKSLASH && at + 1 < line.length) {
        escaped = true;
        at += 1;
      } else if (byte === QUOTE && closes(line[at + 1])) break;
    }
    if (at >= line.length) throw new WireError('quoted string not closed');
    const inner = line.subarray(this.#at + 1, at);
    this.#at = at + 1;
    return escaped ? withoutEscapes(inner) : inner;
  }

  /** An atom; `BODY[HEADER.FIELDS (A B)]<0>` counts as one. */
  #atom(line: Buffer): string | null {
    const from = this.#at;
    let at = from;
    for (; at < line.length; at++) {
      const byte = line[at]!;
      if (byte === SPACE || byte === OPEN || byte === CLOSE) break;
      if (byte === BRACKET && /^(BODY|BINARY)$/i.test(line.toString('latin1', from, at))) {
        const end = line.indexOf(BRACKET_END, at);
        if (end < 0) throw new WireError('section not closed');
        at = end;
      }
    }
    this.#at = at;
    const text = line.toString('latin1', from, at);
    return text.length === 3 && text.toUpperCase() === 'NIL' ? null : text;
  }
}

const closes = (byte: number | undefined): boolean =>
  byte === undefined || byte === SPACE || byte === CLOSE || byte === OPEN || byte === BRACKET_END;

function withoutEscapes(inner: Buffer): Buffer {
  const out = Buffer.allocUnsafe(inner.length);
  let length = 0;
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] === BACKSLASH && at + 1 < inner.length) at += 1;
    out[length++] = inner[at]!;
  }
  return out.subarray(0, length);
}

/** A string or atom as latin1 text (one character per byte); undefined for lists and NIL. */
export const textOf = (value: Value | undefined): string | undefined =>
  typeof value === 'string' ? value : Buffer.isBuffer(value) ? value.toString('latin1') : undefined;

/** An unsigned number that JavaScript can hold exactly, or undefined. */
export function numberOf(value: Value | undefined): number | undefined {
  const text = textOf(value);
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  return Number(text);
}
