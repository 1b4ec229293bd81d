import { AppError, type Clock } from '@hongyan/kit';

const windowMs = 15 * 60_000;
// A whole company may come from one address, so only refused tries count.
const refusedPerAddress = 60;
const addressesKept = 10_000;

/** Refused sign-ins by address, in memory: enough against guessing codes, harmless for a company behind one address. */
export interface SignInThrottle {
  /** Throws `request.throttled` while the address has used up its refused tries. */
  check(address: string): void;
  countRefused(address: string): void;
}

export function createSignInThrottle(clock: Clock): SignInThrottle {
  const refused = new Map<string, { since: number; count: number }>();
  return {
    check(address) {
      const entry = refused.get(address);
      if (!entry) return;
      const age = clock.now() - entry.since;
      if (age >= windowMs) refused.delete(address);
      else if (entry.count >= refusedPerAddress)
        throw new AppError('request.throttled', { retryAfterMs: windowMs - age });
    },
    countRefused(address) {
      const entry = refused.get(address);
      if (entry) entry.count += 1;
      else {
        const oldest = refused.size >= addressesKept ? refused.keys().next().value : undefined;
        if (oldest !== undefined) refused.delete(oldest);
        refused.set(address, { since: clock.now(), count: 1 });
      }
    },
  };
}
