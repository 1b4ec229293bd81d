import { type Clock, type CorpId, type MemberId, newId, type UserId } from '@hongyan/kit';
import type { Db } from '../../platform/db/types.ts';
import type { Vault } from '../../platform/vault/types.ts';
import { type Colleague, createColleagues } from './colleagues.ts';
import type { AddressOwners } from './ports.ts';
import { openProfile, type Profile, sealProfile } from './profile.ts';
import * as store from './store.ts';

/** A member as the other features see one. */
interface Member extends Profile {
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly isAdmin: boolean;
  /** When the platform last told us the details. */
  readonly detailAt?: Date;
}

/** What one sign-in tells us of a person; `detail` where the platform was asked and answered. */
interface SignedInFacts {
  readonly userId: UserId;
  readonly name: string;
  readonly unionId?: string;
  readonly isAdmin: boolean;
  readonly detail?: { readonly title?: string; readonly avatarUrl?: string; readonly email?: string };
}

/** Our copy of the DingTalk directory. */
export interface Directory {
  get(corpId: CorpId, memberId: MemberId): Promise<Member | undefined>;
  findByUserId(corpId: CorpId, userId: UserId): Promise<Member | undefined>;
  recordSignIn(corpId: CorpId, facts: SignedInFacts): Promise<Member>;
  namesOf(corpId: CorpId, addresses: readonly string[]): Promise<ReadonlyMap<string, string>>;
  colleagues(corpId: CorpId): Promise<readonly Colleague[]>;
}

export function createDirectory(deps: {
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly owners: () => AddressOwners;
}): Directory {
  const { db, vault, clock } = deps;
  const colleagues = createColleagues(deps);

  async function present(corpId: CorpId, row: store.MemberRow | undefined): Promise<Member | undefined> {
    if (!row) return undefined;
    const profile = openProfile(await vault.forCorp(corpId), row.member_id, row.profile);
    return {
      ...profile,
      memberId: row.member_id,
      userId: row.user_id,
      isAdmin: row.is_admin,
      ...(row.detail_at ? { detailAt: row.detail_at } : {}),
    };
  }

  async function profilesOf(corpId: CorpId, memberIds: readonly MemberId[]): Promise<Map<MemberId, Profile>> {
    const keys = await vault.forCorp(corpId);
    const rows = await db.inCorp(corpId, (tx) => store.findMembers(tx, memberIds));
    return new Map(rows.map((row) => [row.member_id, openProfile(keys, row.member_id, row.profile)]));
  }

  return {
    get: async (corpId, memberId) => present(corpId, await db.inCorp(corpId, (tx) => store.findMember(tx, memberId))),

    findByUserId: async (corpId, userId) =>
      present(corpId, await db.inCorp(corpId, (tx) => store.findByUserId(tx, userId))),

    async recordSignIn(corpId, facts) {
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
          signed_in_at: now,
          detail_at: null,
        });
        const known = openProfile(keys, row.member_id, row.profile);
        const profile: Profile = {
          ...(facts.detail ? {} : known),
          ...facts.detail,
          name: facts.name || known.name,
          ...(facts.unionId ? { unionId: facts.unionId } : known.unionId ? { unionId: known.unionId } : {}),
        };
        const detailAt = facts.detail ? now : row.detail_at;
        await store.updateMember(tx, row.member_id, {
          profile: sealProfile(keys, row.member_id, profile),
          is_admin: facts.isAdmin,
          signed_in_at: now,
          detail_at: detailAt,
        });
        return {
          ...profile,
          memberId: row.member_id,
          userId: row.user_id,
          isAdmin: facts.isAdmin,
          ...(detailAt ? { detailAt } : {}),
        };
      });
    },

    async namesOf(corpId, addresses) {
      const owners = await deps.owners().ownersOf(corpId, addresses);
      const profiles = await profilesOf(corpId, [...new Set(owners.values())]);
      const names = new Map<string, string>();
      for (const [address, memberId] of owners) {
        const name = profiles.get(memberId)?.name;
        if (name) names.set(address, name);
      }
      return names;
    },

    colleagues: (corpId) => colleagues.list(corpId),
  };
}
