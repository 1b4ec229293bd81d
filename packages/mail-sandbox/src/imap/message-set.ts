import { findPlace } from '../store/message.ts';
import { SyntaxFault } from './cursor.ts';
import type { FolderView, ViewedMessage } from './view.ts';

/** The messages that a set names (RFC 3501 §9 sequence-set), ascending and once each. */
export function pickMessages(set: string, view: FolderView, byUid: boolean): ViewedMessage[] {
  const chosen = new Set<ViewedMessage>();
  for (const range of set.split(',')) {
    const match = /^(\d+|\*)(?::(\d+|\*))?$/.exec(range);
    if (!match) throw new SyntaxFault('bad message set');
    const last = byUid ? (view.messages.at(-1)?.uid ?? 0) : view.messages.length;
    const ends = [match[1]!, match[2] ?? match[1]!].map((end) => (end === '*' ? last : Number(end)));
    const from = Math.min(ends[0]!, ends[1]!);
    const to = Math.max(ends[0]!, ends[1]!);
    if (!byUid && view.messages.length > 0 && from === 0) throw new SyntaxFault('there is no message 0');
    const first = byUid ? findPlace(view.messages, from) : Math.max(0, from - 1);
    for (let place = first; place < view.messages.length; place += 1) {
      const message = view.messages[place]!;
      if (byUid ? message.uid > to : place >= to) break;
      chosen.add({ message, seq: place + 1 });
    }
  }
  const unique = new Map([...chosen].map((each) => [each.seq, each]));
  return [...unique.values()].sort((a, b) => a.seq - b.seq);
}
