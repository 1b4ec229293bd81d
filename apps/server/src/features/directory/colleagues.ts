import type { Clock, CorpId, MemberId } from '@hongyan/kit';
import type { Db } from '../../platform/db/types.ts';
import type { Vault } from '../../platform/vault/types.ts';
import type { AddressOwners } from './ports.ts';
import { openProfile } from './profile.ts';
import { listMembers } from './store.ts';

/** A colleague who can be written to. */
export interface Colleague {
  readonly memberId: MemberId;
  readonly name: string;
  readonly title?: string;
  readonly address: string;
}

/** The corp's address book, as far as we know it. */
export interface Colleagues {
  list(corpId: CorpId): Promise<readonly Colleague[]>;
}

const mostRead = 5_000;
// The address field asks at every letter typed; a new colleague may take this long to appear.
const keptMs = 15_000;

export function createColleagues(deps: {
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly owners: () => AddressOwners;
}): Colleagues {
  const { db, vault, clock } = deps;
  const kept = new Map<CorpId, { readonly list: Promise<readonly Colleague[]>; readonly until: number }>();

  async function read(corpId: CorpId): Promise<readonly Colleague[]> {
    const keys = await vault.forCorp(corpId);
    const bound = await deps.owners().boundAddresses(corpId);
    const rows = await db.inCorp(corpId, (tx) => listMembers(tx, mostRead));
    const addressesOf = Map.groupBy(bound, (entry) => entry.memberId);
    return rows.flatMap((row) => {
      const { name, title, email } = openProfile(keys, row.member_id, row.profile);
      const addresses = addressesOf.get(row.member_id)?.map((entry) => entry.address) ?? (email ? [email] : []);
      return addresses.map((address) => ({ memberId: row.member_id, name, ...(title ? { title } : {}), address }));
    });
  }

  return {
    list(corpId) {
      const known = kept.get(corpId);
      if (known && clock.now() < known.until) return known.list;
      const list = read(corpId);
      kept.set(corpId, { list, until: clock.now() + keptMs });
      list.catch(() => kept.delete(corpId));
      return list;
    },
  };
}
