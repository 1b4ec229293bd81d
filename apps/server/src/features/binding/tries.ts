import { AppError, type Clock, type CorpId, type MemberId, newId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx, Db } from '../../platform/db/types.ts';

const windowMs = 15 * 60_000;
const triesPerMember = 10;
const keepMs = 24 * 3_600_000;

interface TryRow {
  readonly corp_id: string;
  readonly try_id: string;
  readonly member_id: MemberId;
  readonly address_mac: Buffer;
  readonly refused: boolean;
  readonly tried_at: Date;
}
const tables = (tx: CorpTx) => tx.sql.$extendTables<{ binding_tries: TryRow }>();

/** Keeps binding below the mail server's own lock-out. A try counts before the server is asked, so that a crash never frees it. */
export interface Tries {
  /** Counts one try, or throws `binding.throttled`. */
  begin(who: {
    readonly corpId: CorpId;
    readonly memberId: MemberId;
    readonly addressMac: Buffer;
    readonly maxFailedLogins: number;
  }): Promise<string>;
  /** The mail server did not see a failed login (no answer, certificate): the address is not nearer to its lock-out. */
  notRefused(corpId: CorpId, tryId: string): Promise<void>;
  /**
   * A login at this address worked: the server's own counter of it is back at zero. Tries at other addresses stay counted,
   * or a guesser would wipe the slate with a mailbox of their own between guesses.
   */
  clear(tx: CorpTx, memberId: MemberId, addressMac: Buffer): Promise<void>;
}

export function createTries(deps: { readonly db: Db; readonly clock: Clock }): Tries {
  /** Tries at one address, or by one member, are counted one after the other. */
  async function lock(tx: CorpTx, what: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`hongyan binding_tries ${tx.corpId} ${what}`}, 0))`.execute(
      tx.sql,
    );
  }

  function throttled(oldest: Date): AppError {
    const retryAfterMs = Math.max(1_000, oldest.getTime() + windowMs - deps.clock.now());
    return new AppError('binding.throttled', { retryAfterMs });
  }

  return {
    begin: ({ corpId, memberId, addressMac, maxFailedLogins }) =>
      deps.db.inCorp(corpId, async (tx) => {
        await lock(tx, `member ${memberId}`);
        await lock(tx, `address ${addressMac.toString('hex')}`);
        const now = deps.clock.now();
        const recent = await tables(tx)
          .selectFrom('binding_tries')
          .select(['member_id', 'address_mac', 'refused', 'tried_at'])
          .where('corp_id', '=', tx.corpId)
          .where('tried_at', '>', new Date(now - windowMs))
          .where((or) => or.or([or('member_id', '=', memberId), or('address_mac', '=', addressMac)]))
          .orderBy('tried_at')
          .execute();
        const byMember = recent.filter((row) => row.member_id === memberId);
        const atAddress = recent.filter((row) => row.refused && row.address_mac.equals(addressMac));
        if (byMember.length >= triesPerMember) throw throttled(byMember[0]!.tried_at);
        // The profile's figure already lies below the server's own lock-out.
        if (atAddress.length >= maxFailedLogins) throw throttled(atAddress[0]!.tried_at);

        const tryId = newId<string>(now);
        await tables(tx)
          .insertInto('binding_tries')
          .values({
            corp_id: tx.corpId,
            try_id: tryId,
            member_id: memberId,
            address_mac: addressMac,
            refused: true,
            tried_at: new Date(now),
          })
          .execute();
        await tables(tx)
          .deleteFrom('binding_tries')
          .where('corp_id', '=', tx.corpId)
          .where('tried_at', '<', new Date(now - keepMs))
          .execute();
        return tryId;
      }),

    async notRefused(corpId, tryId) {
      await deps.db.inCorp(corpId, (tx) =>
        tables(tx)
          .updateTable('binding_tries')
          .set({ refused: false })
          .where('corp_id', '=', tx.corpId)
          .where('try_id', '=', tryId)
          .execute(),
      );
    },

    async clear(tx, memberId, addressMac) {
      await tables(tx)
        .deleteFrom('binding_tries')
        .where('corp_id', '=', tx.corpId)
        .where('member_id', '=', memberId)
        .where('address_mac', '=', addressMac)
        .execute();
      await tables(tx)
        .updateTable('binding_tries')
        .set({ refused: false })
        .where('corp_id', '=', tx.corpId)
        .where('address_mac', '=', addressMac)
        .execute();
    },
  };
}
