import type { Clock } from '@hongyan/kit';
import { monthOf } from './day.ts';
import type { LimitBook } from './limits.ts';
import type { Memory } from './memory.ts';
import type { Saved } from './saved.ts';

export interface Use {
  readonly used: number;
  readonly limit: number;
}

/** What the organisation may still call (dingtalk-api.md §10). */
export interface Quota {
  /** Counts one call against its second; false: too many. */
  withinSecond(appKey: string, api: string): boolean;
  /** Counts one call of the month; false: the month is used up. */
  spend(): boolean;
  /** Counts one webhook or Stream message of the month; contact events are not to be counted here. */
  spendMessage(): boolean;
  used(): Use;
  messages(): Use;
  /** Says how much of the month is gone. */
  set(used: { readonly calls?: number; readonly messages?: number }): void;
}

export function createQuota(clock: Clock, limits: LimitBook, memory: Saved<Memory>): Quota {
  const kept = memory.value;
  let second = 0;
  const calls = new Map<string, number>();

  function turnOver(): void {
    const month = monthOf(clock.now());
    if (month !== kept.month) Object.assign(kept, { month, counted: 0, messages: 0 });
  }
  function take(what: 'counted' | 'messages', limit: number): boolean {
    turnOver();
    if (kept[what] >= limit) return false;
    kept[what] += 1;
    memory.save();
    return true;
  }

  return {
    withinSecond(appKey, api) {
      const now = Math.floor(clock.now() / 1000);
      if (now !== second) {
        second = now;
        calls.clear();
      }
      const key = `${appKey} ${api}`;
      const count = (calls.get(key) ?? 0) + 1;
      calls.set(key, count);
      return count <= limits.now.qps;
    },
    spend: () => take('counted', limits.now.monthlyCalls),
    spendMessage: () => take('messages', limits.now.monthlyMessages),
    used() {
      turnOver();
      return { used: kept.counted, limit: limits.now.monthlyCalls };
    },
    messages() {
      turnOver();
      return { used: kept.messages, limit: limits.now.monthlyMessages };
    },
    set({ calls: counted = kept.counted, messages = kept.messages }) {
      turnOver();
      Object.assign(kept, { counted, messages });
      memory.save();
    },
  };
}
