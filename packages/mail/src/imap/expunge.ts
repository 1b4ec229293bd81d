import { ok } from '@hongyan/kit';
import type { MailResult } from '../types.ts';
import { fixed, uidSets } from './command.ts';
import { done, settle } from './outcome.ts';
import { searchWith } from './search.ts';
import type { ImapSession } from './session.ts';
import { storeFlags } from './store.ts';

/**
 * Removes exactly these messages: UID EXPUNGE (RFC 4315). Without it a plain EXPUNGE is used only when nothing else is
 * marked; else they stay marked, because it would take what another client has marked.
 */
export async function expungeUids(session: ImapSession, uids: readonly number[]): Promise<MailResult<void>> {
  if (uids.length === 0) return ok(undefined);
  const marked = await storeFlags(session, uids, { add: ['deleted'] });
  if (!marked.ok) return marked;
  if (session.capabilities.has('UIDPLUS')) {
    for (const set of uidSets(uids)) {
      const settled = settle(session, await session.run([fixed('UID EXPUNGE'), set]));
      if (!settled.ok) return settled;
    }
    return ok(undefined);
  }
  const all = await searchWith(session, [fixed('DELETED')]);
  if (!all.ok) return all;
  const ours = new Set(uids);
  if (!all.value.every((uid) => ours.has(uid))) return ok(undefined);
  return done(settle(session, await session.run([fixed('EXPUNGE')])));
}
