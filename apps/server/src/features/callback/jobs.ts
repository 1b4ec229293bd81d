import type { DingTalkEvent } from '@hongyan/dingtalk';
import { AppError, isAppError } from '@hongyan/kit';
import { defineQueue } from '../../platform/queue/define.ts';
import type { Job } from '../../platform/queue/types.ts';
import { openEvent } from './payload.ts';
import type { CallbackDeps } from './ports.ts';
import { findWaiting, recordTry } from './store.ts';

interface EventJob {
  readonly eventId: string;
}

const options = { maxAttempts: 30, retryMinSeconds: 1, retryMaxSeconds: 600, expireSeconds: 120 };
/** Who leaves must be out within seconds, however many people have changed their title this minute. */
const leaverQueue = defineQueue<EventJob>('event.leaver', { ...options, concurrency: 8 });
const eventQueue = defineQueue<EventJob>('event', { ...options, concurrency: 4 });

/** Longer than any handler of ours works: one that hangs must not hold its place for ever. */
const handlerMs = 90_000;

/** Which queue handles an event; undefined when there is nothing to do. */
export function queueOf(event: DingTalkEvent): typeof eventQueue | undefined {
  if (event.kind === 'unknown' || event.kind === 'check_url') return undefined;
  const takesAway =
    (event.kind === 'user' && event.change === 'left') || (event.kind === 'admin' && event.change === 'removed');
  return takesAway ? leaverQueue : eventQueue;
}

/** Starts handling events; a failed one is tried again with growing waits, and holds up no other. */
export function handleEvents(deps: CallbackDeps): void {
  const { clock, db, vault } = deps;

  async function handle({ corpId, data: { eventId } }: Job<EventJob>): Promise<void> {
    const row = await db.inCorp(corpId, (tx) => findWaiting(tx, eventId));
    if (!row) return;
    const event = openEvent(await vault.forCorp(corpId), eventId, row.payload);
    if (!event) return;
    const record = (error?: string) => db.inCorp(corpId, (tx) => recordTry(tx, eventId, new Date(clock.now()), error));
    try {
      await within(deps.clock, deps.handle(corpId, event));
    } catch (error) {
      // Messages may hold what belongs in no table.
      await record(isAppError(error) ? error.code : 'internal.error');
      throw error;
    }
    await record();
  }

  deps.queue.handle(leaverQueue, handle);
  deps.queue.handle(eventQueue, handle);
}

async function within(clock: CallbackDeps['clock'], work: Promise<void>): Promise<void> {
  const done = new AbortController();
  const late = clock.sleep(handlerMs, done.signal).then(
    () => {
      throw new AppError('internal.unavailable', { detail: 'an event took too long' });
    },
    () => undefined,
  );
  try {
    await Promise.race([work, late]);
  } finally {
    done.abort();
    await late.catch(() => undefined);
  }
}
