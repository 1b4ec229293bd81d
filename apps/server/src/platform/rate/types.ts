/** Turns, handed out by one database to all processes: so many in a second for each bucket. */
export interface RateLimiter {
  /**
   * Takes one turn; answers how many milliseconds to wait before using it (0: now). When that is longer than `maxWaitMs`,
   * nothing is taken.
   */
  reserve(bucket: string, perSecond: number, maxWaitMs?: number): Promise<number>;
  /** Nobody's turn comes before this moment (milliseconds since the epoch). */
  pause(bucket: string, until: number): Promise<void>;
}
