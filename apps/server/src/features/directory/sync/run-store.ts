import { newId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../../platform/db/types.ts';
import type { Problem } from '../problem.ts';
import { type RunRow, tables } from '../tables.ts';

/** Without a sign of life for so long, a run counts as left behind by a process that died. */
export const leaseMs = 45_000;
/** Runs that are kept for looking at. */
const keptRuns = 50;

const lease = sql<Date>`now() + make_interval(secs => ${leaseMs / 1000})`;

/** The corp's run under way, locked; with whether anybody is at work on it. */
export async function lockRunning(tx: CorpTx): Promise<(RunRow & { readonly alive: boolean }) | undefined> {
  return tables(tx)
    .selectFrom('directory_runs')
    .selectAll()
    .select(sql<boolean>`lease_until > now()`.as('alive'))
    .where('corp_id', '=', tx.corpId)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst();
}

/** Begins a run, or answers undefined when another process has just begun one. */
export async function insertRun(tx: CorpTx, kind: RunRow['kind'], now: number): Promise<string | undefined> {
  const runId = newId<string>(now);
  const { rows } = await sql<{ run_id: string }>`
    insert into directory_runs (corp_id, run_id, kind, state, lease_until, first_version, started_at)
    values (${tx.corpId}, ${runId}, ${kind}, 'running', ${lease}, nextval('directory_version'), ${new Date(now)})
    on conflict (corp_id) where state = 'running' do nothing
    returning run_id`.execute(tx.sql);
  return rows[0]?.run_id;
}

/** Takes a run that nobody works on; undefined when somebody does, or when it is over. */
export async function takeRun(tx: CorpTx, runId: string, owner: string): Promise<RunRow | undefined> {
  return tables(tx)
    .updateTable('directory_runs')
    .set({ owner, lease_until: lease })
    .where('corp_id', '=', tx.corpId)
    .where('run_id', '=', runId)
    .where('state', '=', 'running')
    .where((or) => or.or([or('owner', 'is', null), or('lease_until', '<=', sql<Date>`now()`)]))
    .returningAll()
    .executeTakeFirst();
}

/** What a step adds to the run's figures. */
export type Progress = Partial<
  Record<
    | 'departments_found'
    | 'departments_done'
    | 'members'
    | 'added'
    | 'changed'
    | 'members_left'
    | 'with_email'
    | 'with_job_number',
    number
  >
>;

/** Adds to the figures and gives a sign of life; false when the run is no longer ours: nothing of the step may commit. */
export async function advanceRun(tx: CorpTx, runId: string, owner: string, progress: Progress = {}): Promise<boolean> {
  const sums = Object.fromEntries(
    Object.entries(progress).map(([column, by]) => [column, sql<number>`${sql.ref(column)} + ${by}`]),
  );
  const row = await tables(tx)
    .updateTable('directory_runs')
    .set({ lease_until: lease, ...sums })
    .where('corp_id', '=', tx.corpId)
    .where('run_id', '=', runId)
    .where('owner', '=', owner)
    .where('state', '=', 'running')
    .returning('run_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets the run go, so that another process goes on with it at once. */
export async function releaseRun(tx: CorpTx, runId: string, owner: string): Promise<void> {
  await tables(tx)
    .updateTable('directory_runs')
    .set({ owner: null, lease_until: sql<Date>`now()` })
    .where('corp_id', '=', tx.corpId)
    .where('run_id', '=', runId)
    .where('owner', '=', owner)
    .where('state', '=', 'running')
    .execute();
}

/** Ends the run, unless somebody else works on it by now. */
export async function endRun(
  tx: CorpTx,
  runId: string,
  end: {
    readonly owner: string;
    readonly state: 'done' | 'failed' | 'cancelled';
    readonly now: number;
    readonly problem?: Problem | undefined;
  },
): Promise<void> {
  await tables(tx)
    .updateTable('directory_runs')
    .set({
      state: end.state,
      owner: null,
      finished_at: new Date(end.now),
      problem: end.problem?.code ?? null,
      problem_detail: end.problem?.detail ?? null,
    })
    .where('corp_id', '=', tx.corpId)
    .where('run_id', '=', runId)
    .where('owner', '=', end.owner)
    .where('state', '=', 'running')
    .execute();
  await tables(tx)
    .deleteFrom('directory_runs')
    .where('corp_id', '=', tx.corpId)
    .where('run_id', 'in', (query) =>
      query
        .selectFrom('directory_runs as older')
        .select('older.run_id')
        .where('older.corp_id', '=', tx.corpId)
        .orderBy('older.first_version', 'desc')
        .offset(keptRuns),
    )
    .execute();
}

/** The newest run that has one of these ends. */
export const lastRun = (tx: CorpTx, states: readonly RunRow['state'][]): Promise<RunRow | undefined> =>
  tables(tx)
    .selectFrom('directory_runs')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .where('state', 'in', states)
    .orderBy('first_version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Is this run still under way, in whoever's hands? */
export const isRunning = async (tx: CorpTx, runId: string): Promise<boolean> =>
  (await tables(tx)
    .selectFrom('directory_runs')
    .select('run_id')
    .where('corp_id', '=', tx.corpId)
    .where('run_id', '=', runId)
    .where('state', '=', 'running')
    .executeTakeFirst()) !== undefined;
