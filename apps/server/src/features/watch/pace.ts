import type { Clock, MailboxId } from '@hongyan/kit';
import type { ProviderProfile } from '@hongyan/mail';

const dialsPerMinute = 6;
/** mail-providers.md §2.6: a few connects a second to a public provider; a site's own server takes more. */
const publicPerSecond = 5;
const ownPerSecond = 100;

/** How fast we may dial: few tries per mailbox, few per second to one mail system. */
export interface Pace {
  wait(who: { mailboxId: MailboxId; profile: ProviderProfile; host: string }, signal: AbortSignal): Promise<void>;
}

export function createPace(clock: Clock): Pace {
  const dials = new Map<MailboxId, number[]>();
  const nextFree = new Map<string, number>();
  return {
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
