import type { Address, MessageDetail, Recipient } from '@hongyan/contract';
import { momentText } from '../../i18n/dates.ts';
import type { ReaderText } from './reader-text.ts';

/** The name that a person is called by, or the address where there is none. */
export const callOf = (who: Address): string => who.name.trim() || who.address;

/** Is this one of the member's own addresses? */
export const isOwn = (who: Address, own: ReadonlySet<string>): boolean => own.has(who.address.toLowerCase());

/** The line under the sender: whom it was sent to, folded. */
export function sentLine(detail: MessageDetail, own: ReadonlySet<string>, t: ReaderText): string {
  const name = (who: Recipient) => (isOwn(who, own) ? t.me : callOf(who));
  const to = [...detail.to].sort((a, b) => Number(isOwn(b, own)) - Number(isOwn(a, own)));
  const people = detail.to.length + detail.cc.length;
  const shown = to.slice(0, 2).map(name).join(t.between);
  const sent =
    to.length === 0 ? t.nobody : people > 3 ? t.sentToMany(shown, people) : t.sentTo(to.map(name).join(t.between));
  const cc = people <= 3 && detail.cc.length > 0 && to.length > 0 ? t.ccTo(detail.cc.map(name).join(t.between)) : '';
  return sent + cc;
}

/** When it arrived: 今天 13:58. */
export function momentOf(detail: MessageDetail, t: ReaderText, now: Date): string {
  const date = new Date(detail.summary.receivedAt);
  const isToday = date.toDateString() === now.toDateString();
  return isToday ? `${t.today} ${momentText(date, now, t.yesterday)}` : momentText(date, now, t.yesterday);
}

/** An answer that would not go to the sender: said before it is written. */
export function strangeReplyTo(detail: MessageDetail): string | undefined {
  const from = domainOf(detail.summary.from.address);
  return detail.replyTo.map((who) => who.address).find((address) => domainOf(address) !== from);
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
