import { ok } from '@hongyan/kit';
import type { MailResult } from '../types.ts';
import { fixed, folderPath, list, literal, type Word } from './command.ts';
import { numberOf } from './lexer.ts';
import { refused, settle } from './outcome.ts';
import type { ImapSession } from './session.ts';
import { flagWord } from './store.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** ` 7-Feb-1994 21:52:25 +0000`, quoted. */
function dateWord(date: Date): Word {
  const day = String(date.getUTCDate()).padStart(2, ' ');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `"${day}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()} ${time} +0000"` as Word;
}

/** APPEND (RFC 3501 §6.3.11); the uid where UIDPLUS tells it. */
export async function appendMessage(
  session: ImapSession,
  wirePath: string,
  message: Uint8Array,
  { flags = [], date }: { readonly flags?: readonly string[]; readonly date?: Date },
): Promise<MailResult<{ readonly uid?: number }>> {
  const path = folderPath(wirePath);
  if (!path) return refused('mail.folder_missing', 'not a folder path');
  const words = flags.map(flagWord);
  if (words.includes(undefined)) return refused('mail.protocol', 'not a flag');
  const dated = date && !Number.isNaN(date.getTime()) ? [dateWord(date)] : [];
  const answer = await session.run([
    fixed('APPEND'),
    path,
    ...(words.length > 0 ? [list(words as Word[])] : []),
    ...dated,
    literal(message),
  ]);
  const settled = settle(session, answer);
  if (!settled.ok) return settled;
  const { code } = settled.value;
  const uid = code?.name === 'APPENDUID' ? numberOf(code.args[1]) : undefined;
  return ok(uid ? { uid } : {});
}
