import { AppError, type CorpId, type MemberId, type UserId } from '@hongyan/kit';
import { type AddressRule, matchAddress, needsSpelling } from './address.ts';
import { loadSpeller } from './pinyin.ts';
import type { DirectoryDeps } from './ports.ts';
import { openProfile, type Profile } from './profile.ts';
import type { RecordSignIn, SignedInFacts } from './sign-in.ts';
import * as store from './store.ts';
import type { MemberRow } from './tables.ts';

/** A member as the other features see one. */
export interface Member extends Omit<Profile, 'email' | 'orgEmail'> {
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly isAdmin: boolean;
  /** The address that they most likely have. */
  readonly email?: string;
  /** When the platform last told us the details. */
  readonly detailAt?: Date;
}

/** The people of a company, one by one. Who has left is nobody: not found. */
export interface Directory {
  get(corpId: CorpId, memberId: MemberId): Promise<Member | undefined>;
  findByUserId(corpId: CorpId, userId: UserId): Promise<Member | undefined>;
  recordSignIn(corpId: CorpId, facts: SignedInFacts): Promise<Member>;
  namesOf(corpId: CorpId, addresses: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** How the corp's addresses are found. */
export async function readRule(deps: Pick<DirectoryDeps, 'app'>, corpId: CorpId): Promise<AddressRule> {
  const app = await deps.app(corpId);
  return {
    domains: (app?.mailServices ?? []).map((service) => service.domain.toLowerCase()),
    pattern: app?.addressPattern,
  };
}

const noSpeller = () => ({ full: '', initials: '' });

export function createDirectory(deps: DirectoryDeps, recordSignIn: RecordSignIn): Directory {
  const { db, vault } = deps;

  async function present(corpId: CorpId, row: MemberRow | undefined): Promise<Member | undefined> {
    if (!row || row.state === 'left') return undefined;
    const { email: _, orgEmail: __, ...profile } = openProfile(await vault.forCorp(corpId), row.member_id, row.profile);
    const address = await addressOf(corpId, row);
    return {
      ...profile,
      memberId: row.member_id,
      userId: row.user_id,
      isAdmin: row.is_admin,
      ...(address ? { email: address } : {}),
      ...(row.detail_at ? { detailAt: row.detail_at } : {}),
    };
  }

  async function addressOf(corpId: CorpId, row: MemberRow): Promise<string | undefined> {
    const rule = await readRule(deps, corpId);
    const profile = openProfile(await vault.forCorp(corpId), row.member_id, row.profile);
    const spell = needsSpelling(rule) ? await loadSpeller() : noSpeller;
    return matchAddress(rule, { ...profile, userId: row.user_id }, spell);
  }

  const get: Directory['get'] = async (corpId, memberId) =>
    present(corpId, await db.inCorp(corpId, (tx) => store.findMember(tx, memberId)));

  return {
    get,

    findByUserId: async (corpId, userId) =>
      present(corpId, await db.inCorp(corpId, (tx) => store.findByUserId(tx, userId))),

    async recordSignIn(corpId, facts) {
      const member = await get(corpId, await recordSignIn(corpId, facts));
      // Left in this very moment.
      if (!member) throw new AppError('session.outside_scope');
      return member;
    },

    async namesOf(corpId, addresses) {
      const owners = await deps.owners().ownersOf(corpId, addresses);
      const keys = await vault.forCorp(corpId);
      const rows = await db.inCorp(corpId, (tx) => store.findMembers(tx, [...new Set(owners.values())]));
      const profiles = new Map(
        rows.map((row) => [row.member_id, openProfile(keys, row.member_id, row.profile)] as const),
      );
      const names = new Map<string, string>();
      for (const [address, memberId] of owners) {
        const name = profiles.get(memberId)?.name;
        if (name) names.set(address, name);
      }
      return names;
    },
  };
}
