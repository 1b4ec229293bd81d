import type { BornEvent } from '../events/bodies.ts';
import { pushBody } from '../events/bodies.ts';
import type { DeliveryBook } from '../events/book.ts';
import type { FailedList } from '../events/failed.ts';
import type { Timers } from '../events/timers.ts';
import type { EmulatorApp, UnsureSwitches } from '../model.ts';
import { tryPush } from './try.ts';

/** After the first try: 10 s, and 30 s after that (dingtalk-api.md §6.4). */
const retriesAfterMs = [10_000, 30_000];

/** Brings events to apps over HTTP. */
export interface Pusher {
  /** Tries now, and again later when that fails; the delivery is already in the book. */
  push(deliveryId: string, appKey: string, event: BornEvent): void;
  /** Resolves when no try is under way. */
  settled(): Promise<void>;
}

export function createPusher(deps: {
  readonly now: () => number;
  readonly corpId: string;
  readonly app: (appKey: string) => EmulatorApp | undefined;
  readonly switches: () => UnsureSwitches;
  readonly book: DeliveryBook;
  readonly failed: FailedList;
  readonly timers: Timers;
  readonly deadlineMs: number | undefined;
}): Pusher {
  const running = new Set<Promise<void>>();

  async function attempt(id: string, appKey: string, event: BornEvent, number: number): Promise<void> {
    // The settings of this moment: a try after a change goes to the new address with the new keys.
    const settings = deps.app(appKey)?.events;
    if (settings?.mode !== 'push') return deps.book.settle(id, 'lost');
    const { url = '', token = '', aesKey = '' } = settings;
    const at = deps.now();
    const outcome = await tryPush({
      url,
      keys: { token, aesKey, owner: appKey },
      body: pushBody(event, deps.corpId, deps.switches().eventForm),
      timestamp: String(at),
      names: deps.switches().signatureNames,
      ...(deps.deadlineMs === undefined ? {} : { deadlineMs: deps.deadlineMs }),
    });
    const again = retriesAfterMs[number];
    const state = outcome.problem === undefined ? 'delivered' : again === undefined ? 'failed' : 'waiting';
    // A second copy of a delivered event may fail without taking back what the first has done.
    const known = deps.book.find(id)?.state === 'delivered' ? 'delivered' : state;
    deps.book.tried(id, { at, ...outcome }, known);
    if (state === 'delivered') return;
    if (again !== undefined) deps.timers.after(again, () => start(id, appKey, event, number + 1));
    else deps.failed.add(appKey, event);
  }

  function start(id: string, appKey: string, event: BornEvent, number: number): void {
    const run = attempt(id, appKey, event, number).finally(() => running.delete(run));
    running.add(run);
  }

  return {
    push: (id, appKey, event) => start(id, appKey, event, 0),
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
