import { type EnvelopeAddress, parseAddresses } from '../mime/addresses.ts';
import { findField, type HeaderField } from '../mime/entity.ts';
import { toNString } from './wire.ts';

/** ENVELOPE of RFC 3501 §7.4.2; Sender and Reply-To fall back to From. */
export function toEnvelope(fields: readonly HeaderField[]): string {
  const text = (name: string) => toNString(findField(fields, name));
  const from = toList(findField(fields, 'from'));
  const list = (name: string, otherwise = 'NIL') => {
    const value = findField(fields, name);
    return value ? toList(value) : otherwise;
  };
  return `(${[
    text('date'),
    text('subject'),
    from,
    list('sender', from),
    list('reply-to', from),
    list('to'),
    list('cc'),
    list('bcc'),
    text('in-reply-to'),
    text('message-id'),
  ].join(' ')})`;
}

function toList(value: string | undefined): string {
  const addresses = value ? parseAddresses(value) : [];
  return addresses.length === 0 ? 'NIL' : `(${addresses.map(toWireAddress).join('')})`;
}

const toWireAddress = ({ name, mailbox, host }: EnvelopeAddress): string =>
  `(${toNString(name)} NIL ${toNString(mailbox)} ${toNString(host)})`;
