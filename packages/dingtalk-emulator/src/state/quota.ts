import type { Clock } from '@hongyan/kit';
import type { Limits } from '../types.ts';
import { monthOf } from './day.ts';
import type { Memory } from './memory.ts';
import type { Saved } from './saved.ts';

/** What the organisation may still call (dingtalk-api.md §10). */
export interface Quota {
  /** Counts one call against its second; false: too many. */
  withinSecond(appKey: string, path: string): boolean;
  /** Counts one call of the month; false: the month is used up. */
  spend(): boolean;
  used(): { used: number; limit: number };
}

export function createQuota(clock: Clock, limits: Limits, memory: Saved<Memory>): Quota {
  const kept = memory.value;
  let second = 0;
  const calls = new Map<string, number>();

  function turnOver(): void {
    const month = monthOf(clock.now());
    if (month !== kept.month) Object.assign(kept, { month, counted: 0 });
  }

  return {
    withinSecond(appKey, path) {
      const now = Math.floor(clock.now() / 1000);
      if (now !== second) {
        second = now;
        calls.clear();
      }
      const key = `${appKey} ${path}`;
      const count = (calls.get(key) ?? 0) + 1;
      calls.set(key, count);
      return count <= limits.qps;
    },
    spend() {
      turnOver();
      if (kept.counted >= limits.monthlyCalls) return false;
      kept.counted += 1;
      memory.save();
      return true;
    },
    used() {
      turnOver();
      return { used: kept.counted, limit: limits.monthlyCalls };
    },
  };
}
