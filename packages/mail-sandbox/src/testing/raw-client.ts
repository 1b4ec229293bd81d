import { connect, type Socket } from 'node:net';

/** A client that knows nothing of IMAP but lines: for transcripts in tests. Text is latin1. */
export class RawClient {
  readonly #socket: Socket;
  #text = '';
  #tag = 0;
  #wake: (() => void) | undefined;
  closed = false;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (text: string) => {
      this.#text += text;
      this.#wake?.();
    });
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      this.closed = true;
      this.#wake?.();
    });
  }

  static async open(port: number, account?: { address: string; password: string }): Promise<RawClient> {
    const client = new RawClient(port);
    await client.until(/^\* OK .*\r\n/);
    if (account) await client.run(`LOGIN ${account.address} ${account.password}`);
    return client;
  }

  write(text: string): void {
    this.#socket.write(text, 'latin1');
  }

  /** Takes everything up to the end of the match. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.#text);
      if (match) {
        const end = match.index + match[0].length;
        const taken = this.#text.slice(0, end);
        this.#text = this.#text.slice(end);
        return taken;
      }
      if (this.closed) throw new Error(`closed before ${pattern}; got ${JSON.stringify(this.#text)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Sends one command and returns all that came with its completion; the tag is shown as `T`. */
  async run(command: string): Promise<string> {
    this.#tag += 1;
    const tag = `t${this.#tag}`;
    this.write(`${tag} ${command}\r\n`);
    const text = await this.until(new RegExp(`(^|\\r\\n)${tag} [^\\r\\n]*\\r\\n`));
    return text.replace(new RegExp(`(^|\\r\\n)${tag} `), '$1T ');
  }

  async untilClosed(): Promise<void> {
    while (!this.closed)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
  }

  close(): void {
    this.#socket.destroy();
  }
}
