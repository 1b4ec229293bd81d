import type { ImapNews } from '../types.ts';
import type { Data, Numbered, Selected } from './exchange.ts';
import { readFetch } from './fetch-data.ts';
import { textOf } from './lexer.ts';
import { WireError } from './response-reader.ts';
import { parseUidSet } from './uid-set.ts';

/** What an unasked response means for the open folder; undefined: nothing that anyone must know. */
export function newsOf(
  response: Numbered | Data,
  selected: Selected | undefined,
): { readonly item: ImapNews; readonly fresh: boolean } | undefined {
  if (!selected) return undefined;
  if (response.kind === 'data') {
    if (response.name !== 'VANISHED') return undefined;
    const first = response.values.next();
    const set = textOf(Array.isArray(first) ? response.values.next() : first);
    const uids = parseUidSet(set ?? '');
    if (!Array.isArray(first)) selected.exists = Math.max(0, selected.exists - uids.length);
    return uids.length > 0 ? { item: { kind: 'vanished', uids }, fresh: true } : undefined;
  }
  const { seq } = response;
  switch (response.name) {
    case 'EXISTS': {
      // Some servers say it again with every answer: only a change is news.
      if (seq === selected.exists) return undefined;
      selected.exists = seq;
      return { item: { kind: 'exists', count: seq }, fresh: true };
    }
    case 'EXPUNGE':
      selected.exists = Math.max(0, selected.exists - 1);
      return { item: { kind: 'expunge', seq }, fresh: true };
    case 'FETCH': {
      const fetched = readFetch(response);
      if (!fetched) throw new WireError('unreadable FETCH');
      if (!fetched.flags) return undefined;
      const { uid, flags } = fetched;
      return { item: { kind: 'flags', seq, flags, ...(uid === undefined ? {} : { uid }) }, fresh: true };
    }
    default:
      return undefined;
  }
}
