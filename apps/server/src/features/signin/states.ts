import { createHash } from 'node:crypto';
import { type Clock, type CorpId, randomToken } from '@hongyan/kit';
import type { Db, SystemTx } from '../../platform/db/types.ts';

/** dingtalk-api.md §1.5 calls the code's life unknown and advises 5 minutes; a person who types a password needs a little more. */
const lifeMs = 10 * 60_000;

type Tables = {
  signin_states: {
    readonly state_hash: Buffer;
    readonly browser_hash: Buffer;
    readonly corp_id: string;
    readonly purpose: 'app' | 'admin';
    readonly notice_id: string | null;
    readonly expires_at: Date;
  };
};
const sqlOf = (tx: SystemTx) => tx.sql.withTables<Tables>();
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What a sign-in under way is for. */
export interface SignInState {
  readonly corpId: CorpId;
  readonly purpose: 'app' | 'admin';
  readonly noticeId?: string | undefined;
}

/** The `state` of a sign-in on DingTalk's page: random, single use, of one browser. Only its hash is kept. */
export interface SignInStates {
  begin(browser: string, state: SignInState): Promise<string>;
  /** Uses it up. `expired` whatever is wrong with it; the target is told where we know it, so that the person gets back. */
  consume(
    state: string,
    browser: string | undefined,
  ): Promise<{ readonly kind: 'fits' | 'expired'; readonly state?: SignInState }>;
}

export function createSignInStates({ db, clock }: { db: Db; clock: Clock }): SignInStates {
  return {
    async begin(browser, { corpId, purpose, noticeId }) {
      const state = randomToken(32);
      const now = clock.now();
      await db.inSystem(async (tx) => {
        await sqlOf(tx).deleteFrom('signin_states').where('expires_at', '<', new Date(now)).execute();
        await sqlOf(tx)
          .insertInto('signin_states')
          .values({
            state_hash: hashOf(state),
            browser_hash: hashOf(browser),
            corp_id: corpId,
            purpose,
            notice_id: noticeId ?? null,
            expires_at: new Date(now + lifeMs),
          })
          .execute();
      });
      return state;
    },
    async consume(state, browser) {
      // Taken out before it is looked at: two that come with the same one meet here, and one of them finds nothing.
      const row = await db.inSystem((tx) =>
        sqlOf(tx).deleteFrom('signin_states').where('state_hash', '=', hashOf(state)).returningAll().executeTakeFirst(),
      );
      if (!row) return { kind: 'expired' };
      const known: SignInState = {
        corpId: row.corp_id as CorpId,
        purpose: row.purpose,
        ...(row.notice_id ? { noticeId: row.notice_id } : {}),
      };
      // Of another browser: whoever sent this person the link is told nothing, and they are sent to a page without a corp.
      if (browser === undefined || !hashOf(browser).equals(row.browser_hash)) return { kind: 'expired' };
      return { kind: row.expires_at.getTime() > clock.now() ? 'fits' : 'expired', state: known };
    },
  };
}
