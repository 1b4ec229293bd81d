import type { MailFailure, ProviderProfile, SendOutcome } from '@hongyan/mail';

// Waits before the second, third, … try of a mail that certainly has not gone out; together a bit over two hours.
const retryWaits = [5, 15, 60, 300, 900, 1800, 3600].map((seconds) => seconds * 1000);
const lookEveryMs = 15_000;
const lookForMs = 5 * 60_000;

/** What follows a try to send, or a look into Sent. */
export type NextStep =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed' | 'unknown'; readonly failure?: MailFailure }
  | { readonly kind: 'try' | 'look'; readonly afterMs: number };

/** Does the mail server put a copy into Sent by itself, at least perhaps? */
export const keepsCopies = (profile: ProviderProfile): boolean => profile.sentCopy !== 'append';

/** After try number `attempt`: repeated only when it ended before the final dot and may mend itself (design §5.16). */
export function afterTry(outcome: SendOutcome, attempt: number, profile: ProviderProfile): NextStep {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent' };
    case 'refused':
      return { kind: 'failed', failure: outcome.failure };
    case 'not_sent': {
      const afterMs = outcome.failure.retry ? retryWaits[attempt - 1] : undefined;
      return afterMs === undefined ? { kind: 'failed', failure: outcome.failure } : { kind: 'try', afterMs };
    }
    case 'unknown':
      return keepsCopies(profile)
        ? { kind: 'look', afterMs: lookEveryMs }
        : { kind: 'unknown', failure: outcome.failure };
  }
}

/** After a look into Sent that has gone on for so long: five minutes, then the member is told that we do not know. */
export function afterLook(found: boolean, lookingMs: number): NextStep {
  if (found) return { kind: 'sent' };
  return lookingMs >= lookForMs ? { kind: 'unknown' } : { kind: 'look', afterMs: lookEveryMs };
}
