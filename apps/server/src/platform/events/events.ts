import type { DomainEvent } from '@hongyan/contract';
import type { Log } from '../log/types.ts';
import type { Notifier } from './notifier.ts';
import type { Events } from './types.ts';

const channel = 'event';

/** Delivers in this process straight after the commit, and to the others through the notifier. */
export function createEvents(notifier: Notifier, log: Log): Events {
  const listeners = new Map<DomainEvent['kind'], Set<(event: DomainEvent) => void | Promise<void>>>();

  function deliver(event: DomainEvent): void {
    for (const run of listeners.get(event.kind) ?? []) {
      // One listener's failure is its own: the others hear the event all the same.
      Promise.resolve()
        .then(() => run(event))
        .catch((error: unknown) =>
          log.error('an event was not handled', { kind: event.kind, corpId: event.corpId, error }),
        );
    }
  }

  notifier.listen(channel, (message) => deliver(JSON.parse(message) as DomainEvent));
  return {
    publish(tx, event) {
      tx.afterCommit(() => {
        deliver(event);
        notifier.send(channel, JSON.stringify(event));
      });
    },
    subscribe(kind, run) {
      const set = listeners.get(kind) ?? new Set();
      listeners.set(kind, set);
      const entry = run as (event: DomainEvent) => void | Promise<void>;
      set.add(entry);
      return () => set.delete(entry);
    },
    onGap: (run) => notifier.onGap(run),
  };
}
