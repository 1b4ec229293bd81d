import { type CorpId, type MemberId, newId, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { CorpTx } from '../../../platform/db/types.ts';
import type { CorpVault } from '../../../platform/vault/types.ts';
import type { DirectoryDeps } from '../ports.ts';
import { openProfile, sealProfile } from '../profile.ts';
import { type MemberRow, tables } from '../tables.ts';

/** Why we know that somebody left. */
export type LeaveSource = 'event' | 'sync' | 'sign_in';

/**
 * The platform says that this person is no longer in the company: sessions, bindings and credentials end in this
 * transaction. The name stays for the audit log and the ledger, for 180 days. True when they had not left before.
 */
export async function markLeft(
  deps: Pick<DirectoryDeps, 'clock' | 'leaving' | 'audit' | 'events'>,
  tx: CorpTx,
  keys: CorpVault,
  who: { readonly userId: UserId; readonly version: number; readonly source: LeaveSource },
): Promise<boolean> {
  const row = await lockPerson(deps, tx, keys, who);
  if (row.version > who.version) return false;
  const now = new Date(deps.clock.now());
  const hadLeft = row.state === 'left';
  const { name } = openProfile(keys, row.member_id, row.profile);
  await tables(tx)
    .updateTable('members')
    .set({
      state: 'left',
      left_at: row.left_at ?? now,
      profile: sealProfile(keys, row.member_id, { name }),
      department_ids: sql`'{}'`,
      is_admin: false,
      admin_level: 0,
      admin_version: who.version,
      version: who.version,
      ...(hadLeft ? {} : { changed_in: sql`pg_current_xact_id()` }),
    })
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', row.member_id)
    .execute();
  if (hadLeft) return false;

  const leaving = deps.leaving();
  await leaving.endSessions(tx, row.member_id);
  await leaving.endConsoleSessions?.(tx, who.userId);
  const released = await leaving.release(tx, row.member_id);
  await leaving.forget(tx, row.member_id);
  await deps.audit.record(tx, {
    actor: { kind: 'system' },
    act: 'member.left',
    target: who.userId,
    detail: { mailboxes: released.length, source: who.source },
  });
  deps.events.publish(tx, { kind: 'directory.changed', corpId: tx.corpId });
  return true;
}

/** Locks the person's row. Someone unknown gets one that says they left, so that an older answer cannot bring them in. */
async function lockPerson(
  deps: Pick<DirectoryDeps, 'clock'>,
  tx: CorpTx,
  keys: CorpVault,
  who: { readonly userId: UserId; readonly version: number },
): Promise<MemberRow> {
  const now = new Date(deps.clock.now());
  const memberId = newId<MemberId>(now.getTime());
  await sql`
    insert into members (corp_id, member_id, user_id, profile, state, left_at, version, created_at)
    values (${tx.corpId}, ${memberId}, ${who.userId}, ${sealProfile(keys, memberId, { name: '' })}, 'left', ${now},
            ${who.version}, ${now})
    on conflict (corp_id, user_id) do nothing`.execute(tx.sql);
  return tables(tx)
    .selectFrom('members')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .where('user_id', '=', who.userId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** The platform hides this person from us, which says nothing about whether they left: nothing of theirs is touched. */
export async function markOutOfScope(
  deps: Pick<DirectoryDeps, 'events'>,
  tx: CorpTx,
  userId: UserId,
  version: number,
): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('members')
    .set({ state: 'out_of_scope', version, changed_in: sql`pg_current_xact_id()` })
    .where('corp_id', '=', tx.corpId)
    .where('user_id', '=', userId)
    .where('version', '<=', version)
    .where('state', 'in', ['active', 'inactive'])
    .returning('member_id')
    .executeTakeFirst();
  if (row) deps.events.publish(tx, { kind: 'directory.changed', corpId: tx.corpId as CorpId });
  return row !== undefined;
}
