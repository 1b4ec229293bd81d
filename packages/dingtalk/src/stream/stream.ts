import { createBackoff, err, ok } from '@hongyan/kit';
import { networkFailure } from '../answer.ts';
import type { DingTalkFailure, DingTalkResult } from '../types.ts';
import { type Connection, connect } from './connection.ts';
import { createEventDesk } from './event-desk.ts';
import { openGateway } from './open-gateway.ts';
import type { Stream, StreamOptions, StreamState } from './types.ts';

const retryMs = { minMs: 1_000, maxMs: 60_000 };
/** A refused pair stays refused until somebody changes it. */
const refusedMs = { minMs: 5 * 60_000, maxMs: 15 * 60_000 };
/** A connection that lasted so long was a good one: the next failure is a first one again. */
const goodAfterMs = 30_000;

/** Keeps one connection to the Stream gateway for one app, until it is stopped. */
export function createStream(options: StreamOptions): Stream {
  const { clock, credential, random } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const usual = createBackoff(retryMs, random);
  const refused = createBackoff(refusedMs, random);
  const desk = createEventDesk({
    corpId: credential.corpId,
    now: () => clock.now(),
    onEvent: options.onEvent,
    onMalformed: async (event, text) => options.onMalformed?.(event, text),
  });
  /** More than one only while the platform has asked us to change over. */
  const open = new Set<Connection>();
  let newest: Connection | undefined;
  let trouble: StreamState = { kind: 'connecting' };
  let told: StreamState['kind'] | undefined;

  function state(): StreamState {
    if (signal.aborted) return { kind: 'stopped' };
    const standing = newest?.isOpen() ? newest : [...open].find((one) => one.isOpen());
    if (!standing) return trouble;
    return { kind: 'connected', since: standing.since, lastFrameAt: standing.lastFrameAt() };
  }
  function tell(): void {
    const now = state();
    if (now.kind === told && now.kind !== 'waiting') return;
    told = now.kind;
    options.onState?.(now);
  }

  async function openOne(): Promise<DingTalkResult<Connection>> {
    const ticket = await orAborted(openGateway(options.http, clock, credential), signal);
    if (!ticket.ok) return ticket;
    let made: Connection;
    try {
      made = await connect({ url: ticket.value.url, socket: options.socket, clock, signal, answer: desk.answer });
    } catch (thrown) {
      return err(networkFailure(thrown));
    }
    open.add(made);
    void made.closed.then(() => {
      open.delete(made);
      if (!signal.aborted) tell();
    });
    if (signal.aborted) made.close();
    return ok(made);
  }

  async function rest(waitMs: number, failure?: DingTalkFailure): Promise<void> {
    if (waitMs <= 0) return;
    trouble = { kind: 'waiting', retryAt: clock.now() + waitMs, ...(failure ? { failure } : {}) };
    tell();
    await clock.sleep(waitMs, signal).catch(() => undefined);
    trouble = { kind: 'connecting' };
    tell();
  }

  async function run(): Promise<void> {
    tell();
    while (!signal.aborted) {
      const opened = await openOne();
      if (signal.aborted) return;
      if (!opened.ok) {
        const { error } = opened;
        const waits = error.kind === 'token' || error.kind === 'ip' || error.kind === 'permission' ? refused : usual;
        await rest(Math.max(waits.next(), error.retryAfterMs ?? 0), error);
        continue;
      }
      // New first, then the old one goes: in between, each event reaches one of the two (§7.3).
      for (const old of open) if (old !== opened.value) old.retire();
      newest = opened.value;
      refused.reset();
      tell();
      await opened.value.ended;
      if (signal.aborted) return;
      const lasted = clock.now() - opened.value.since;
      if (lasted >= goodAfterMs) usual.reset();
      // Told to go after a good while: at once. Cut off, or sent away as soon as we came: with patience.
      if (opened.value.isOpen() && lasted >= goodAfterMs) continue;
      await rest(usual.next());
    }
  }

  const running = run().catch(() => undefined);
  return {
    state,
    async stop() {
      desk.shut();
      stopping.abort(new Error('the Stream was stopped'));
      for (const one of open) one.close();
      tell();
      await running;
      await desk.idle();
    },
  };
}

/** An HTTP answer that nobody waits for any more is left to itself. */
function orAborted<T>(work: Promise<DingTalkResult<T>>, signal: AbortSignal): Promise<DingTalkResult<T>> {
  const stopped = err({ kind: 'busy', code: 'stopped', message: 'stopped' } as const);
  if (signal.aborted) return Promise.resolve(stopped);
  return new Promise((resolve, reject) => {
    const stop = () => resolve(stopped);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
