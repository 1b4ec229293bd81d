import { ok } from '@hongyan/kit';
import type { MailResult } from '../types.ts';
import { atom, fixed, list, uidSets, type Word } from './command.ts';
import { refused, settle } from './outcome.ts';
import type { ImapSession } from './session.ts';

const system: ReadonlySet<string> = new Set(['seen', 'flagged', 'answered', 'deleted', 'draft']);

/** A flag of ours as the server writes it; undefined when it is none. */
export function flagWord(flag: string): Word | undefined {
  const name = flag.replace(/^\\/, '').toLowerCase();
  if (system.has(name)) return `\\${name[0]!.toUpperCase()}${name.slice(1)}` as Word;
  return flag.startsWith('\\') ? undefined : atom(flag);
}

/** UID STORE, silent: our own change is no news. */
export async function storeFlags(
  session: ImapSession,
  uids: readonly number[],
  { add = [], remove = [] }: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<MailResult<void>> {
  const steps = [
    { item: fixed('+FLAGS.SILENT'), flags: add },
    { item: fixed('-FLAGS.SILENT'), flags: remove },
  ];
  for (const { item, flags } of steps) {
    const words: Word[] = [];
    for (const flag of flags) {
      const word = flagWord(flag);
      if (!word) return refused('mail.protocol', 'not a flag');
      if (storable(session, flag)) words.push(word);
    }
    if (words.length === 0) continue;
    for (const set of uidSets(uids)) {
      const settled = settle(session, await session.run([fixed('UID STORE'), set, item, list(words)]));
      if (!settled.ok) return settled;
    }
  }
  return ok(undefined);
}

/** A server that keeps no new keywords would refuse the whole STORE for one of them (PERMANENTFLAGS). */
function storable({ selected }: ImapSession, flag: string): boolean {
  if (!selected || selected.anyKeyword || system.has(flag.replace(/^\\/, '').toLowerCase())) return true;
  return [...selected.keywords].some((known) => known.toLowerCase() === flag.toLowerCase());
}
