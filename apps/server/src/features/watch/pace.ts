import type { Clock, MailboxId } from '@hongyan/kit';
import type { ProviderProfile } from '@hongyan/mail';

const dialsPerMinute = 6;
/** mail-providers.md §2.6: a few connects a second to a public provider; a site's own server takes more. */
const publicPerSecond = 5;
const ownPerSecond = 100;

/** Ten thousand mailboxes that begin at once must not all ask the database and shake hands at once. */
const beginningAtOnce = 50;

/** How fast we may dial: few tries per mailbox, few per second to one mail system, few handshakes at once. */
export interface Pace {
  wait(who: { mailboxId: MailboxId; profile: ProviderProfile; host: string }, signal: AbortSignal): Promise<void>;
  /** Runs the beginning of a session in one of a few slots. */
  begin<T>(run: () => Promise<T>): Promise<T>;
}

export function createPace(clock: Clock): Pace {
  const dials = new Map<MailboxId, number[]>();
  const nextFree = new Map<string, number>();
  const waiting: (() => void)[] = [];
  let beginning = 0;
  return {
    async begin(run) {
      if (beginning >= beginningAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      beginning += 1;
      try {
        return await run();
      } finally {
        beginning -= 1;
        waiting.shift()?.();
      }
    },
    async wait({ mailboxId, profile, host }, signal) {
      const recent = (dials.get(mailboxId) ?? []).filter((at) => at > clock.now() - 60_000);
      if (recent.length >= dialsPerMinute) await clock.sleep(recent[0]! + 60_000 - clock.now(), signal);
      // A provider that we know by its own hosts is shared by everyone; other hosts belong to the customer.
      const gap = 1_000 / (profile.imap ? publicPerSecond : ownPerSecond);
      const turn = Math.max(clock.now(), nextFree.get(host) ?? 0);
      nextFree.set(host, turn + gap);
      if (turn > clock.now()) await clock.sleep(turn - clock.now(), signal);
      dials.set(mailboxId, [...recent.slice(1 - dialsPerMinute), clock.now()]);
    },
  };
}
