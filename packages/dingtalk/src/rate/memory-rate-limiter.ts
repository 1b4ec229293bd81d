import type { Clock } from '@hongyan/kit';
import type { RateLimiter } from '../types.ts';

/** The buckets of one process: a generic cell rate algorithm, one number for each bucket. */
export function memoryRateLimiter(clock: Clock): RateLimiter {
  /** When each bucket would be full again, in milliseconds since the epoch. */
  const full = new Map<string, number>();
  const fullAt = (bucket: string, now: number): number => {
    const at = full.get(bucket) ?? 0;
    return at > now + furthestMs ? 0 : at;
  };
  return {
    async reserve(bucket, perSecond, maxWaitMs = Number.POSITIVE_INFINITY) {
      const step = 1000 / perSecond;
      const now = clock.now();
      const from = Math.max(fullAt(bucket, now), now);
      const wait = Math.max(0, Math.ceil(from - toleranceMs(perSecond) - now - 0.01));
      if (wait <= maxWaitMs) full.set(bucket, from + step);
      return wait;
    },
    async pause(bucket, until) {
      // Nothing is left of the burst after a pause: those who waited leave one by one.
      const now = clock.now();
      const from = Math.min(until + longestToleranceMs, now + furthestMs);
      full.set(bucket, Math.max(fullAt(bucket, now), from));
    },
  };
}

/** A bucket further ahead than this was filled by a clock that had gone wrong: it is idle. */
const furthestMs = 10 * 60_000;
/** What `toleranceMs` comes near to and never passes. */
const longestToleranceMs = 1000 / 3;

/** How far ahead of the even pace a bucket may run: a burst of 5 at 15 a second, so that no second sees more than 20. */
const toleranceMs = (perSecond: number): number => (Math.max(1, Math.floor(perSecond / 3)) - 1) * (1000 / perSecond);
