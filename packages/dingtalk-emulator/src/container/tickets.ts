import { type Clock, randomToken } from '@hongyan/kit';

export const ticketSeconds = 7200;

/** A ticket dies so long after its birth, whatever renewals it had (dingtalk-api.md §2.4). */
const wholeLifeMs = 24 * 3_600_000;

/** JSAPI tickets: one living per app; asking again renews it by two hours. */
export interface JsapiTickets {
  issue(appKey: string): string;
  /** The one that is good now. */
  living(appKey: string): string | undefined;
  expire(appKey?: string): void;
}

export function createJsapiTickets(clock: Clock): JsapiTickets {
  const held = new Map<string, { readonly ticket: string; readonly bornAt: number; until: number }>();
  const living = (appKey: string) => {
    const one = held.get(appKey);
    return one && Math.min(one.until, one.bornAt + wholeLifeMs) > clock.now() ? one : undefined;
  };
  return {
    issue(appKey) {
      const now = clock.now();
      const one = living(appKey) ?? { ticket: randomToken(32), bornAt: now, until: 0 };
      one.until = now + ticketSeconds * 1000;
      held.set(appKey, one);
      return one.ticket;
    },
    living: (appKey) => living(appKey)?.ticket,
    expire(appKey) {
      for (const key of [...held.keys()]) if (appKey === undefined || key === appKey) held.delete(key);
    },
  };
}
