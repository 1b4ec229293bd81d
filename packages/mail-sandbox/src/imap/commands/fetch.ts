import { readHeader } from '../../mime/entity.ts';
import type { StoredMessage } from '../../store/message.ts';
import { toBodyStructure } from '../body-structure.ts';
import { type Cursor, SyntaxFault } from '../cursor.ts';
import { toEnvelope } from '../envelope.ts';
import { pickMessages } from '../message-set.ts';
import { cutSection, entityOf, type Section } from '../section.ts';
import type { Command, Completion } from '../session.ts';
import { toWireDate, type Wire } from '../wire.ts';

/** One thing asked for: how it is told, and whether telling it marks the mail as seen. */
interface Item {
  readonly seen: boolean;
  tell(message: StoredMessage): Wire[];
}

/** RFC 3501 §6.4.5. */
export const fetch: Command = {
  needs: 'folder',
  byUid: true,
  renumbers: false,
  async run(session, args, byUid): Promise<Completion> {
    args.space();
    const set = args.while((character) => character !== ' ');
    args.space();
    const items = args.peek() === '(' ? args.list(() => parseItem(args)).flat() : parseItem(args);
    args.end();
    const view = session.view!;
    if (byUid && !items.includes(uid)) items.unshift(uid);
    for (const { message, seq } of pickMessages(set, view, byUid)) {
      const marks = items.some((item) => item.seen) && !view.readOnly && !message.flags.has('\\Seen');
      if (marks) {
        view.muted = true;
        view.folder.setFlags(message, new Set([...message.flags, '\\Seen']));
        view.muted = false;
      }
      const pieces: Wire[] = [`* ${seq} FETCH (`];
      for (const [place, item] of items.entries()) {
        if (place > 0) pieces.push(' ');
        pieces.push(...item.tell(message));
      }
      if (marks && !items.includes(flags)) pieces.push(' ', ...flags.tell(message));
      session.send(...joinText(pieces), ')\r\n');
      await session.drained();
    }
    return 'OK FETCH completed';
  },
};

/** Neighbouring texts as one, so that a row is one write and not twenty. */
function joinText(pieces: readonly Wire[]): Wire[] {
  const joined: Wire[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

const simple = (tell: (message: StoredMessage) => string): Item => ({
  seen: false,
  tell: (message) => [tell(message)],
});
const uid = simple((message) => `UID ${message.uid}`);
const flags = simple((message) => `FLAGS (${[...message.flags].join(' ')})`);
const date = simple((message) => `INTERNALDATE ${toWireDate(message.receivedAt)}`);
const size = simple((message) => `RFC822.SIZE ${message.raw.length}`);
const envelope = simple((message) => `ENVELOPE ${toEnvelope(readHeader(message.raw).fields)}`);
const body = simple((message) => `BODY ${toBodyStructure(message.raw, entityOf(message), false)}`);
const structure = simple((message) => `BODYSTRUCTURE ${toBodyStructure(message.raw, entityOf(message), true)}`);
const whole: Section = { path: [], kind: 'ALL', fields: [] };

const bytes = (label: string, section: Section, seen: boolean): Item => ({
  seen,
  tell(message) {
    const part = cutSection(message, section);
    return part ? [`${label} {${part.length}}\r\n`, part] : [`${label} NIL`];
  },
});

const named: Readonly<Record<string, readonly Item[]>> = {
  UID: [uid],
  FLAGS: [flags],
  INTERNALDATE: [date],
  'RFC822.SIZE': [size],
  ENVELOPE: [envelope],
  BODYSTRUCTURE: [structure],
  BODY: [body],
  RFC822: [bytes('RFC822', whole, true)],
  'RFC822.HEADER': [bytes('RFC822.HEADER', { ...whole, kind: 'HEADER' }, false)],
  'RFC822.TEXT': [bytes('RFC822.TEXT', { ...whole, kind: 'TEXT' }, true)],
  FAST: [flags, date, size],
  ALL: [flags, date, size, envelope],
  FULL: [flags, date, size, envelope, body],
};

function parseItem(args: Cursor): Item[] {
  const name = args.while((character) => /[A-Za-z0-9.]/.test(character)).toUpperCase();
  if (args.peek() !== '[') {
    if (!Object.hasOwn(named, name)) throw new SyntaxFault(`unknown item ${name}`);
    return [...named[name]!];
  }
  if (name !== 'BODY' && name !== 'BODY.PEEK') throw new SyntaxFault('expected BODY');
  args.expect('[');
  const { section, label } = parseSection(args);
  args.expect(']');
  if (!args.accept('<')) return [bytes(`BODY[${label}]`, section, name === 'BODY')];
  const from = args.number();
  const length = args.accept('.') ? args.number() : undefined;
  args.expect('>');
  return [bytes(`BODY[${label}]<${from}>`, { ...section, from, length }, name === 'BODY')];
}

const kinds = ['HEADER', 'TEXT', 'MIME', 'HEADER.FIELDS', 'HEADER.FIELDS.NOT'] as const;

function parseSection(args: Cursor): { section: Section; label: string } {
  const text = args.while((character) => /[A-Za-z0-9.]/.test(character)).toUpperCase();
  const match = /^((?:\d+)(?:\.\d+)*)?\.?(.*)$/.exec(text)!;
  const path = match[1] ? match[1].split('.').map(Number) : [];
  const kind = match[2] === '' ? 'ALL' : kinds.find((each) => each === match[2]);
  if (!kind || path.includes(0) || (kind === 'MIME' && path.length === 0)) throw new SyntaxFault('unknown section');
  if (kind !== 'HEADER.FIELDS' && kind !== 'HEADER.FIELDS.NOT')
    return { section: { path, kind, fields: [] }, label: text };
  args.space();
  const names = args.list(() => args.astring());
  const fields = names.map((field) => field.toLowerCase());
  return { section: { path, kind, fields }, label: `${text} (${names.join(' ')})` };
}
