import type { DingTalkEvent } from '@hongyan/dingtalk';
import { AppError, type Clock, type CorpId, isAppError } from '@hongyan/kit';
import { defineQueue } from '../../platform/queue/define.ts';
import type { Job } from '../../platform/queue/types.ts';
import { openEvent } from './payload.ts';
import type { CallbackDeps } from './ports.ts';
import { findWaiting, recordFailure, recordHandled } from './store.ts';

/** Events that were committed together. */
interface EventJob {
  readonly eventIds: readonly string[];
}

const options = { maxAttempts: 30, retryMinSeconds: 1, retryMaxSeconds: 600, expireSeconds: 600, concurrency: 4 };
/** Who leaves must be out within seconds, however many people have changed their title this minute. */
const leaverQueue = defineQueue<EventJob>('event.leaver', options);
const eventQueue = defineQueue<EventJob>('event', options);
export const queues = [leaverQueue, eventQueue] as const;

/** Handled at once of one job. */
const atOnce = 3;
/** Longer than any handler of ours works: one that hangs must not hold its place for ever. */
const handlerMs = 90_000;

/** Which queue handles an event; undefined when there is nothing to do. */
export function queueOf(event: DingTalkEvent): (typeof queues)[number] | undefined {
  if (event.kind === 'unknown' || event.kind === 'check_url') return undefined;
  const takesAway =
    (event.kind === 'user' && event.change === 'left') || (event.kind === 'admin' && event.change === 'removed');
  return takesAway ? leaverQueue : eventQueue;
}

/** Starts handling events. One that fails is tried again with growing waits, and holds up no other. */
export function handleEvents(deps: CallbackDeps): void {
  const { clock, db, vault } = deps;

  async function handleJob({ corpId, data: { eventIds } }: Job<EventJob>): Promise<void> {
    const waiting = [...(await db.inCorp(corpId, (tx) => findWaiting(tx, eventIds)))];
    if (waiting.length === 0) return;
    const keys = await vault.forCorp(corpId);
    const handled: string[] = [];
    const failures: unknown[] = [];
    const work = async () => {
      for (let row = waiting.shift(); row; row = waiting.shift()) {
        try {
          const event = openEvent(keys, row.event_id, row.payload);
          if (event) await within(clock, deps.handle(corpId, event));
          handled.push(row.event_id);
        } catch (error) {
          failures.push(error);
          await fail(corpId, row.event_id, error);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (handled.length > 0) await db.inCorp(corpId, (tx) => recordHandled(tx, handled, new Date(clock.now())));
    // The next try finds only what is left.
    if (failures.length > 0) throw failures[0];
  }

  // Messages may hold what belongs in no table.
  const fail = (corpId: CorpId, eventId: string, error: unknown) =>
    db.inCorp(corpId, (tx) => recordFailure(tx, eventId, isAppError(error) ? error.code : 'internal.error'));

  for (const queue of queues) deps.queue.handle(queue, handleJob);
}

async function within(clock: Clock, work: Promise<void>): Promise<void> {
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
