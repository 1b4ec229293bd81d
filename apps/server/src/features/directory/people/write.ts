import type { UserDetail } from '@hongyan/dingtalk';
import { type MemberId, newId, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../../platform/db/types.ts';
import type { CorpVault } from '../../../platform/vault/types.ts';
import { openProfile, type Profile, sealProfile, toProfile } from '../profile.ts';
import { type MemberRow, tables } from '../tables.ts';

/** What one answer of the platform brought. */
export interface Written {
  /** People whom we did not know, or who had left. */
  readonly added: number;
  readonly changed: number;
}

/** The answer that is written: when it was asked for, and by which run. */
export interface Answer {
  readonly version: number;
  readonly runId?: string;
  readonly now: number;
}

interface Change {
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly profile: Buffer;
  readonly state: 'active' | 'inactive';
  readonly departmentIds: string;
}

/**
 * Writes what the platform said of some people, a page at most. Whoever has been asked about later in the meantime stays as
 * that answer said. What did not change is only marked as seen.
 */
export async function writePeople(
  tx: CorpTx,
  keys: CorpVault,
  people: readonly UserDetail[],
  answer: Answer,
): Promise<Written> {
  const wanted = new Map(people.map((person) => [person.userId, person]));
  let added = 0;
  let changed = 0;
  // A second round meets only those whom another transaction inserted between our look and our own insert.
  while (wanted.size > 0) {
    const known = await lockKnown(tx, [...wanted.keys()]);
    const same: MemberId[] = [];
    const changes: Change[] = [];
    for (const row of known) {
      const person = wanted.get(row.user_id)!;
      wanted.delete(row.user_id);
      if (row.version > answer.version) continue;
      const before = row.state === 'left' ? { name: '' } : openProfile(keys, row.member_id, row.profile);
      const profile = withKnownUnion(toProfile(person), before);
      if (isSame(row, before, person, profile)) same.push(row.member_id);
      else {
        changes.push(toChange(keys, row.member_id, person, profile));
        if (row.state === 'left') added += 1;
        else changed += 1;
      }
    }
    await markSeen(tx, same, answer);
    await writeChanges(tx, changes, answer);
    const fresh = [...wanted.values()].map((person) =>
      toChange(keys, newId<MemberId>(answer.now), person, toProfile(person)),
    );
    for (const userId of await insertFresh(tx, fresh, answer)) {
      wanted.delete(userId);
      added += 1;
    }
  }
  return { added, changed };
}

// The list of a department sometimes lacks the unionId that another call told.
const withKnownUnion = (profile: Profile, before: Profile): Profile =>
  profile.unionId || !before.unionId ? profile : { ...profile, unionId: before.unionId };

const stateOf = (person: UserDetail) => (person.active ? 'active' : 'inactive');
// The platform gives its order no meaning (dingtalk-api.md §5.4), and not always the same one.
const arrayOf = (ids: readonly (string | number)[]) =>
  `{${[...new Set(ids.map(Number))].sort((a, b) => a - b).join()}}`;

function isSame(row: MemberRow, before: Profile, person: UserDetail, profile: Profile): boolean {
  return (
    row.state === stateOf(person) &&
    arrayOf(row.department_ids) === arrayOf(person.departmentIds) &&
    text(before) === text(profile)
  );
}
const text = (profile: Profile) => JSON.stringify(Object.entries(profile).sort());

const toChange = (keys: CorpVault, memberId: MemberId, person: UserDetail, profile: Profile): Change => ({
  memberId,
  userId: person.userId,
  profile: sealProfile(keys, memberId, profile),
  state: stateOf(person),
  departmentIds: arrayOf(person.departmentIds),
});

/** In one order, so that two writers never wait for each other in a circle. */
const lockKnown = (tx: CorpTx, userIds: readonly UserId[]): Promise<readonly MemberRow[]> =>
  tables(tx)
    .selectFrom('members')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    // One array, not a hundred parameters: this is done for every page of a company.
    .where(sql<boolean>`user_id = any(${userIds}::text[])`)
    .orderBy('user_id')
    .forUpdate()
    .execute();

async function markSeen(tx: CorpTx, memberIds: readonly MemberId[], answer: Answer): Promise<void> {
  if (memberIds.length === 0) return;
  await tables(tx)
    .updateTable('members')
    .set({
      version: answer.version,
      detail_at: new Date(answer.now),
      ...(answer.runId ? { seen_run: answer.runId } : {}),
    })
    .where('corp_id', '=', tx.corpId)
    .where(sql<boolean>`member_id = any(${memberIds}::uuid[])`)
    .execute();
}

const columns = (changes: readonly Change[]) => sql`unnest(
  ${changes.map((one) => one.memberId)}::uuid[], ${changes.map((one) => one.userId)}::text[],
  ${changes.map((one) => one.profile)}::bytea[], ${changes.map((one) => one.state)}::text[],
  ${changes.map((one) => one.departmentIds)}::text[]
) as given (member_id, user_id, profile, state, department_ids)`;

async function writeChanges(tx: CorpTx, changes: readonly Change[], answer: Answer): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update members set profile = given.profile, state = given.state, left_at = null,
        department_ids = given.department_ids::bigint[], version = ${answer.version},
        seen_run = coalesce(${answer.runId ?? null}::uuid, members.seen_run),
        detail_at = ${new Date(answer.now)}, changed_in = pg_current_xact_id()
      from ${columns(changes)}
     where members.corp_id = ${tx.corpId} and members.member_id = given.member_id`.execute(tx.sql);
}

/** Answers whom it inserted: others were inserted by somebody else a moment ago. */
async function insertFresh(tx: CorpTx, fresh: readonly Change[], answer: Answer): Promise<readonly UserId[]> {
  if (fresh.length === 0) return [];
  const now = new Date(answer.now);
  const { rows } = await sql<{ user_id: UserId }>`
    insert into members (corp_id, member_id, user_id, profile, state, department_ids, version, seen_run, created_at, detail_at)
    select ${tx.corpId}, given.member_id, given.user_id, given.profile, given.state, given.department_ids::bigint[],
           ${answer.version}, ${answer.runId ?? null}::uuid, ${now}, ${now}
      from ${columns(fresh)} order by given.user_id
    on conflict (corp_id, user_id) do nothing
    returning user_id`.execute(tx.sql);
  return rows.map((row) => row.user_id);
}
