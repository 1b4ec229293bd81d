import { ok } from '@hongyan/kit';
import type { MailResult } from '../types.ts';
import { fixed, type Piece } from './command.ts';
import { numberOf } from './lexer.ts';
import { settle } from './outcome.ts';
import type { ImapSession } from './session.ts';

const MOST_HITS = 5_000_000;

/** UID SEARCH with criteria that every server can be trusted with. */
export async function searchWith(session: ImapSession, criteria: readonly Piece[]): Promise<MailResult<number[]>> {
  const uids: number[] = [];
  const answer = await session.run([fixed('UID SEARCH'), ...criteria], {
    onUntagged: (response) => {
      if (response.kind !== 'data' || response.name !== 'SEARCH') return false;
      for (const [digits] of response.values.rest().matchAll(/\d+/g)) {
        const uid = numberOf(digits);
        if (uid !== undefined && uids.length < MOST_HITS) uids.push(uid);
      }
      return true;
    },
  });
  const settled = settle(session, answer);
  return settled.ok ? ok(uids.sort((a, b) => a - b)) : settled;
}
