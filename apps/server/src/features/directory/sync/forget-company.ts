import type { CorpId } from '@hongyan/kit';
import type { Db } from '../../../platform/db/types.ts';
import { tables } from '../tables.ts';

/** The app was removed while a run wrote: what came after the erasing goes as well. */
export async function forgetCompany(db: Db, corpId: CorpId): Promise<void> {
  await db.inCorp(corpId, async (tx) => {
    for (const table of ['members', 'departments', 'directory_runs'] as const)
      await tables(tx).deleteFrom(table).where('corp_id', '=', tx.corpId).execute();
  });
}
