import type { Address } from '@hongyan/contract';
import { AppError } from '@hongyan/kit';

const shape = /^[^\s@"(),:;<>[\]\\\p{C}]+@[^\s@"(),:;<>[\]\\\p{C}]+$/u;
const maxRecipients = 500;

/** Can a mail be sent to this text? No quoted local parts, no comments, no controls. */
export const isSendable = (address: string): boolean => address.length <= 254 && shape.test(address);

/** The same list without repeats, without `drop`, and without what cannot be written to. Case does not matter. */
function distinct(addresses: readonly Address[], drop: ReadonlySet<string> = new Set()): readonly Address[] {
  const seen = new Set<string>();
  return addresses.flatMap(({ name, address }) => {
    const clean = address.trim();
    const key = clean.toLowerCase();
    if (!isSendable(clean) || drop.has(key) || seen.has(key)) return [];
    seen.add(key);
    return [{ name: cleanName(name), address: clean }];
  });
}

const cleanName = (name: string): string =>
  name
    .replace(/\p{C}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Whom the original names. */
export interface OriginalPeople {
  readonly from: readonly Address[];
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
}

/**
 * Whom an answer goes to. Reply-To stands above From (RFC 5322 §3.6.2); our own addresses never get a copy of our own
 * answer; answering one's own sent mail means writing to its recipients again.
 */
export function toReplyRecipients(
  original: OriginalPeople,
  kind: 'reply' | 'replyAll',
  own: ReadonlySet<string>,
): { readonly to: readonly Address[]; readonly cc: readonly Address[] } {
  const isOwn = ({ address }: Address) => own.has(address.toLowerCase());
  const fromSelf = original.from.length > 0 && original.from.every(isOwn);
  const asked = original.replyTo.filter((entry) => !isOwn(entry));
  const sender = asked.length > 0 ? asked : original.from;
  const orSender = (list: readonly Address[]) => (list.length > 0 ? list : distinct(sender));

  if (kind === 'reply') {
    if (!fromSelf) return { to: distinct(sender), cc: [] };
    const others = distinct(original.to, own);
    return { to: orSender(others.length > 0 ? others : distinct(original.to)), cc: [] };
  }
  const to = distinct(fromSelf ? original.to : [...sender, ...original.to], own);
  const cc = distinct(original.cc, new Set([...own, ...to.map((entry) => entry.address.toLowerCase())]));
  // One's own mail that went to Cc only is answered to Cc only.
  return { to: fromSelf && cc.length > 0 ? to : orSender(to), cc };
}

/** The recipients of a mail to send, or an error that names what is wrong. */
export function checkRecipients(given: {
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
}): { readonly to: readonly Address[]; readonly cc: readonly Address[]; readonly bcc: readonly Address[] } {
  const all = [...given.to, ...given.cc, ...given.bcc];
  const wrong = all.find(({ address }) => !isSendable(address.trim()));
  if (wrong) {
    throw new AppError('request.invalid', {
      what: { zh: '有一个收件人地址写得不对。', en: 'One recipient’s address is not an address.' },
      detail: wrong.address.slice(0, 100),
    });
  }
  const keys = (list: readonly Address[]) => list.map((entry) => entry.address.toLowerCase());
  const to = distinct(given.to);
  const cc = distinct(given.cc, new Set(keys(to)));
  const bcc = distinct(given.bcc, new Set([...keys(to), ...keys(cc)]));
  const count = to.length + cc.length + bcc.length;
  if (count === 0) {
    throw new AppError('request.invalid', {
      what: { zh: '还没有填写收件人。', en: 'There is no recipient yet.' },
    });
  }
  if (count > maxRecipients) {
    throw new AppError('request.invalid', {
      what: {
        zh: `一封邮件最多发给 ${maxRecipients} 人。`,
        en: `A mail can have at most ${maxRecipients} recipients.`,
      },
      detail: String(count),
    });
  }
  return { to, cc, bcc };
}
