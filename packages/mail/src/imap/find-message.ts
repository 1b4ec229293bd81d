import { err, ok } from '@hongyan/kit';
import { parseHeaders } from '../mime/headers.ts';
import type { MailResult } from '../types.ts';
import { astring, fixed } from './command.ts';
import { streamFetch } from './fetch.ts';
import { failureOfThrown, newestUids } from './fetch-flags.ts';
import { setsOf } from './fetch-headers.ts';
import { searchWith } from './search.ts';
import type { ImapSession } from './session.ts';

const MOST_HITS = 20;

/**
 * Uids of the messages with this Message-ID. SEARCH is only a hint: Tencent ignores its text and returns everything, Coremail
 * returns nothing (mail-providers.md §2.4–2.5), so hits are checked and the newest headers are read where there are none.
 * Takes the wire for each step by itself.
 */
export async function findByMessageId(
  session: ImapSession,
  messageId: string,
  { newest = 50 }: { readonly newest?: number } = {},
): Promise<MailResult<readonly number[]>> {
  const needle = /^[\x21-\x7e]{3,900}$/.test(messageId) ? astring(messageId) : undefined;
  if (!needle) return ok([]);
  const hits = await session.exclusive(() => searchWith(session, [fixed('HEADER Message-ID'), needle]));
  if (!hits.ok && session.ended) return hits;
  if (hits.ok && hits.value.length > 0 && hits.value.length <= MOST_HITS) {
    const found = await withMessageId(session, hits.value, messageId);
    if (!found.ok || found.value.length > 0) return found;
  }
  const uids = await newestUids(session, newest);
  return uids.ok ? withMessageId(session, uids.value, messageId) : uids;
}

async function withMessageId(
  session: ImapSession,
  uids: readonly number[],
  messageId: string,
): Promise<MailResult<number[]>> {
  const found: number[] = [];
  if (uids.length === 0) return ok(found);
  const items = fixed('(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])');
  const stream = streamFetch(session, setsOf(uids), items, ({ uid, body }) =>
    uid !== undefined && body !== undefined ? { uid, id: parseHeaders(body ?? new Uint8Array()).messageId } : undefined,
  );
  try {
    for await (const { uid, id } of stream) if (id === messageId) found.push(uid);
  } catch (error) {
    return err(failureOfThrown(error));
  }
  return ok(found.sort((a, b) => a - b));
}
