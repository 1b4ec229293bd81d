import { isIPv6 } from 'node:net';
import { AppError, type Clock } from '@hongyan/kit';

// A whole company may come from one address: only refused tries count, and not for long, or one hostile colleague could
// keep everyone out. A code cannot be guessed; this is about DingTalk's calls.
const memberSignIn: ThrottleLimits = { windowMs: 60_000, refusedPerAddress: 60 };
const addressesKept = 10_000;

export interface ThrottleLimits {
  readonly windowMs: number;
  readonly refusedPerAddress: number;
}

/** Refused sign-ins by address, in memory: enough against guessing codes, harmless for a company behind one address. */
export interface RefusalThrottle {
  /** Throws `request.throttled` while the address has used up its refused tries. */
  check(address: string): void;
  countRefused(address: string): void;
}

/** One subscriber has a whole /64 of IPv6 (RFC 6177) to choose addresses from. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  if (tail !== undefined) groups.push(...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'));
  return [...groups, ...rest].slice(0, 4).join(':');
}

export function createRefusalThrottle(
  clock: Clock,
  { windowMs, refusedPerAddress }: ThrottleLimits = memberSignIn,
): RefusalThrottle {
  const refused = new Map<string, { since: number; count: number }>();
  return {
    check(address) {
      const network = networkOf(address);
      const entry = refused.get(network);
      if (!entry) return;
      const age = clock.now() - entry.since;
      if (age >= windowMs) refused.delete(network);
      else if (entry.count >= refusedPerAddress)
        throw new AppError('request.throttled', { retryAfterMs: windowMs - age });
    },
    countRefused(address) {
      const network = networkOf(address);
      const entry = refused.get(network);
      if (entry) entry.count += 1;
      else {
        const oldest = refused.size >= addressesKept ? refused.keys().next().value : undefined;
        if (oldest !== undefined) refused.delete(oldest);
        refused.set(network, { since: clock.now(), count: 1 });
      }
    },
  };
}
