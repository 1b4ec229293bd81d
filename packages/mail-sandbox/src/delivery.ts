import type { Profile } from './profiles.ts';
import type { SmtpHouse } from './smtp/server.ts';
import type { PostOffice } from './store/post-office.ts';
import type { Delivered, OutsideMail } from './types.ts';

const keptOutside = 200;

/** Where mail goes: into the inboxes of people here, or into the list of what left the company. */
export function createDelivery(deps: {
  office: PostOffice;
  profile: Profile;
  domains: ReadonlySet<string>;
  now: () => number;
  log: (event: string, fields: Readonly<Record<string, unknown>>) => void;
  /** True while sessions are kept from hearing anything: then nobody waits until they were told. */
  silent: () => boolean;
}): {
  outside: OutsideMail[];
  toInbox(to: string, raw: Buffer): Promise<Delivered>;
  house: Omit<SmtpHouse, 'signIn'>;
} {
  const { office, profile, now } = deps;
  const outside: OutsideMail[] = [];

  async function toInbox(to: string, raw: Buffer): Promise<Delivered> {
    const account = office.find(to);
    if (!account) throw new Error(`there is no account ${to}`);
    const announcedAt = now();
    const { message, told } = account.inbox.add(raw, { receivedAt: announcedAt });
    if (!deps.silent()) await told;
    return { uid: message.uid, announcedAt };
  }

  return {
    outside,
    toInbox,
    house: {
      refuseSender: (user, from) =>
        profile.strictSender && from.toLowerCase() !== user ? 'Mail from must equal authorized user' : undefined,
      refuseRecipient: (to) =>
        deps.domains.has(to.slice(to.lastIndexOf('@') + 1).toLowerCase()) && !office.find(to)
          ? `User unknown: ${to}`
          : undefined,
      accept({ user, from, to, raw }) {
        const traced = Buffer.concat([Buffer.from(toTrace(user, now())), raw]);
        const away = to.filter((address) => !office.find(address));
        for (const address of to) {
          if (office.find(address)) void toInbox(address, traced);
        }
        if (away.length > 0) {
          outside.push({ from, to: away, raw: traced, at: now() });
          outside.splice(0, outside.length - keptOutside);
        }
        if (profile.savesSentCopy)
          office
            .find(user)
            ?.byUse('\\Sent')
            ?.add(raw, { flags: ['\\Seen'], receivedAt: now() });
        deps.log('sandbox.sent', { from, local: to.length - away.length, outside: away.length, bytes: raw.length });
      },
    },
  };
}

/** The trace line of a hop (RFC 5321 §4.4). */
function toTrace(user: string, at: number): string {
  const date = new Date(at).toUTCString().replace('GMT', '+0000');
  return `Received: from sandbox (authenticated as ${user})\r\n\tby mail.sandbox.example with ESMTPA; ${date}\r\n`;
}
