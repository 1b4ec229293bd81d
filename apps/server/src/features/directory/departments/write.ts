import type { Department } from '@hongyan/dingtalk';
import type { UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../../platform/db/types.ts';
import type { CorpVault } from '../../../platform/vault/types.ts';
import { openDepartmentName, sealDepartmentName } from '../profile.ts';
import { type DepartmentRow, tables } from '../tables.ts';

/** Writes what the platform said of some departments; a later answer stays. True when readers see something new. */
export async function writeDepartments(
  tx: CorpTx,
  keys: CorpVault,
  departments: readonly Department[],
  answer: { readonly version: number; readonly runId?: string },
): Promise<boolean> {
  let changed = false;
  const wanted = new Map(departments.map((department) => [department.departmentId, department]));
  while (wanted.size > 0) {
    for (const row of await lockKnown(tx, [...wanted.keys()])) {
      const department = wanted.get(row.department_id)!;
      wanted.delete(row.department_id);
      if (row.version > answer.version) continue;
      const name = openDepartmentName(keys, row.department_id, row.name);
      const parentId = department.parentId ?? null;
      // The list of children tells no order; what `department/get` told stays.
      const position = department.order ?? row.position;
      const isSame =
        !row.removed && name === department.name && row.parent_id === parentId && row.position === position;
      changed ||= !isSame;
      await tables(tx)
        .updateTable('departments')
        .set({
          version: answer.version,
          ...(answer.runId ? { seen_run: answer.runId } : {}),
          ...(isSame
            ? {}
            : {
                name: sealDepartmentName(keys, row.department_id, department.name),
                parent_id: parentId,
                position,
                removed: false,
                changed_in: sql`pg_current_xact_id()`,
              }),
        })
        .where('corp_id', '=', tx.corpId)
        .where('department_id', '=', row.department_id)
        .execute();
    }
    for (const inserted of await insertFresh(tx, keys, [...wanted.values()], answer)) {
      wanted.delete(inserted);
      changed = true;
    }
  }
  return changed;
}

const lockKnown = (tx: CorpTx, ids: readonly number[]): Promise<readonly DepartmentRow[]> =>
  tables(tx)
    .selectFrom('departments')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .where('department_id', 'in', ids)
    .orderBy('department_id')
    .forUpdate()
    .execute();

async function insertFresh(
  tx: CorpTx,
  keys: CorpVault,
  fresh: readonly Department[],
  answer: { readonly version: number; readonly runId?: string },
): Promise<readonly number[]> {
  if (fresh.length === 0) return [];
  const rows = await tables(tx)
    .insertInto('departments')
    .values(
      fresh
        .map((department) => ({
          corp_id: tx.corpId,
          department_id: department.departmentId,
          parent_id: department.parentId ?? null,
          name: sealDepartmentName(keys, department.departmentId, department.name),
          position: department.order ?? null,
          version: answer.version,
          removed: false,
          seen_run: answer.runId ?? null,
          listed_run: null,
          walked_run: null,
        }))
        .sort((one, other) => one.department_id - other.department_id),
    )
    .onConflict((conflict) => conflict.columns(['corp_id', 'department_id']).doNothing())
    .returning('department_id')
    .execute();
  return rows.map((row) => row.department_id);
}

/** The department is gone, or gone out of our sight. Answers who was in it and is now in none. */
export async function removeDepartment(
  tx: CorpTx,
  keys: CorpVault,
  departmentId: number,
  version: number,
): Promise<readonly UserId[]> {
  const later = await sql`
    insert into departments (corp_id, department_id, name, version, removed)
    values (${tx.corpId}, ${departmentId}, ${sealDepartmentName(keys, departmentId, '')}, ${version}, true)
    on conflict (corp_id, department_id) do update
       set removed = true, name = excluded.name, version = excluded.version, changed_in = pg_current_xact_id()
     where departments.version <= excluded.version
    returning department_id`.execute(tx.sql);
  if (later.rows.length === 0) return [];
  const { rows } = await sql<{ user_id: UserId; homeless: boolean }>`
    update members set department_ids = array_remove(department_ids, ${departmentId}::bigint),
        changed_in = pg_current_xact_id()
     where corp_id = ${tx.corpId} and member_id in (
       select member_id from members
        where corp_id = ${tx.corpId} and ${departmentId}::bigint = any(department_ids)
        order by user_id for update)
    returning user_id, department_ids = '{}' as homeless`.execute(tx.sql);
  return rows.filter((row) => row.homeless).map((row) => row.user_id);
}
