import type { CorpId, MemberId } from '@hongyan/kit';
import { sql } from 'kysely';
import { type AddressRule, matchAddress } from '../address.ts';
import { loadSpeller } from '../pinyin.ts';
import type { DirectoryDeps } from '../ports.ts';
import { openDepartmentName, openProfile } from '../profile.ts';
import { readRule } from '../service.ts';
import { type MemberRow, tables } from '../tables.ts';
import type { RosterPerson } from './person.ts';
import type { TreeDepartment } from './tree.ts';

/** Rows opened before the event loop gets a turn. */
const atOnce = 500;
const pageSize = 5_000;

/** People who changed since a moment, and the moment to ask from the next time. */
export interface News {
  readonly people: readonly RosterPerson[];
  /** All departments, when one of them changed. */
  readonly departments?: readonly TreeDepartment[];
  readonly from: string;
}

/**
 * Everyone who changed since `from` (absent: everyone). A transaction that was under way then is looked at again, so nobody
 * who commits late is missed.
 */
export async function readNews(deps: DirectoryDeps, corpId: CorpId, from?: string): Promise<News> {
  const rule = await readRule(deps, corpId);
  const next = await deps.db.inCorp(corpId, async (tx) => {
    const { rows } = await sql<{ xmin: string }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`.execute(tx.sql);
    return rows[0]!.xmin;
  });
  const people: RosterPerson[] = [];
  for (let after: MemberId | undefined; ; ) {
    const rows = await pageOfChanged(deps, corpId, from, after);
    people.push(...(await openAll(deps, corpId, rows, rule)));
    if (rows.length < pageSize) break;
    after = rows.at(-1)!.member_id;
  }
  const departments = await readDepartments(deps, corpId, from);
  return { people, from: next, ...(departments ? { departments } : {}) };
}

type Row = Pick<MemberRow, 'member_id' | 'user_id' | 'profile' | 'state' | 'department_ids' | 'admin_level'>;

const pageOfChanged = (
  deps: DirectoryDeps,
  corpId: CorpId,
  from: string | undefined,
  after: MemberId | undefined,
): Promise<readonly Row[]> =>
  deps.db.inCorp(corpId, (tx) =>
    tables(tx)
      .selectFrom('members')
      .select(['member_id', 'user_id', 'profile', 'state', 'department_ids', 'admin_level'])
      .where('corp_id', '=', tx.corpId)
      .$if(from !== undefined, (query) => query.where(sql<boolean>`changed_in >= ${from}::xid8`))
      .$if(after !== undefined, (query) => query.where('member_id', '>', after!))
      .orderBy('member_id')
      .limit(pageSize)
      .execute(),
  );

async function openAll(
  deps: DirectoryDeps,
  corpId: CorpId,
  rows: readonly Row[],
  rule: AddressRule,
): Promise<readonly RosterPerson[]> {
  if (rows.length === 0) return [];
  const [keys, spell] = await Promise.all([deps.vault.forCorp(corpId), loadSpeller()]);
  const people: RosterPerson[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % atOnce === atOnce - 1) await new Promise((resolve) => setImmediate(resolve));
    const profile = openProfile(keys, row.member_id, row.profile);
    const spelled = spell(profile.name);
    const address = matchAddress(rule, { ...profile, userId: row.user_id }, () => spelled);
    people.push({
      memberId: row.member_id,
      userId: row.user_id,
      name: profile.name,
      ...(profile.title ? { title: profile.title } : {}),
      departmentIds: row.department_ids.map(Number),
      state: row.state,
      adminLevel: row.admin_level,
      ...(address ? { address } : {}),
      spelled: spelled.full,
      initials: spelled.initials,
    });
  }
  return people;
}

async function readDepartments(
  deps: DirectoryDeps,
  corpId: CorpId,
  from: string | undefined,
): Promise<readonly TreeDepartment[] | undefined> {
  const keys = await deps.vault.forCorp(corpId);
  return deps.db.inCorp(corpId, async (tx) => {
    if (from !== undefined) {
      const changed = await tables(tx)
        .selectFrom('departments')
        .select('department_id')
        .where('corp_id', '=', tx.corpId)
        .where(sql<boolean>`changed_in >= ${from}::xid8`)
        .limit(1)
        .executeTakeFirst();
      if (!changed) return undefined;
    }
    const rows = await tables(tx)
      .selectFrom('departments')
      .select(['department_id', 'parent_id', 'name'])
      .where('corp_id', '=', tx.corpId)
      .where('removed', '=', false)
      .execute();
    return rows.map((row) => ({
      id: row.department_id,
      name: openDepartmentName(keys, row.department_id, row.name),
      ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
    }));
  });
}
