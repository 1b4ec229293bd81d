/** One whole reply of a server: its code and its lines without the code (RFC 5321 §4.2). */
export interface Reply {
  readonly code: number;
  readonly lines: readonly string[];
}

const MOST_LINE = 64 * 1024;
const MOST_LINES = 500;

/** Why the bytes cannot be SMTP. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
}

/** Cuts a byte stream into replies, bounded in every direction. */
export class ReplyReader {
  #rest = '';
  #lines: string[] = [];

  feed(chunk: Buffer): Reply[] {
    const replies: Reply[] = [];
    const parts = (this.#rest + chunk.toString('latin1')).split('\n');
    this.#rest = parts.pop() ?? '';
    if (this.#rest.length > MOST_LINE) throw new ReplyError('line too long');
    for (const part of parts) {
      const match = /^(\d{3})([ -]?)(.*)$/.exec(part.replace(/\r$/, ''));
      if (!match || part.length > MOST_LINE) throw new ReplyError('not an SMTP reply');
      this.#lines.push(match[3]!);
      if (this.#lines.length > MOST_LINES) throw new ReplyError('reply too long');
      if (match[2] === '-') continue;
      replies.push({ code: Number(match[1]), lines: this.#lines });
      this.#lines = [];
    }
    return replies;
  }
}
