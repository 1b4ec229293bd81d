import { type Backoff, createBackoff } from '@hongyan/kit';
import type { DingTalkFailure } from './types.ts';

const maxRepeats = 3;

/** Plans the repeats of one call by the table of dingtalk-api.md §0.5. */
export interface Repeats {
  /** How long to wait before the same call is made again; undefined: do not. */
  next(failure: DingTalkFailure): number | undefined;
}

/**
 * Refused for speed: nothing was done, so every call waits and is made again. A busy platform may have done it: only a read is
 * repeated; the caller of a send holds the bytes and decides.
 */
export function planRepeats({ isRead, random }: { isRead: boolean; random: () => number }): Repeats {
  const busy: Backoff = createBackoff({ minMs: 400, maxMs: 4000 }, random);
  let repeats = 0;
  return {
    next(failure) {
      if (repeats === maxRepeats) return undefined;
      const wait = waitFor(failure);
      if (wait !== undefined) repeats += 1;
      return wait;
    },
  };

  function waitFor(failure: DingTalkFailure): number | undefined {
    if (failure.kind === 'busy') return isRead && failure.code !== 'answer.shape' ? busy.next() : undefined;
    if (failure.kind !== 'qps') return undefined;
    const given = failure.retryAfterMs ?? 1000;
    // The whole platform's limit (§0.5) is not ours to wait out in step with everyone else.
    const base = isPlatformWide(failure.code) ? given * 2 ** repeats : given;
    return Math.round(base * (1 + 0.25 * random()));
  }
}

const isPlatformWide = (code: string): boolean => code === '90002' || code.endsWith('.QpsLimitForApi');
