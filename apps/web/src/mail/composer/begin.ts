import type { ComposePrefill, MailboxSummary } from '@hongyan/contract';
import type { ComposeStart } from '../compose-start.ts';
import type { Draft } from './drafts.ts';
import { addEntries, domainOf, type Entry, parseRecipients, toEntry } from './recipients.ts';

/** What a letter begins with. */
export interface Begin {
  /** The letter as nobody has touched it. */
  readonly blank: Draft;
  readonly draft: Draft;
  /** The draft was written before and comes back. */
  readonly restored: boolean;
  readonly prefill: ComposePrefill | undefined;
}

/** The first state of a letter: what was kept of it, else what the original gives. */
export function beginLetter(
  mailbox: MailboxSummary,
  start: ComposeStart,
  prefill: ComposePrefill | undefined,
  kept: Draft | undefined,
  newId: () => string,
): Begin {
  const domain = domainOf(mailbox.address);
  const entries = (list: ComposePrefill['to'] = []): Entry[] => list.map((who) => toEntry(who, domain));
  const pressed = start.kind === 'new' && start.to ? parseRecipients(start.to, domain) : [];
  const blank: Draft = {
    to: [...pressed, ...entries(prefill?.to)],
    cc: entries(prefill?.cc),
    bcc: [],
    subject: prefill?.subject ?? '',
    html: '',
    quote: prefill !== undefined && prefill.quoteHtml !== '',
    uploads: [],
    partIds: prefill?.attachments.map((part) => part.partId) ?? [],
    sendId: newId(),
    savedAt: 0,
  };
  const draft = kept ? { ...kept, to: addEntries(kept.to, pressed) } : blank;
  return { blank, draft, restored: kept !== undefined, prefill };
}

/** Would anything be lost? Only what differs from the beginning was written by a person. */
export function isWritten(draft: Draft, blank: Draft): boolean {
  const parts = (one: Draft) =>
    JSON.stringify([
      [one.to, one.cc, one.bcc].map((list) => list.map((entry) => entry.address)),
      one.subject.trim(),
      textOf(one.html),
      one.uploads.map((upload) => upload.id),
      one.partIds,
    ]);
  return parts(draft) !== parts(blank);
}

const textOf = (html: string): string =>
  html
    .replace(/<(?!img)[^>]*>/gi, '')
    .replace(/&nbsp;|\u200b/g, ' ')
    .trim();

/** The id of a letter that is handed over (RFC 9562 §5.4); made here so that a repeat is the same mail. */
export function newSendId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The message that a letter answers, where there is one. */
export const originalOf = (start: ComposeStart): string | undefined =>
  start.kind === 'new' ? undefined : start.messageId;
