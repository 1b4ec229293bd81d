import type { MemberId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';

/**
 * What someone who left had written and whom they wrote to goes, in the leaver's own transaction. A mail that is on the wire
 * in this moment keeps its row, so that its end is known; it goes with its age.
 */
export async function forgetWriter(tx: CorpTx, memberId: MemberId): Promise<void> {
  await sql`delete from correspondents where corp_id = ${tx.corpId} and member_id = ${memberId}`.execute(tx.sql);
  await sql`delete from uploads where corp_id = ${tx.corpId} and member_id = ${memberId}`.execute(tx.sql);
  await sql`
    delete from sends where corp_id = ${tx.corpId} and member_id = ${memberId}
       and state not in ('sending', 'looking')`.execute(tx.sql);
}
