/** What the stream of a client holds: whole commands, the wish to go on with a literal, or a breach of the limits. */
export type ReadEvent =
  | { readonly kind: 'command'; readonly bytes: Buffer }
  | { readonly kind: 'continue' }
  | { readonly kind: 'too-long' };

const maxLine = 64 * 1024;
const maxLiteral = 64 * 1024 * 1024;
const literalAtEnd = /\{(\d{1,10})(\+?)\}$/;

/**
 * Cuts the bytes of a client into commands. A command is its lines and literals (RFC 3501 §4.3) as they came,
 * so that the parser sees one flat buffer.
 */
export class CommandReader {
  #chunks: Buffer[] = [];
  #parts: Buffer[] = [];
  #literalLeft = 0;

  /** Takes what the socket brought and returns what is complete now. */
  push(chunk: Buffer): ReadEvent[] {
    const events: ReadEvent[] = [];
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#literalLeft > 0) {
        const taken = rest.subarray(0, this.#literalLeft);
        this.#parts.push(Buffer.from(taken));
        this.#literalLeft -= taken.length;
        rest = rest.subarray(taken.length);
        continue;
      }
      const end = rest.indexOf(10);
      const piece = end < 0 ? rest : rest.subarray(0, end + 1);
      this.#chunks.push(Buffer.from(piece));
      rest = rest.subarray(piece.length);
      const line = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      if (line.length > maxLine) return [...events, { kind: 'too-long' }];
      this.#chunks = [line];
      if (end < 0) break;
      this.#chunks = [];
      const event = this.#endLine(line);
      if (event) events.push(event);
      if (event?.kind === 'too-long') return events;
    }
    return events;
  }

  #endLine(line: Buffer): ReadEvent | undefined {
    this.#parts.push(line);
    const text = line.toString('latin1', Math.max(0, line.length - 16)).replace(/\r?\n$/, '');
    const literal = literalAtEnd.exec(text);
    if (literal) {
      const size = Number(literal[1]);
      if (size > maxLiteral) return { kind: 'too-long' };
      this.#literalLeft = size;
      return literal[2] === '+' ? undefined : { kind: 'continue' };
    }
    const bytes = this.#parts.length === 1 ? line : Buffer.concat(this.#parts);
    this.#parts = [];
    return { kind: 'command', bytes };
  }
}
