import { createHash } from 'node:crypto';
import { type Clock, randomToken } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { CorpTx, Db } from '../../platform/db/types.ts';

const lifeMs = 5 * 60_000;
/** One form asks for one; beyond these the oldest goes, so that asking again and again fills no table. */
const keptOfSession = 8;

interface ChallengeRow {
  readonly corp_id: string;
  readonly challenge_hash: Buffer;
  readonly session_id: string;
  readonly expires_at: Date;
}
const tables = (tx: CorpTx) => tx.sql.$extendTables<{ binding_challenges: ChallengeRow }>();
const hashOf = (challenge: string) => createHash('sha256').update(challenge).digest();

/** Challenges of the key exchange: single use, five minutes, one session. */
export interface Challenges {
  issue(principal: Principal): Promise<{ readonly challenge: string; readonly expiresAt: Date }>;
  /** True once. */
  consume(principal: Principal, challenge: string): Promise<boolean>;
}

export const createChallenges = (deps: { readonly db: Db; readonly clock: Clock }): Challenges => ({
  async issue(principal) {
    const challenge = randomToken(32);
    const now = deps.clock.now();
    const expiresAt = new Date(now + lifeMs);
    await deps.db.inCorp(principal.corpId, async (tx) => {
      await tables(tx)
        .deleteFrom('binding_challenges')
        .where('corp_id', '=', tx.corpId)
        .where('expires_at', '<', new Date(now))
        .execute();
      await tables(tx)
        .insertInto('binding_challenges')
        .values({
          corp_id: tx.corpId,
          challenge_hash: hashOf(challenge),
          session_id: principal.sessionId,
          expires_at: expiresAt,
        })
        .execute();
      await tables(tx)
        .deleteFrom('binding_challenges')
        .where('corp_id', '=', tx.corpId)
        .where('challenge_hash', 'in', (query) =>
          query
            .selectFrom('binding_challenges as older')
            .select('older.challenge_hash')
            .where('older.corp_id', '=', tx.corpId)
            .where('older.session_id', '=', principal.sessionId)
            .orderBy('older.expires_at', 'desc')
            .offset(keptOfSession),
        )
        .execute();
    });
    return { challenge, expiresAt };
  },

  consume: (principal, challenge) =>
    deps.db.inCorp(principal.corpId, async (tx) => {
      const used = await tables(tx)
        .deleteFrom('binding_challenges')
        .where('corp_id', '=', tx.corpId)
        .where('challenge_hash', '=', hashOf(challenge))
        .where('session_id', '=', principal.sessionId)
        .returning('expires_at')
        .executeTakeFirst();
      return used !== undefined && used.expires_at.getTime() > deps.clock.now();
    }),
});
