import type { Clock } from '@hongyan/kit';
import type { LimitBook } from './limits.ts';

const windowMs = 20_000;
const blockMs = 300_000;

/** What stands in front of the platform (dingtalk-api.md §10.1): an address that calls too often is shut out for a while. */
export interface Firewall {
  /** Counts one call of this address. */
  passes(ip: string): boolean;
}

export function createFirewall(clock: Clock, limits: LimitBook): Firewall {
  const seen = new Map<string, { since: number; count: number; blockedUntil: number }>();
  return {
    passes(ip) {
      const now = clock.now();
      const held = seen.get(ip) ?? { since: now, count: 0, blockedUntil: 0 };
      if (now < held.blockedUntil) return false;
      if (now - held.since >= windowMs) Object.assign(held, { since: now, count: 0 });
      held.count += 1;
      if (held.count > limits.now.callsPerIp) {
        Object.assign(held, { since: now, count: 0, blockedUntil: now + blockMs });
      }
      seen.set(ip, held);
      return now >= held.blockedUntil;
    },
  };
}
