/** Exponential waits with full jitter: many clients of one server must not come back in step. */
export interface Backoff {
  /** The next wait in milliseconds; each call is one more failure. */
  next(): number;
  reset(): void;
}

export function createBackoff(
  { minMs, maxMs, factor = 2 }: { minMs: number; maxMs: number; factor?: number },
  random: () => number = Math.random,
): Backoff {
  let failures = 0;
  return {
    next() {
      const ceiling = Math.min(maxMs, minMs * factor ** failures);
      failures += 1;
      return Math.round(minMs / 2 + random() * (ceiling - minMs / 2));
    },
    reset() {
      failures = 0;
    },
  };
}
