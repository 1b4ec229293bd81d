import type { Duplex } from 'node:stream';
import { err, ok } from '@hongyan/kit';
import { failure } from '../failure.ts';
import type { MailFailure, MailResult } from '../types.ts';
import { type Reply, ReplyError, ReplyReader } from './reply-reader.ts';

type Settle = (result: MailResult<Reply>) => void;

/** One SMTP connection: a line out, a reply in. */
export class SmtpSession {
  extensions: ReadonlyMap<string, string> = new Map();
  #socket: Duplex;
  #reader = new ReplyReader();
  #replies: Reply[] = [];
  #settle: Settle | undefined;
  #failure: MailFailure | undefined;
  #drained: (() => void) | undefined;

  constructor(socket: Duplex) {
    this.#socket = socket;
    this.#attach();
  }

  /** The next reply, or a failure after `timeoutMs` of silence. */
  reply(timeoutMs: number): Promise<MailResult<Reply>> {
    const waiting = this.#replies.shift();
    if (waiting) return Promise.resolve(ok(waiting));
    return new Promise((resolve) => {
      if (this.#failure) return resolve(err(this.#failure));
      const timer = setTimeout(() => this.destroy(failure('mail.network', 'the server has gone silent')), timeoutMs);
      this.#settle = (result) => {
        clearTimeout(timer);
        resolve(result);
      };
    });
  }

  /** Has the server spoken, although nothing was asked? It does so when it gives up on us. */
  get spoke(): boolean {
    return this.#replies.length > 0;
  }

  get failed(): MailFailure | undefined {
    return this.#failure;
  }

  /** A command line and its reply. Text that could be two lines never leaves. */
  async ask(line: string, timeoutMs: number): Promise<MailResult<Reply>> {
    if (/[\r\n\0]/.test(line)) throw new TypeError('an SMTP line with a line break');
    if (this.#failure) return err(this.#failure);
    // An answer to nothing we asked would be taken for the answer to this.
    if (this.spoke) this.destroy(failure('mail.protocol', 'the server spoke out of turn'));
    else this.#socket.write(`${line}\r\n`, 'utf8');
    return this.reply(timeoutMs);
  }

  /** Writes and waits until the bytes are on their way; false when the connection ended or the server spoke. */
  async push(bytes: Uint8Array, timeoutMs: number): Promise<boolean> {
    if (this.#failure || this.spoke) return false;
    if (this.#socket.write(bytes)) return true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.destroy(failure('mail.network', 'the server stopped reading')), timeoutMs);
      this.#drained = () => {
        clearTimeout(timer);
        this.#drained = undefined;
        resolve();
      };
      this.#socket.once('drain', this.#drained);
    });
    return !this.#failure && !this.spoke;
  }

  /** Writes what must follow at once, without waiting. */
  write(bytes: Uint8Array): void {
    if (!this.#failure) this.#socket.write(bytes);
  }

  /** Raises TLS; what was read before is thrown away (RFC 3207 §4.2). */
  async secure(upgrade: (socket: Duplex) => Promise<Duplex>): Promise<void> {
    this.#detach();
    this.#replies = [];
    this.#reader = new ReplyReader();
    this.#socket = await upgrade(this.#socket);
    this.extensions = new Map();
    this.#attach();
  }

  /** Says goodbye without waiting for an answer. */
  quit(): void {
    if (this.#failure) return;
    this.#failure = failure('mail.network', 'connection closed');
    this.#detach();
    this.#socket.on('error', () => {});
    this.#socket.end('QUIT\r\n');
    const socket = this.#socket;
    setTimeout(() => socket.destroy(), 1000).unref();
  }

  destroy(reason: MailFailure): void {
    if (this.#failure) return;
    this.#failure = reason;
    this.#detach();
    this.#socket.on('error', () => {});
    this.#socket.destroy();
    this.#settle?.(err(reason));
    this.#settle = undefined;
    this.#drained?.();
  }

  #attach(): void {
    this.#socket.on('data', this.#onData);
    this.#socket.on('error', this.#onError);
    this.#socket.on('end', this.#onEnd);
    this.#socket.on('close', this.#onEnd);
  }

  #detach(): void {
    this.#socket.off('data', this.#onData);
    this.#socket.off('error', this.#onError);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onEnd);
  }

  readonly #onEnd = (): void => this.destroy(failure('mail.network', 'the server closed the connection'));
  readonly #onError = (error: Error & { code?: string }): void =>
    this.destroy(failure('mail.network', error.code ?? error.message));

  readonly #onData = (chunk: Buffer): void => {
    try {
      for (const reply of this.#reader.feed(chunk)) {
        const settle = this.#settle;
        this.#settle = undefined;
        if (settle) settle(ok(reply));
        else if (this.#replies.length < 20) this.#replies.push(reply);
        else throw new ReplyError('replies to nothing we asked');
      }
      if (this.spoke) this.#drained?.();
    } catch (error) {
      if (!(error instanceof ReplyError)) throw error;
      this.destroy(failure('mail.protocol', error.message));
    }
  };
}
