import { ok } from '@hongyan/kit';
import type { MailResult, OpenFolder } from '../types.ts';
import { fixed, folderPath } from './command.ts';
import { readFlags } from './fetch-data.ts';
import { numberOf, textOf } from './lexer.ts';
import { refused, settle } from './outcome.ts';
import type { ResponseCode } from './response.ts';
import type { ImapSession } from './session.ts';

/** SELECT or EXAMINE (RFC 3501 §6.3.1–2), with MODSEQ where the server keeps it (RFC 7162). */
export async function openFolder(
  session: ImapSession,
  wirePath: string,
  { readOnly }: { readonly readOnly: boolean },
): Promise<MailResult<OpenFolder>> {
  const path = folderPath(wirePath);
  if (!path) return refused('mail.folder_missing', 'not a folder path');
  session.selected = undefined;
  let exists = 0;
  const codes = new Map<string, ResponseCode>();
  const modseq = session.capabilities.has('CONDSTORE') ? [fixed('(CONDSTORE)')] : [];
  const answer = await session.run([readOnly ? fixed('EXAMINE') : fixed('SELECT'), path, ...modseq], {
    onUntagged: (response) => {
      if (response.kind === 'numbered') {
        if (response.name === 'EXISTS') exists = response.seq;
        return true;
      }
      if (response.kind === 'status' && response.status === 'OK') {
        if (response.code) codes.set(response.code.name, response.code);
        return true;
      }
      return response.kind === 'data' && response.name === 'FLAGS';
    },
  });
  const settled = settle(session, answer, 'mail.folder_missing');
  if (!settled.ok) return settled;
  const keywords = readFlags(codes.get('PERMANENTFLAGS')?.args[0] ?? ['\\*']);
  session.selected = { wirePath, exists, anyKeyword: keywords.has('*'), keywords };
  session.freshNews = false;
  const number = (name: string) => numberOf(codes.get(name)?.args[0]);
  const uidNext = number('UIDNEXT');
  const highest = textOf(codes.get('HIGHESTMODSEQ')?.args[0]);
  return ok({
    wirePath,
    exists,
    uidValidity: number('UIDVALIDITY') ?? 0,
    readOnly: settled.value.code?.name === 'READ-ONLY' || (readOnly && settled.value.code?.name !== 'READ-WRITE'),
    ...(uidNext ? { uidNext } : {}),
    ...(highest && /^\d{1,19}$/.test(highest) ? { highestModseq: BigInt(highest) } : {}),
  });
}
