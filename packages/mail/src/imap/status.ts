import { ok } from '@hongyan/kit';
import type { FolderStatus, MailResult } from '../types.ts';
import { fixed, folderPath } from './command.ts';
import { numberOf, textOf } from './lexer.ts';
import { refused, settle } from './outcome.ts';
import { readAll } from './response.ts';
import type { ImapSession } from './session.ts';

/** STATUS (RFC 3501 §6.3.10). NetEase answers UIDNEXT with nothing or `()`. */
export async function readStatus(session: ImapSession, wirePath: string): Promise<MailResult<FolderStatus>> {
  const path = folderPath(wirePath);
  if (!path) return refused('mail.folder_missing', 'not a folder path');
  const numbers = new Map<string, number>();
  const answer = await session.run([fixed('STATUS'), path, fixed('(MESSAGES UNSEEN UIDNEXT UIDVALIDITY)')], {
    onUntagged: (response) => {
      if (response.kind !== 'data' || response.name !== 'STATUS') return false;
      const items = readAll(response.values).at(-1);
      if (!Array.isArray(items)) return true;
      for (let at = 0; at + 1 < items.length; at += 2) {
        const value = numberOf(items[at + 1]);
        if (value !== undefined) numbers.set(textOf(items[at])?.toUpperCase() ?? '', value);
      }
      return true;
    },
  });
  const settled = settle(session, answer, 'mail.folder_missing');
  if (!settled.ok) return settled;
  const uidNext = numbers.get('UIDNEXT');
  return ok({
    messages: numbers.get('MESSAGES') ?? 0,
    unseen: numbers.get('UNSEEN') ?? 0,
    uidValidity: numbers.get('UIDVALIDITY') ?? 0,
    ...(uidNext ? { uidNext } : {}),
  });
}
