import type { Clock } from '@hongyan/kit';

/** The platform's clock: the given one, and what a person has moved it forward. */
export interface WorldClock extends Clock {
  /** Milliseconds by which it is ahead. */
  readonly ahead: number;
  /** Moves it forward; whoever waits for a moment that has now gone by wakes up. Answers the new time. */
  pass(ms: number): number;
}

export function createWorldClock(base: Clock): WorldClock {
  let ahead = 0;
  const moved = new Set<() => void>();
  const now = () => base.now() + ahead;

  /** One wait on the given clock, broken off when the clock is moved. Answers whether it was. */
  async function waitOnce(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
    const stop = new AbortController();
    let wasMoved = false;
    const wake = () => {
      wasMoved = true;
      stop.abort();
    };
    moved.add(wake);
    try {
      await base.sleep(ms, signal ? AbortSignal.any([signal, stop.signal]) : stop.signal);
      return false;
    } catch (error) {
      if (!wasMoved || signal?.aborted) throw error;
      return true;
    } finally {
      moved.delete(wake);
    }
  }

  return {
    now,
    get ahead() {
      return ahead;
    },
    pass(ms) {
      ahead += Math.max(0, ms);
      for (const wake of [...moved]) wake();
      return now();
    },
    async sleep(ms, signal) {
      const due = now() + ms;
      for (let rest = ms; rest > 0; rest = due - now()) if (!(await waitOnce(rest, signal))) return;
    },
  };
}
