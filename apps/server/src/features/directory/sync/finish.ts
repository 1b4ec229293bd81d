import { sql } from 'kysely';
import type { CorpTx } from '../../../platform/db/types.ts';
import type { Problem } from '../problem.ts';
import { tables } from '../tables.ts';
import { endRun } from './run-store.ts';
import type { Running } from './step.ts';

/** How long the name of someone who left is kept for the audit log and the ledger (design §6). */
const leaverDays = 180;

/** Takes out what the run did not meet and what has been kept long enough, and ends it. */
export async function finishRun(running: Running, problem: Problem | undefined): Promise<void> {
  const { deps, corpId, run } = running;
  await running.step(async (tx) => {
    await dropUnseenDepartments(running, tx);
    await tables(tx)
      .deleteFrom('members')
      .where('corp_id', '=', tx.corpId)
      .where('state', '=', 'left')
      .where('left_at', '<', new Date(deps.clock.now() - leaverDays * 86_400_000))
      .execute();
    deps.events.publish(tx, { kind: 'directory.changed', corpId });
    return {};
  });
  const now = deps.clock.now();
  await deps.db.inCorp(corpId, (tx) => endRun(tx, run.run_id, { state: 'done', owner: running.owner, now, problem }));
  deps.log.info('the directory was read', { corpId, kind: run.kind, ms: now - run.started_at.getTime() });
}

/** First marked, so that readers hear of it; gone with the next run. */
async function dropUnseenDepartments(running: Running, tx: CorpTx): Promise<void> {
  await tables(tx)
    .deleteFrom('departments')
    .where('corp_id', '=', tx.corpId)
    .where('version', '<', running.run.first_version)
    .where('removed', '=', true)
    .execute();
  await tables(tx)
    .updateTable('departments')
    .set({ removed: true, changed_in: sql`pg_current_xact_id()` })
    .where('corp_id', '=', tx.corpId)
    .where('version', '<', running.run.first_version)
    .where(sql<boolean>`seen_run is distinct from ${running.run.run_id}::uuid`)
    .execute();
}
