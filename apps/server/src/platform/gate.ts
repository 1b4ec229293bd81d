/** Lets only so many of one key's runs go at once; the others wait in line. */
export type Gate = <T>(key: string, run: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Keeps what one member or mailbox can make this process hold in memory within bounds, whatever is asked at once. */
export function createGate(limit: number): Gate {
  const lines = new Map<string, { running: number; readonly waiting: (() => void)[] }>();
  return async (key, run, signal) => {
    const line = lines.get(key) ?? { running: 0, waiting: [] };
    lines.set(key, line);
    if (line.running < limit) line.running += 1;
    // Who leaves hands its place on, so that nobody new slips in between.
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    try {
      signal?.throwIfAborted();
      return await run();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else line.running -= 1;
      if (line.running === 0) lines.delete(key);
    }
  };
}
