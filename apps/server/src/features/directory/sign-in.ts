import { AppError, type CorpId, type MemberId, newId, type UserId } from '@hongyan/kit';
import type { Refetch } from './people/refetch.ts';
import type { DirectoryDeps } from './ports.ts';
import { toError } from './problem.ts';
import { openProfile, type Profile, sealProfile } from './profile.ts';
import * as store from './store.ts';
import type { MemberRow } from './tables.ts';

/** What one sign-in tells us of a person; `detail` where the platform was asked and answered. */
export interface SignedInFacts {
  readonly userId: UserId;
  readonly name: string;
  readonly unionId?: string;
  readonly isAdmin: boolean;
  /** 1 main administrator, 2 sub-administrator. */
  readonly adminLevel?: number;
  readonly detail?: { readonly title?: string; readonly avatarUrl?: string; readonly email?: string };
}

/** Writes down who signed in. */
export type RecordSignIn = (corpId: CorpId, facts: SignedInFacts) => Promise<MemberId>;

export function createRecordSignIn(deps: DirectoryDeps, refetch: Refetch): RecordSignIn {
  const { db, vault, clock } = deps;

  /** Somebody back after they had left: not on the word of a code that may be older than their leaving. */
  async function askAboutReturn(corpId: CorpId, userId: UserId): Promise<void> {
    const known = await db.inCorp(corpId, (tx) => store.findByUserId(tx, userId));
    if (known?.state !== 'left') return;
    const app = await deps.dingtalk(corpId);
    const answer = app && (await refetch(corpId, app, userId, { source: 'sign_in' }));
    if (answer?.kind === 'failed') throw toError(answer.failure);
    if (answer?.kind !== 'here') throw new AppError('session.outside_scope');
  }

  return async (corpId, facts) => {
    await askAboutReturn(corpId, facts.userId);
    const keys = await vault.forCorp(corpId);
    const now = new Date(clock.now());
    const fresh = newId<MemberId>(clock.now());
    return db.inCorp(corpId, async (tx) => {
      const row = await store.reserveMember(tx, {
        member_id: fresh,
        user_id: facts.userId,
        profile: sealProfile(keys, fresh, { name: facts.name }),
        is_admin: facts.isAdmin,
        created_at: now,
      });
      if (row.state === 'left') throw new AppError('session.outside_scope');
      const known = openProfile(keys, row.member_id, row.profile);
      const profile: Profile = {
        ...known,
        ...facts.detail,
        name: facts.name || known.name,
        ...(facts.unionId ? { unionId: facts.unionId } : {}),
      };
      const adminLevel = facts.adminLevel === 1 || facts.adminLevel === 2 ? facts.adminLevel : 0;
      const change = {
        is_admin: facts.isAdmin,
        admin_level: facts.adminLevel === undefined ? row.admin_level : adminLevel,
        state: row.state === 'out_of_scope' ? 'active' : row.state,
      } as const;
      const isNews = isNewTo(row, change) || JSON.stringify(known) !== JSON.stringify(profile);
      await store.updateMember(
        tx,
        row.member_id,
        {
          ...change,
          profile: isNews ? sealProfile(keys, row.member_id, profile) : row.profile,
          signed_in_at: now,
          detail_at: facts.detail ? now : row.detail_at,
        },
        isNews,
      );
      if (isNews || row.member_id === fresh) deps.events.publish(tx, { kind: 'directory.changed', corpId });
      return row.member_id;
    });
  };
}

const isNewTo = (row: MemberRow, change: Pick<MemberRow, 'admin_level' | 'state'>): boolean =>
  row.admin_level !== change.admin_level || row.state !== change.state;
