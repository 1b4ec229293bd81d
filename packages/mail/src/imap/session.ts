import type { Duplex } from 'node:stream';
import { err, ok } from '@hongyan/kit';
import { failure, failureOfText } from '../failure.ts';
import type { ImapNews, MailFailure, MailResult, ProviderProfile } from '../types.ts';
import { encodeCommand, type Piece } from './command.ts';
import type { Listening, Selected, Tagged, Untagged } from './exchange.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { newsOf } from './news.ts';
import { parseResponse, type Response } from './response.ts';
import { ResponseReader, WireError } from './response-reader.ts';

interface Running {
  readonly tag: string;
  readonly stretches: Uint8Array[];
  readonly listening: Listening;
  readonly settle: (result: MailResult<Tagged>) => void;
}

export interface SessionOptions {
  readonly socket: Duplex;
  readonly profile: ProviderProfile;
  readonly silenceMs: number;
  readonly limits?: Limits;
}

/**
 * One connection's wire: commands one at a time, untagged data to whoever asked, everything else as news.
 * It holds a few hundred bytes while nothing happens.
 */
export class ImapSession {
  readonly profile: ProviderProfile;
  capabilities: ReadonlySet<string> = new Set();
  selected: Selected | undefined;
  /** News since the last `wait`: it must not sleep over it. */
  freshNews = false;
  /** Set while IDLE waits. */
  onFreshNews: (() => void) | undefined;
  #socket: Duplex;
  #reader: ResponseReader;
  #running: Running | undefined;
  #greeting: ((response: MailResult<Response>) => void) | undefined;
  #tag = 0;
  #locked = false;
  #waiting: (() => void)[] = [];
  #yieldLane: (() => void) | undefined;
  #unasked = 0;
  #silence: NodeJS.Timeout | undefined;
  #listener: ((news: ImapNews) => void) | undefined;
  #failure: MailFailure | undefined;
  #ended = false;
  #leaving = false;
  readonly #silenceMs: number;
  readonly #limits: Limits;

  constructor(options: SessionOptions) {
    this.profile = options.profile;
    this.#silenceMs = options.silenceMs;
    this.#limits = options.limits ?? defaultLimits;
    this.#socket = options.socket;
    this.#reader = new ResponseReader(this.#limits);
    this.#attach();
  }

  get ended(): boolean {
    return this.#ended;
  }

  set onNews(listener: (news: ImapNews) => void) {
    this.#listener = listener;
  }

