import { createHash } from 'node:crypto';
import { type Clock, randomToken } from '@hongyan/kit';
import type { Db, SystemTx } from '../../platform/db/types.ts';

const lifeMs = 24 * 3_600_000;

type Tables = {
  setup_tokens: {
    readonly token_hash: Buffer;
    readonly created_at: Date;
    readonly expires_at: Date;
    readonly used_at: Date | null;
  };
};
const sqlOf = (tx: SystemTx) => tx.sql.withTables<Tables>();
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** One-time tokens with which whoever runs the server comes in. Only their hashes are kept. */
export interface SetupTokens {
  issue(): Promise<{ readonly token: string; readonly expiresAt: Date }>;
  /** Uses the token up; false where it is unknown, used or too old. */
  consume(token: string): Promise<boolean>;
  /** Has anybody ever come in by one? */
  wasUsed(): Promise<boolean>;
}

export function createSetupTokens({ db, clock }: { db: Db; clock: Clock }): SetupTokens {
  return {
    async issue() {
      const token = randomToken(24);
      const now = new Date(clock.now());
      const expiresAt = new Date(now.getTime() + lifeMs);
      await db.inSystem(async (tx) => {
        await sqlOf(tx).deleteFrom('setup_tokens').where('used_at', 'is', null).where('expires_at', '<', now).execute();
        await sqlOf(tx)
          .insertInto('setup_tokens')
          .values({ token_hash: hashOf(token), created_at: now, expires_at: expiresAt, used_at: null })
          .execute();
      });
      return { token, expiresAt };
    },
    async consume(token) {
      const now = new Date(clock.now());
      const { numUpdatedRows } = await db.inSystem((tx) =>
        sqlOf(tx)
          .updateTable('setup_tokens')
          .set({ used_at: now })
          .where('token_hash', '=', hashOf(token.trim()))
          .where('used_at', 'is', null)
          .where('expires_at', '>', now)
          .executeTakeFirst(),
      );
      return numUpdatedRows > 0n;
    },
    wasUsed: () =>
      db.inSystem(
        async (tx) =>
          (await sqlOf(tx)
            .selectFrom('setup_tokens')
            .select('token_hash')
            .where('used_at', 'is not', null)
            .limit(1)
            .executeTakeFirst()) !== undefined,
      ),
  };
}
