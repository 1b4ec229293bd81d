import type { Clock } from '@hongyan/kit';

/** A clock that stands still until it is moved; sleepers wake in order. Tests only. */
export interface HandClock extends Clock {
  /** Moves on, waking sleepers one by one and letting what they do happen. */
  advance(ms: number): Promise<void>;
  /** How many sleep now: a timer that was left behind. */
  sleepers(): number;
  /** Milliseconds until the next one wakes. */
  nextIn(): number | undefined;
}

export function handClock(start = 1_767_225_600_000): HandClock {
  let now = start;
  const sleeping = new Set<{ readonly at: number; wake(): void }>();
  const next = () => [...sleeping].sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          sleeping.delete(one);
          reject(signal?.reason);
        };
        const one = {
          at: now + ms,
          wake() {
            sleeping.delete(one);
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        sleeping.add(one);
        signal?.addEventListener('abort', stop, { once: true });
      }),
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let one = next(); one && one.at <= until; one = next()) {
        now = Math.max(now, one.at);
        one.wake();
        await settle();
      }
      now = until;
      await settle();
    },
    sleepers: () => sleeping.size,
    nextIn: () => {
      const one = next();
      return one && one.at - now;
    },
  };
}

/** Lets everything that can happen without time passing happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
