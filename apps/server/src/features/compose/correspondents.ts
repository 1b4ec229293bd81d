import type { Address, Contact } from '@hongyan/contract';
import type { CorpId, MemberId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { Principal } from '../../http/types.ts';
import type { CorpTx } from '../../platform/db/types.ts';
import type { ComposeDeps } from './ports.ts';

interface CorrespondentRow {
  readonly corp_id: string;
  readonly member_id: MemberId;
  readonly address_mac: Buffer;
  readonly label: Buffer;
  readonly times: number;
  readonly used_at: Date;
}
const tables = (tx: CorpTx) => tx.sql.$extendTables<{ correspondents: CorrespondentRow }>();

const shown = 8;
const remembered = 2_000;

/** Whom to offer in the address field. */
export interface Correspondents {
  record(corpId: CorpId, memberId: MemberId, people: readonly Address[]): Promise<void>;
  /** Colleagues first, then those whom this member has written to, then those of the newest letters. */
  find(principal: Principal, query: string): Promise<readonly Contact[]>;
}

const labelBinding = (memberId: MemberId) => ({ purpose: 'correspondent', owner: memberId });

export function createCorrespondents(
  deps: Pick<ComposeDeps, 'accounts' | 'db' | 'vault' | 'clock' | 'colleagues' | 'mailDomains' | 'mail'>,
): Correspondents {
  const { db, vault, clock } = deps;

  async function readOwn(corpId: CorpId, memberId: MemberId): Promise<readonly Address[]> {
    const keys = await vault.forCorp(corpId);
    const rows = await db.inCorp(corpId, (tx) =>
      tables(tx)
        .selectFrom('correspondents')
        .select('label')
        .where('corp_id', '=', tx.corpId)
        .where('member_id', '=', memberId)
        .orderBy('used_at', 'desc')
        .limit(remembered)
        .execute(),
    );
    return rows.map((row) => JSON.parse(keys.open(labelBinding(memberId), row.label).toString('utf8')) as Address);
  }

  return {
    async record(corpId, memberId, people) {
      if (people.length === 0) return;
      const keys = await vault.forCorp(corpId);
      const at = new Date(clock.now());
      // In one order, so that two sends at once never wait for each other in a circle.
      const rows = people
        .map(({ name, address }) => ({
          corp_id: corpId,
          member_id: memberId,
          address_mac: keys.mac('correspondent', `${memberId}\n${address.toLowerCase()}`),
          label: keys.seal(labelBinding(memberId), JSON.stringify({ name, address })),
          times: 1,
          used_at: at,
        }))
        .sort((one, other) => Buffer.compare(one.address_mac, other.address_mac));
      await db.inCorp(corpId, async (tx) => {
        await tables(tx)
          .insertInto('correspondents')
          .values(rows)
          .onConflict((conflict) =>
            conflict.columns(['corp_id', 'member_id', 'address_mac']).doUpdateSet((row) => ({
              label: row.ref('excluded.label'),
              used_at: row.ref('excluded.used_at'),
              times: sql<number>`correspondents.times + 1`,
            })),
          )
          .execute();
        await tables(tx)
          .deleteFrom('correspondents')
          .where('corp_id', '=', corpId)
          .where('member_id', '=', memberId)
          .where('address_mac', 'in', (query) =>
            query
              .selectFrom('correspondents as older')
              .select('older.address_mac')
              .where('older.corp_id', '=', corpId)
              .where('older.member_id', '=', memberId)
              .orderBy('older.used_at', 'desc')
              .offset(remembered),
          )
          .execute();
      });
    },

    async find(principal, query) {
      const needle = query.trim().normalize('NFC').toLowerCase();
      const myself = new Set(
        (await deps.accounts.ofMember(principal.corpId, principal.memberId)).map(({ address }) =>
          address.toLowerCase(),
        ),
      );
      // Oneself is offered only when asked for by name.
      const isWanted = (address: string) => needle !== '' || !myself.has(address.toLowerCase());
      const matches = ({ name, address }: Address) =>
        name.toLowerCase().includes(needle) || address.toLowerCase().includes(needle);
      const { corpId } = principal;
      const [found, own, domains, people] = await Promise.all([
        // More than is shown: the recent ones among them come first.
        deps.colleagues.search(corpId, needle, shown * 4),
        readOwn(corpId, principal.memberId),
        deps.mailDomains(corpId),
        deps.mail().people(principal),
      ]);
      const isInside = (address: string) => domains.includes(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
      const met = [...own, ...people].filter((one) => matches(one) && isWanted(one.address));
      const known = await deps.colleagues.atAddresses(
        corpId,
        met.flatMap(({ address }) => (isInside(address) ? address : [])),
      );
      const recent = new Set(own.map(({ address }) => address.toLowerCase()));
      const offered = new Map<string, Contact>();
      const offer = (contact: Contact) => {
        const key = contact.address.toLowerCase();
        if (isWanted(contact.address) && !offered.has(key)) offered.set(key, contact);
      };
      for (const { name, address } of met) {
        const colleague = known.get(address.toLowerCase());
        if (colleague) offer({ ...colleague, kind: 'colleague' });
        else offer({ name, address, kind: isInside(address) ? 'colleague' : 'outsider' });
      }
      for (const colleague of found) offer({ ...colleague, kind: 'colleague' });
      const rank = (contact: Contact) =>
        (contact.kind === 'colleague' ? 0 : 2) + (recent.has(contact.address.toLowerCase()) ? 0 : 1);
      return [...offered.values()].sort((one, other) => rank(one) - rank(other)).slice(0, shown);
    },
  };
}
