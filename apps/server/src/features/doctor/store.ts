import type { DoctorCheckId } from '@hongyan/contract';
import type { CorpTx } from '../../platform/db/types.ts';
import type { Finding } from './ports.ts';

/** What is kept of a run. */
export type Kept = Finding & { readonly ms: number };

type Tables = {
  doctor_results: {
    readonly corp_id: string;
    readonly check_id: string;
    readonly result: string;
    readonly at: Date;
  };
};

/** The last result of each check. */
export async function readResults(tx: CorpTx): Promise<ReadonlyMap<string, Kept & { readonly at: Date }>> {
  const rows = await tx.sql
    .withTables<Tables>()
    .selectFrom('doctor_results')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .execute();
  // jsonb comes back parsed.
  return new Map(rows.map((row) => [row.check_id, { ...(row.result as unknown as Kept), at: row.at }]));
}

/** Replaces the last result of a check. */
export async function keepResult(tx: CorpTx, checkId: DoctorCheckId, result: Kept, at: Date): Promise<void> {
  const values = { result: JSON.stringify(result), at };
  await tx.sql
    .withTables<Tables>()
    .insertInto('doctor_results')
    .values({ corp_id: tx.corpId, check_id: checkId, ...values })
    .onConflict((conflict) => conflict.columns(['corp_id', 'check_id']).doUpdateSet(values))
    .execute();
}
