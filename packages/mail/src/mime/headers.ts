import type { ParsedHeaders } from '../types.ts';
import { parseAddresses } from './addresses.ts';
import { decodeText } from './charset.ts';
import { parseMailDate } from './date.ts';
import { splitFields } from './header-fields.ts';
import { decodeHeaderText } from './header-text.ts';

const MOST_REFERENCES = 100;

/** The fields that lists and replies need, out of a header block or a few fields of one. */
export function parseHeaders(block: Uint8Array): ParsedHeaders {
  const first = new Map<string, Buffer>();
  for (const { name, value } of splitFields(block)) if (!first.has(name)) first.set(name, value);
  const text = (name: string): string => {
    const value = first.get(name);
    return value
      ? decodeHeaderText(value)
          .replace(/[\x00-\x1f\x7f]+/g, ' ')
          .trim()
      : '';
  };
  const addresses = (name: string) => {
    const value = first.get(name);
    return value ? parseAddresses(decodeText(value)) : [];
  };
  const from = addresses('from');
  const date = parseMailDate(text('date'));
  const messageId = messageIds(text('message-id'))[0] ?? bareId(text('message-id'));
  const inReplyTo = messageIds(text('in-reply-to'))[0];
  return {
    subject: text('subject'),
    from,
    sender: addresses('sender'),
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    references: messageIds(text('references')).slice(-MOST_REFERENCES),
    machine: isMachine(first, text, from[0]?.address ?? ''),
    ...(date ? { date } : {}),
    ...(messageId ? { messageId } : {}),
    ...(inReplyTo ? { inReplyTo } : {}),
  };
}

const messageIds = (text: string): string[] => text.match(/<[^<>\s]{1,500}>/g) ?? [];

/** An id that came without its brackets. */
const bareId = (text: string): string | undefined => (/^[^<>\s]{3,500}$/.test(text) ? `<${text}>` : undefined);

const robots =
  /^(no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?|notify|alerts?)([-+_.].*)?@/i;

function isMachine(fields: ReadonlyMap<string, Buffer>, text: (name: string) => string, sender: string): boolean {
  const automatic = text('auto-submitted').toLowerCase();
  return (
    fields.has('list-id') ||
    fields.has('list-unsubscribe') ||
    /^(bulk|list|junk)\b/i.test(text('precedence')) ||
    (automatic !== '' && !automatic.startsWith('no')) ||
    robots.test(sender)
  );
}
