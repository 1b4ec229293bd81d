/** A command that does not follow the grammar; answered with BAD. */
export class SyntaxFault extends Error {}

const atomEnd = /[\x00-\x20(){%*"\\\]\x7f-\xff]/;

/** Reads the arguments of one command. Text is latin1: one character for each byte. */
export class Cursor {
  readonly #text: string;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#text = bytes.toString('latin1').replace(/\r?\n$/, '');
  }

  get ended(): boolean {
    return this.#at >= this.#text.length;
  }
  peek(): string {
    return this.#text[this.#at] ?? '';
  }
  rest(): string {
    return this.#text.slice(this.#at);
  }

  /** Takes exactly this text (any case) or fails. */
  expect(text: string): void {
    if (!this.accept(text)) throw new SyntaxFault(`expected ${text}`);
  }

  /** Takes this text (any case) when it stands here. */
  accept(text: string): boolean {
    if (this.#text.slice(this.#at, this.#at + text.length).toUpperCase() !== text.toUpperCase()) return false;
    this.#at += text.length;
    return true;
  }

  space(): void {
    if (this.peek() !== ' ') throw new SyntaxFault('expected a space');
    while (this.peek() === ' ') this.#at += 1;
  }

  end(): void {
    while (this.peek() === ' ') this.#at += 1;
    if (!this.ended) throw new SyntaxFault('unexpected text at the end');
  }

  /** Takes the longest text of characters for which `good` holds. */
  while(good: (character: string) => boolean): string {
    const from = this.#at;
    while (!this.ended && good(this.peek())) this.#at += 1;
    return this.#text.slice(from, this.#at);
  }

  atom(): string {
    const text = this.while((character) => !atomEnd.test(character));
    if (text === '') throw new SyntaxFault('expected an atom');
    return text;
  }

  number(): number {
    const digits = this.while((character) => character >= '0' && character <= '9');
    if (digits === '' || digits.length > 15) throw new SyntaxFault('expected a number');
    return Number(digits);
  }

  /** An atom, a quoted string or a literal. `]` is allowed in astring atoms. */
  astring(): string {
    if (this.peek() === '"' || this.peek() === '{') return this.string();
    const text = this.while((character) => character === ']' || !atomEnd.test(character));
    if (text === '') throw new SyntaxFault('expected a string');
    return text;
  }

  string(): string {
    if (this.peek() === '"') return this.#quoted();
    return this.#literal();
  }

  /** A folder name, which may hold the wildcards of LIST. */
  listMailbox(): string {
    if (this.peek() === '"' || this.peek() === '{') return this.string();
    return this.while(
      (character) => character === '%' || character === '*' || character === ']' || !atomEnd.test(character),
    );
  }

  /** A parenthesised list, each member read by `member`. */
  list<T>(member: () => T): T[] {
    this.expect('(');
    const members: T[] = [];
    while (!this.accept(')')) {
      if (this.ended) throw new SyntaxFault('expected )');
      if (members.length > 0) this.space();
      if (this.accept(')')) break;
      members.push(member());
    }
    return members;
  }

  flag(): string {
    const slash = this.accept('\\') ? '\\' : '';
    return slash + this.atom();
  }

  #quoted(): string {
    this.expect('"');
    let text = '';
    for (;;) {
      if (this.ended) throw new SyntaxFault('unfinished string');
      let character = this.#text[this.#at++]!;
      if (character === '"') return text;
      if (character === '\\') character = this.#text[this.#at++] ?? '';
      text += character;
    }
  }

  #literal(): string {
    this.expect('{');
    const size = this.number();
    this.accept('+');
    this.expect('}');
    this.accept('\r');
    this.expect('\n');
    const text = this.#text.slice(this.#at, this.#at + size);
    if (text.length < size) throw new SyntaxFault('unfinished literal');
    this.#at += size;
    return text;
  }
}
