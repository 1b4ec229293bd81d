import type { BornEvent } from './bodies.ts';

/** One event that no try could deliver, as `get_call_back_failed_result` shows it (dingtalk-api.md §6.4). */
export type FailedEvent = Readonly<Record<string, unknown>>;

/** Pushed events that failed three times, by app. */
export interface FailedList {
  add(appKey: string, event: BornEvent): void;
  /** The oldest ones; `consume` takes them away. */
  read(appKey: string, consume: boolean): { readonly events: readonly FailedEvent[]; readonly hasMore: boolean };
}

/** How many one call answers, and how many are kept. */
const page = 200;
const kept = 10_000;

export function createFailedList(corpId: string): FailedList {
  const byApp = new Map<string, FailedEvent[]>();
  return {
    add(appKey, event) {
      const { userId, deptId, ...rest } = event.fields;
      const ids = {
        ...(userId === undefined ? {} : { userid: userId }),
        ...(deptId === undefined ? {} : { deptid: deptId }),
      };
      const payload =
        userId === undefined && deptId === undefined
          ? { callbackData: rest, corpid: corpId }
          : { ...ids, corpid: corpId };
      const failed = { call_back_tag: event.type, event_time: event.bornAt, [event.type]: payload };
      byApp.set(appKey, [...(byApp.get(appKey) ?? []), failed].slice(-kept));
    },
    read(appKey, consume) {
      const all = byApp.get(appKey) ?? [];
      if (consume) byApp.set(appKey, all.slice(page));
      return { events: all.slice(0, page), hasMore: all.length > page };
    },
  };
}
