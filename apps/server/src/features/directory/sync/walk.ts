import type { Department, DingTalkResult, UserDetail } from '@hongyan/dingtalk';
import { err, ok } from '@hongyan/kit';
import { createGate } from '../../../platform/gate.ts';
import { writeDepartments } from '../departments/write.ts';
import { writePeople } from '../people/write.ts';
import { nextVersion, tables } from '../tables.ts';
import { createLine } from './line.ts';
import type { Running } from './step.ts';

/** Questions on their way at once, for each of the two calls; the client's own bucket sets the pace (dingtalk-api.md §10.1). */
const asking = createGate(3);
/** Twice as many hands: while some write an answer down, the others ask. */
const hands = 6;
/** One page of the platform, one transaction of ours. */
const pageSize = 100;

/** Removed since we heard of it, or outside what the app may see: passed over (dingtalk-api.md §5.1). */
export const goneDepartment: ReadonlySet<string> = new Set(['60003', '50004']);

/**
 * Walks the tree below the given departments: children and members side by side, for each call has a bucket of its own. What
 * a department's row says of this run tells where to go on after a restart. Memory holds ids of departments, never people.
 */
export async function walkTree(running: Running, roots: readonly number[]): Promise<void> {
  const toList = createLine<number>();
  const toWalk = createLine<number>();
  const known = new Set<number>();

  async function meet(departments: readonly Department[], version: number, listed?: number): Promise<void> {
    const fresh = departments.filter((department) => !known.has(department.departmentId));
    for (const { departmentId } of fresh) known.add(departmentId);
    await running.step(async (tx) => {
      if (await writeDepartments(tx, running.keys, departments, { version, runId: running.run.run_id }))
        running.deps.events.publish(tx, { kind: 'directory.changed', corpId: running.corpId });
      if (listed !== undefined) await markDepartment(running, tx, listed, 'listed_run');
      return { departments_found: fresh.length };
    });
    for (const { departmentId } of fresh) {
      toList.add(departmentId);
      toWalk.add(departmentId);
    }
  }

  async function list(departmentId: number): Promise<void> {
    const version = await nextVersion(running.deps.db);
    const children = await running.ask(
      () => asking(`${running.run.run_id} list`, () => running.app.contacts.listSubDepartments(departmentId)),
      goneDepartment,
    );
    await meet(children ?? [], version, departmentId);
  }

  await goOn(running, known, toList.add, toWalk.add);
  const listing = toList.work(hands, list);
  const walking = toWalk.work(hands, (departmentId) => walkMembers(running, departmentId));
  const met = (async () => {
    for (const root of roots) {
      if (known.has(root)) continue;
      const version = await nextVersion(running.deps.db);
      const department = await running.ask(() => running.app.contacts.getDepartment(root), goneDepartment);
      if (department) await meet([department], version);
    }
    await toList.idle();
  })().finally(() => {
    toList.close();
    toWalk.close();
  });
  const parts = [met, listing, walking];
  // What stops one of them stops the run: no question more is asked for it.
  for (const part of parts)
    part.catch(() => {
      toList.abandon();
      toWalk.abandon();
    });
  const ends = await Promise.allSettled(parts);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** What an earlier process of this run had found and not finished. */
async function goOn(
  running: Running,
  known: Set<number>,
  list: (departmentId: number) => void,
  walk: (departmentId: number) => void,
): Promise<void> {
  const runId = running.run.run_id;
  const rows = await running.deps.db.inCorp(running.corpId, (tx) =>
    tables(tx)
      .selectFrom('departments')
      .select(['department_id', 'listed_run', 'walked_run'])
      .where('corp_id', '=', tx.corpId)
      .where('seen_run', '=', runId)
      .execute(),
  );
  for (const row of rows) {
    known.add(row.department_id);
    if (row.listed_run !== runId) list(row.department_id);
    if (row.walked_run !== runId) walk(row.department_id);
  }
}

/** Every direct member of a department, a page in a transaction. */
async function walkMembers(running: Running, departmentId: number): Promise<void> {
  await running.ask(() => walkOnce(running, departmentId), goneDepartment);
  await running.step(async (tx) => {
    await markDepartment(running, tx, departmentId, 'walked_run');
    return { departments_done: 1 };
  });
}

/** A page that was refused makes the department begin anew: writing the same people twice changes nothing. */
async function walkOnce(running: Running, departmentId: number): Promise<DingTalkResult<void>> {
  let page: UserDetail[] = [];
  // Taken before the page is asked for, for that is when its answer begins to grow old.
  let version = await nextVersion(running.deps.db);
  const walk = running.app.contacts.walkMembers(departmentId)[Symbol.asyncIterator]();
  for (;;) {
    const step = await asking(`${running.run.run_id} walk`, () => walk.next());
    if (step.done) break;
    if (!step.value.ok) return err(step.value.error);
    page.push(step.value.value);
    if (page.length < pageSize) continue;
    await writePage(running, page, version);
    page = [];
    version = await nextVersion(running.deps.db);
  }
  await writePage(running, page, version);
  return ok(undefined);
}

/** Writes people as a step of the run. */
export async function writePage(running: Running, page: readonly UserDetail[], version: number): Promise<void> {
  if (page.length === 0) return;
  const { deps, run, keys } = running;
  await running.step(async (tx) => {
    const { added, changed } = await writePeople(tx, keys, page, { version, runId: run.run_id, now: deps.clock.now() });
    return {
      added,
      changed,
      members: page.length,
      with_email: page.filter((person) => person.email || person.orgEmail).length,
      with_job_number: page.filter((person) => person.jobNumber).length,
    };
  });
}

async function markDepartment(
  running: Running,
  tx: Parameters<Parameters<Running['step']>[0]>[0],
  departmentId: number,
  column: 'listed_run' | 'walked_run',
): Promise<void> {
  await tables(tx)
    .updateTable('departments')
    .set({ [column]: running.run.run_id })
    .where('corp_id', '=', tx.corpId)
    .where('department_id', '=', departmentId)
    .execute();
}
