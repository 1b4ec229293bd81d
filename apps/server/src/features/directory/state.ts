import type { DirectoryState } from '@hongyan/contract';
import type { CorpId } from '@hongyan/kit';
import type { DirectoryDeps } from './ports.ts';
import { problemText } from './problem.ts';
import { countDepartments, countMembers } from './store.ts';
import { lastRun } from './sync/run-store.ts';
import { nextNightly } from './sync/schedule.ts';
import type { RunRow } from './tables.ts';

/** How the copy stands: what runs, what the last run found, what the platform keeps back. */
export async function readState(deps: DirectoryDeps, corpId: CorpId): Promise<DirectoryState> {
  const { running, last, read, counts, departments } = await deps.db.inCorp(corpId, async (tx) => ({
    running: await lastRun(tx, ['running']),
    last: await lastRun(tx, ['done', 'failed']),
    read: await lastRun(tx, ['done']),
    counts: await countMembers(tx),
    departments: await countDepartments(tx),
  }));
  const members = counts.active + counts.inactive;
  const now = deps.clock.now();
  return {
    ...(running
      ? {
          running: {
            startedAt: running.started_at.toISOString(),
            departmentsDone: running.departments_done,
            departmentsFound: running.departments_found,
            members: running.members,
          },
        }
      : {}),
    ...(last ? { last: presentLast(last, now) } : {}),
    departments,
    members,
    missingFields: read ? missingFields(read) : [],
    nextAt: new Date(nextNightly(corpId, now)).toISOString(),
  };
}

const presentLast = (run: RunRow, now: number): NonNullable<DirectoryState['last']> => ({
  finishedAt: (run.finished_at ?? new Date(now)).toISOString(),
  kind: run.kind,
  departments: run.departments_done,
  members: run.members,
  added: run.added,
  changed: run.changed,
  left: run.members_left,
  ...(run.problem ? { problem: problemText(run.problem, run.problem_detail) } : {}),
});

/** A field that nobody at all has is one that the platform keeps back (dingtalk-api.md §5.4). Mobile numbers we never read. */
const missingFields = (run: RunRow): DirectoryState['missingFields'] =>
  run.members === 0
    ? []
    : [
        ...(run.with_email === 0 ? (['email'] as const) : []),
        ...(run.with_job_number === 0 ? (['jobNumber'] as const) : []),
      ];
