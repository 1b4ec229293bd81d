import type { Limits } from './limits.ts';

/**
 * One response as its pieces: text at even places, literals at odd ones (RFC 3501 §4.3). Text carries neither CRLF nor
 * the `{n}` of the literal that follows it.
 */
export type RawResponse = readonly Buffer[];

/** Why a stream of bytes cannot be IMAP, or is too big to be kind. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

const LF = 0x0a;
const CR = 0x0d;
const PIECE_COST = 64;

/** Cuts a byte stream into responses, whatever the boundaries of its chunks, and holds no memory between two of them. */
export class ResponseReader {
  readonly #limits: Limits;
  /** A larger cap for the literal that the running command asked for. */
  literalBytes: number;
  #pieces: Buffer[] = [];
  #size = 0;
  #line: Buffer | undefined;
  #lineLength = 0;
  #literal: Buffer | undefined;
  #filled = 0;
  #stopped = false;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.literalBytes = limits.literalBytes;
  }

  /** Throws away what is buffered and everything that still comes: bytes sent before TLS must not count (RFC 3207 §6). */
  stop(): void {
    this.#stopped = true;
    this.#pieces = [];
    this.#line = undefined;
    this.#literal = undefined;
  }

  feed(chunk: Buffer, emit: (response: RawResponse) => void): void {
    let at = 0;
    while (at < chunk.length && !this.#stopped) {
      if (this.#literal) {
        const room = this.#literal.length - this.#filled;
        const end = Math.min(chunk.length, at + room);
        chunk.copy(this.#literal, this.#filled, at, end);
        this.#filled += end - at;
        at = end;
        if (this.#filled === this.#literal.length) this.#endLiteral();
        continue;
      }
      const newline = chunk.indexOf(LF, at);
      if (newline < 0) {
        this.#stash(chunk, at, chunk.length);
        return;
      }
      const line = this.#takeLine(chunk, at, newline);
      at = newline + 1;
      const announced = this.#literalAfter(line);
      if (announced === undefined) {
        this.#pieces.push(line);
        const response = this.#pieces;
        this.#pieces = [];
        this.#size = 0;
        emit(response);
      } else {
        this.#charge(announced.size);
        this.#pieces.push(line.subarray(0, announced.at));
        this.#literal = Buffer.allocUnsafeSlow(announced.size);
        this.#filled = 0;
        if (announced.size === 0) this.#endLiteral();
      }
    }
  }

  #endLiteral(): void {
    this.#pieces.push(this.#literal!);
    this.#literal = undefined;
  }

  #charge(bytes: number): void {
    this.#size += bytes + PIECE_COST;
    const most = Math.max(this.#limits.responseBytes, this.literalBytes + 1024 * 1024);
    if (this.#size > most) throw new WireError('response too large');
  }

  #stash(chunk: Buffer, from: number, to: number): void {
    const more = to - from;
    if (this.#lineLength + more > this.#limits.lineBytes) throw new WireError('line too long');
    const held = this.#line;
    if (!held || held.length < this.#lineLength + more) {
      const grown = Buffer.allocUnsafeSlow(Math.max(256, (this.#lineLength + more) * (held ? 2 : 1)));
      held?.copy(grown, 0, 0, this.#lineLength);
      this.#line = grown;
    }
    chunk.copy(this.#line!, this.#lineLength, from, to);
    this.#lineLength += more;
  }

  #takeLine(chunk: Buffer, from: number, to: number): Buffer {
    let line: Buffer;
    if (this.#lineLength > 0) {
      this.#stash(chunk, from, to);
      line = this.#line!.subarray(0, this.#lineLength);
      this.#line = undefined;
      this.#lineLength = 0;
    } else {
      if (to - from > this.#limits.lineBytes) throw new WireError('line too long');
      line = chunk.subarray(from, to);
    }
    this.#charge(line.length);
    return line.at(-1) === CR ? line.subarray(0, -1) : line;
  }

  /** `{123}`, `{123+}` or `~{123}` at the end of a line that may carry literals. */
  #literalAfter(line: Buffer): { at: number; size: number } | undefined {
    if (line.at(-1) !== 0x7d) return undefined;
    if (this.#pieces.length === 0 && isStatusLine(line)) return undefined;
    const tail = line.toString('latin1', Math.max(0, line.length - 24));
    const match = /~?\{(\d{1,12})\+?\}$/.exec(tail);
    if (!match) return undefined;
    const size = Number(match[1]);
    if (size > this.literalBytes) throw new WireError('literal too large');
    return { at: line.length - match[0].length, size };
  }
}

/** Status text is free text and may end in anything, so a brace there announces nothing. */
function isStatusLine(line: Buffer): boolean {
  return /^(\+|\S+ (OK|NO|BAD|BYE|PREAUTH)\b)/i.test(line.toString('latin1', 0, Math.min(line.length, 40)));
}
