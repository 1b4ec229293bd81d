import type { Clock } from '@hongyan/kit';

/** Work for later on the platform's own clock: moving that clock brings it forward. */
export interface Timers {
  /** Does `work` after so many milliseconds of the platform's time; the answer cancels it. */
  after(ms: number, work: () => void): () => void;
  /** Cancels everything. */
  stop(): void;
}

/** No timer here keeps a process alive. */
export function createTimers(clock: Clock): Timers {
  const waiting = new Set<AbortController>();
  return {
    after(ms, work) {
      const cancel = new AbortController();
      waiting.add(cancel);
      const done = () => waiting.delete(cancel);
      clock.sleep(ms, cancel.signal).then(
        () => {
          if (done() && !cancel.signal.aborted) work();
        },
        () => done(),
      );
      return () => cancel.abort();
    },
    stop() {
      for (const cancel of waiting) cancel.abort();
      waiting.clear();
    },
  };
}
