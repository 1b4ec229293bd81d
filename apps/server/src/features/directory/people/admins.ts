import type { Administrator, DingTalkApp } from '@hongyan/dingtalk';
import type { CorpId, UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../../platform/db/types.ts';
import type { DirectoryDeps } from '../ports.ts';
import { toError } from '../problem.ts';
import { nextVersion, tables } from '../tables.ts';
import type { Refetch } from './refetch.ts';

/** Writes who administrates the company, unless a later answer has been written. Answers who of them is unknown to us. */
async function writeAdministrators(
  deps: DirectoryDeps,
  tx: CorpTx,
  administrators: readonly Administrator[],
  version: number,
): Promise<{ readonly changed: number; readonly unknown: readonly UserId[] }> {
  const latest = await sql`
    insert into directory_marks (corp_id, admin_version) values (${tx.corpId}, ${version})
    on conflict (corp_id) do update set admin_version = excluded.admin_version
     where directory_marks.admin_version < excluded.admin_version
    returning admin_version`.execute(tx.sql);
  if (latest.rows.length === 0) return { changed: 0, unknown: [] };
  const ids = administrators.map((one) => one.userId);
  const { rows } = await sql`
    update members set admin_level = coalesce(given.level, 0), is_admin = given.level is not null,
        admin_version = ${version}, changed_in = pg_current_xact_id()
      from members as old left join unnest(${ids}::text[], ${administrators.map((one) => one.level)}::int[])
             as given (user_id, level) on given.user_id = old.user_id
     where old.corp_id = ${tx.corpId} and members.corp_id = old.corp_id and members.member_id = old.member_id
       and members.admin_version < ${version} and members.state <> 'left'
       and members.admin_level is distinct from coalesce(given.level, 0)
    returning members.user_id`.execute(tx.sql);
  // The console's door closes behind whoever may no longer manage, also where we never knew that they did.
  await deps.leaving().keepConsoleSessions?.(tx, ids);
  if (ids.length === 0) return { changed: rows.length, unknown: [] };
  const known = await tables(tx)
    .selectFrom('members')
    .select('user_id')
    .where('corp_id', '=', tx.corpId)
    .where('user_id', 'in', ids)
    .where('state', '<>', 'left')
    .execute();
  const knownIds = new Set(known.map((row) => row.user_id));
  return { changed: rows.length, unknown: ids.filter((id) => !knownIds.has(id)) };
}

/** Asks who administrates the company and writes it down. */
export type RefetchAdmins = (corpId: CorpId, app: DingTalkApp) => Promise<void>;

export function createRefetchAdmins(deps: DirectoryDeps, refetch: Refetch): RefetchAdmins {
  async function write(corpId: CorpId, app: DingTalkApp): Promise<readonly UserId[]> {
    const version = await nextVersion(deps.db);
    const answer = await app.contacts.listAdministrators();
    if (!answer.ok) throw toError(answer.error);
    return deps.db.inCorp(corpId, async (tx) => {
      const { changed, unknown } = await writeAdministrators(deps, tx, answer.value, version);
      if (changed > 0) deps.events.publish(tx, { kind: 'directory.changed', corpId });
      return unknown;
    });
  }

  return async (corpId, app) => {
    // An administrator may be news to us: their own event is still on its way.
    const unknown = await write(corpId, app);
    if (unknown.length === 0) return;
    let met = false;
    for (const userId of unknown) {
      const answer = await refetch(corpId, app, userId, { source: 'event' });
      if (answer.kind === 'failed') throw toError(answer.failure);
      met ||= answer.kind === 'here';
    }
    if (met) await write(corpId, app);
  };
}