  /** The server's first line. */
  greeting(): Promise<MailResult<Response>> {
    return new Promise((resolve) => {
      if (this.#ended) return resolve(err(this.#why()));
      this.#greeting = resolve;
      this.#watchSilence();
    });
  }

  /** Runs a task alone on the wire, in the order of the calls. */
  async exclusive<T>(task: () => Promise<MailResult<T>>): Promise<MailResult<T>> {
    if (this.#locked) {
      this.#yieldLane?.();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#locked = true;
    try {
      if (this.#ended) return err(this.#why());
      return await task();
    } finally {
      this.#yieldLane = undefined;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#locked = false;
    }
  }

  /** Names what to do when another task wants the wire (leave IDLE, stop holding back a stream). */
  yieldOnContention(yieldLane: () => void): void {
    this.#yieldLane = yieldLane;
    if (this.#waiting.length > 0) yieldLane();
  }

  /** One command, to its tagged answer. */
  run(pieces: readonly Piece[], listening: Listening = {}): Promise<MailResult<Tagged>> {
    return new Promise((resolve) => {
      if (this.#ended) return resolve(err(this.#why()));
      this.#tag += 1;
      const tag = `a${this.#tag}`;
      const stretches = encodeCommand(tag, pieces, this.capabilities);
      this.#running = { tag, stretches, listening, settle: resolve };
      this.#reader.literalBytes = listening.literalBytes ?? this.#limits.literalBytes;
      this.#unasked = 0;
      this.#watchSilence();
      this.#write(stretches.shift()!);
    });
  }

  /** A line outside a command's own text: the end of IDLE, an answer to a SASL challenge. */
  writeLine(line: 'DONE' | '' | '*'): void {
    this.#watchSilence();
    if (!this.#ended) this.#socket.write(`${line}\r\n`);
  }

  /** While a server may be silent for good reason (IDLE). */
  expectSilence(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }

  /** Stops reading: the reader of a stream is slower than the server. */
  pause(): void {
    this.expectSilence();
    this.#socket.pause();
  }

  resume(): void {
    if (this.#running) this.#watchSilence();
    this.#socket.resume();
  }

  /** Hands the socket to TLS and takes it back; what was read before is gone. */
  async secure(upgrade: (socket: Duplex) => Promise<Duplex>): Promise<void> {
    this.#detach();
    this.#socket = await upgrade(this.#socket);
    this.#reader = new ResponseReader(this.#limits);
    this.#attach();
  }

  /** News from a command of ours that stands in for the server's own words (STATUS instead of IDLE). */
  tell(news: ImapNews): void {
    this.#listener?.(news);
  }

  /** The end is wanted: a BYE is no failure now. */
  leave(): void {
    this.#leaving = true;
  }

  /** Closes at once; everything that waits is answered with the failure. */
  destroy(reason?: MailFailure): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#failure ??= reason;
    this.expectSilence();
    this.#detach();
    this.#socket.on('error', () => {});
    this.#socket.destroy();
    this.#reader.stop();
    const why = this.#why();
    this.#greeting?.(err(why));
    this.#running?.settle(err(why));
    this.#running = undefined;
    this.#greeting = undefined;
    this.#listener?.({ kind: 'closed', ...(this.#failure && !this.#leaving ? { failure: this.#failure } : {}) });
    this.#listener = undefined;
    this.onFreshNews?.();
  }

  #why(): MailFailure {
    return this.#failure ?? failure('mail.network', 'connection closed');
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
    this.#silence?.refresh();
    try {
      this.#reader.feed(chunk, this.#onResponse);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.destroy(failure('mail.protocol', error.message));
    }
  };

  readonly #onResponse = (raw: readonly Buffer[]): void => {
    if (this.#ended) return;
    const response = parseResponse(raw, this.#limits);
    if (this.#greeting) {
      const greet = this.#greeting;
      this.#greeting = undefined;
      this.expectSilence();
      greet(ok(response));
    } else if (response.kind === 'continue') this.#onContinue(response.text);
    else if (response.kind === 'status' && response.tag !== '*') this.#onTagged(response);
    else this.#onUntagged(response);
  };

  #onContinue(text: string): void {
    const running = this.#running;
    const next = running?.stretches.shift();
    if (next) this.#write(next);
    else {
      const answer = running?.listening.onContinue?.(text);
      if (answer !== undefined) this.#socket.write(`${answer}\r\n`);
    }
  }

  #onTagged(response: Extract<Response, { kind: 'status' }>): void {
    const running = this.#running;
    const { status } = response;
    if (!running || response.tag !== running.tag || status === 'BYE' || status === 'PREAUTH') {
      throw new WireError('an answer to nothing we asked');
    }
    this.#running = undefined;
    this.#reader.literalBytes = this.#limits.literalBytes;
    this.expectSilence();
    if (running.listening.last) this.#reader.stop();
    running.settle(ok({ status, code: response.code, text: response.text }));
  }

  #onUntagged(response: Untagged): void {
    if (this.#running?.listening.onUntagged?.(response)) return;
    if (response.kind === 'status') {
      if (response.status === 'BYE' && !this.#leaving) {
        this.destroy(failureOfText(response.text, this.profile, 'mail.network'));
      }
      return;
    }
    this.#unasked += 1;
    if (this.#unasked > this.#limits.unasked) throw new WireError('a flood of unasked data');
    const news = newsOf(response, this.selected);
    if (!news) return;
    if (news.fresh) this.freshNews = true;
    this.#listener?.(news.item);
    if (news.fresh) this.onFreshNews?.();
  }

  /** In pieces, each of which counts as a sign of life: a long upload is no silence. */
  #write(bytes: Uint8Array): void {
    const step = 64 * 1024;
    for (let at = 0; at < bytes.byteLength; at += step) {
      this.#socket.write(bytes.subarray(at, at + step), () => this.#silence?.refresh());
    }
  }

  #watchSilence(): void {
    if (this.#silence) this.#silence.refresh();
    else {
      this.#silence = setTimeout(
        () => this.destroy(failure('mail.network', 'the server has gone silent')),
        this.#silenceMs,
      );
    }
  }
}
