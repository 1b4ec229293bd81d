import { decodeHeader, textOf } from '../../mime/decode.ts';
import { findField, readHeader } from '../../mime/entity.ts';
import { type Cursor, SyntaxFault } from '../cursor.ts';
import { pickMessages } from '../message-set.ts';
import { entityOf } from '../section.ts';
import type { Command, Session } from '../session.ts';
import type { ViewedMessage } from '../view.ts';
import { fromWireDate } from '../wire.ts';

type Test = (candidate: ViewedMessage) => boolean;

/** RFC 3501 §6.4.4. Strings are compared after decoding, without regard to case. */
export const search: Command = {
  needs: 'folder',
  byUid: true,
  renumbers: false,
  run(session, args, byUid) {
    if (args.accept(' CHARSET ')) {
      const charset = args.astring();
      if (!/^(utf-8|us-ascii)$/i.test(charset)) return 'NO [BADCHARSET (US-ASCII UTF-8)] Unknown charset';
    }
    const tests: Test[] = [];
    while (!args.ended) {
      args.space();
      tests.push(parseKey(args, session));
    }
    if (tests.length === 0) throw new SyntaxFault('expected a key');
    const hits = session
      .view!.messages.map((message, place) => ({ message, seq: place + 1 }))
      .filter((candidate) => tests.every((test) => test(candidate)))
      .map(({ message, seq }) => (byUid ? message.uid : seq));
    session.line(['* SEARCH', ...hits].join(' '));
    return 'OK SEARCH completed';
  },
};

const flagKeys: Readonly<Record<string, readonly [flag: string, set: boolean]>> = {
  ANSWERED: ['\\Answered', true],
  DELETED: ['\\Deleted', true],
  DRAFT: ['\\Draft', true],
  FLAGGED: ['\\Flagged', true],
  SEEN: ['\\Seen', true],
  UNANSWERED: ['\\Answered', false],
  UNDELETED: ['\\Deleted', false],
  UNDRAFT: ['\\Draft', false],
  UNFLAGGED: ['\\Flagged', false],
  UNSEEN: ['\\Seen', false],
};
const dayMs = 86_400_000;

function parseKey(args: Cursor, session: Session): Test {
  if (args.peek() === '(') {
    const tests = args.list(() => parseKey(args, session));
    return (candidate) => tests.every((test) => test(candidate));
  }
  if (/[\d*]/.test(args.peek())) return inSet(args, session, false);
  const key = args.atom().toUpperCase();
  const flag = Object.hasOwn(flagKeys, key) ? flagKeys[key] : undefined;
  if (flag) return ({ message }) => message.flags.has(flag[0]) === flag[1];
  switch (key) {
    case 'ALL':
    case 'OLD':
      return () => true;
    case 'NEW':
    case 'RECENT':
      return () => false;
    case 'NOT': {
      args.space();
      const test = parseKey(args, session);
      return (candidate) => !test(candidate);
    }
    case 'OR': {
      args.space();
      const one = parseKey(args, session);
      args.space();
      const other = parseKey(args, session);
      return (candidate) => one(candidate) || other(candidate);
    }
    case 'UID':
      args.space();
      return inSet(args, session, true);
    case 'KEYWORD':
    case 'UNKEYWORD': {
      args.space();
      const word = args.atom();
      return ({ message }) => message.flags.has(word) === (key === 'KEYWORD');
    }
    case 'LARGER':
    case 'SMALLER': {
      args.space();
      const size = args.number();
      return ({ message }) => (key === 'LARGER' ? message.raw.length > size : message.raw.length < size);
    }
    default:
      return parseDateKey(key, args) ?? parseTextKey(key, args);
  }
}

function inSet(args: Cursor, session: Session, byUid: boolean): Test {
  const set = args.while((character) => /[\d*:,]/.test(character));
  const picked = new Set(pickMessages(set, session.view!, byUid).map(({ seq }) => seq));
  return ({ seq }) => picked.has(seq);
}

function parseDateKey(key: string, args: Cursor): Test | undefined {
  const match = /^(SENT)?(BEFORE|ON|SINCE)$/.exec(key);
  if (!match) return undefined;
  args.space();
  const day = fromWireDate(args.astring());
  if (day === undefined) throw new SyntaxFault('bad date');
  // Days are those of the server's clock, as INTERNALDATE shows them: UTC+8.
  const start = day - 8 * 3_600_000;
  return ({ message }) => {
    const at = match[1] ? Date.parse(findField(readHeader(message.raw).fields, 'date') ?? '') : message.receivedAt;
    if (match[2] === 'BEFORE') return at < start;
    return at >= start && (match[2] === 'SINCE' || at < start + dayMs);
  };
}

function parseTextKey(key: string, args: Cursor): Test {
  const fields = ['FROM', 'TO', 'CC', 'BCC', 'SUBJECT'];
  if (!fields.includes(key) && !['HEADER', 'TEXT', 'BODY'].includes(key)) throw new SyntaxFault(`unknown key ${key}`);
  args.space();
  const field = key === 'HEADER' ? args.astring().toLowerCase() : key.toLowerCase();
  if (key === 'HEADER') args.space();
  const needle = Buffer.from(args.astring(), 'latin1').toString('utf8').toLowerCase();
  const holds = (text: string) => text.toLowerCase().includes(needle);
  return ({ message }) => {
    if (key === 'BODY' || key === 'TEXT') {
      const entity = entityOf(message);
      if (key === 'TEXT' && entity.fields.some(({ value }) => holds(decodeHeader(value)))) return true;
      return holds(textOf(message.raw, entity));
    }
    return readHeader(message.raw).fields.some(({ name, value }) => name === field && holds(decodeHeader(value)));
  };
}
