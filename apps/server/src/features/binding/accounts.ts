import type { CorpId, MailboxId, MemberId } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { CorpTx } from '../../platform/db/types.ts';
import { serviceOf } from './address.ts';
import { macOfAddress, openAddress, openCredential } from './credential.ts';
import { toLoginTarget } from './login.ts';
import type { BindingDeps } from './ports.ts';
import * as store from './store.ts';
import type { LoginTarget } from './verify.ts';

/** One mailbox with everything that reaching it needs. */
interface Account extends LoginTarget {
  readonly corpId: CorpId;
  readonly mailboxId: MailboxId;
  readonly memberIds: readonly MemberId[];
  readonly address: string;
  readonly displayName: string;
  readonly boundAt: Date;
}

/** The bound mailboxes, for whoever reads or sends mail. */
export interface Accounts {
  list(corpId: CorpId): Promise<readonly MailboxId[]>;
  get(corpId: CorpId, mailboxId: MailboxId): Promise<Account | undefined>;
  /** Who is bound to it now; they stay so until the transaction ends. */
  membersOf(tx: CorpTx, mailboxId: MailboxId): Promise<readonly MemberId[]>;
  ofMember(
    corpId: CorpId,
    memberId: MemberId,
  ): Promise<readonly { mailboxId: MailboxId; address: string; displayName: string }[]>;
  canUse(principal: Principal, mailboxId: MailboxId): Promise<boolean>;
  ownersOf(corpId: CorpId, addresses: readonly string[]): Promise<ReadonlyMap<string, MemberId>>;
  boundAddresses(corpId: CorpId): Promise<readonly { readonly address: string; readonly memberId: MemberId }[]>;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function createAccounts(
  deps: Pick<BindingDeps, 'db' | 'vault' | 'mailServices' | 'mailDial' | 'door' | 'person'>,
): Accounts {
  const { db, vault } = deps;

  /** A mailbox of one person carries the person's name, a shared one its own. */
  async function nameOf(corpId: CorpId, memberIds: readonly MemberId[], address: string): Promise<string> {
    const only = memberIds.length === 1 ? memberIds[0] : undefined;
    const person = only && (await deps.person(corpId, only));
    return person?.name || address.slice(0, address.lastIndexOf('@'));
  }

  return {
    list: (corpId) => db.inCorp(corpId, store.listMailboxIds),

    async get(corpId, mailboxId) {
      const found = await db.inCorp(corpId, (tx) => store.findMailbox(tx, mailboxId));
      if (!found) return undefined;
      const service = serviceOf(await deps.mailServices(corpId), found.row.domain);
      if (!service) return undefined;
      const keys = await vault.forCorp(corpId);
      const login = toLoginTarget(deps, service, openCredential(keys, mailboxId, found.row.credential));
      if (!login) return undefined;
      const address = openAddress(keys, mailboxId, found.row.address);
      return {
        ...login,
        corpId,
        mailboxId,
        memberIds: found.memberIds,
        address,
        displayName: await nameOf(corpId, found.memberIds, address),
        boundAt: found.row.bound_at,
      };
    },

    membersOf: store.holdMembers,

    async ofMember(corpId, memberId) {
      const keys = await vault.forCorp(corpId);
      const rows = await db.inCorp(corpId, (tx) => store.findOwnMailboxes(tx, memberId));
      if (rows.length === 0) return [];
      const person = await deps.person(corpId, memberId);
      return rows.map((row) => {
        const address = openAddress(keys, row.mailbox_id, row.address);
        return {
          mailboxId: row.mailbox_id,
          address,
          displayName: person?.name || address.slice(0, address.lastIndexOf('@')),
        };
      });
    },

    canUse: async (principal, mailboxId) =>
      uuid.test(mailboxId) &&
      (await db.inCorp(principal.corpId, (tx) => store.hasBinding(tx, principal.memberId, mailboxId))),

    async ownersOf(corpId, addresses) {
      const keys = await vault.forCorp(corpId);
      const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))];
      if (wanted.length === 0) return new Map();
      const rows = await db.inCorp(corpId, (tx) =>
        store.findBoundAddresses(
          tx,
          wanted.map((address) => macOfAddress(keys, address)),
        ),
      );
      const owners = new Map<string, MemberId>();
      for (const shared of Map.groupBy(rows, (row) => row.mailbox_id).values()) {
        const row = shared[0]!;
        // A mailbox of several people is nobody's name.
        if (shared.length === 1) owners.set(openAddress(keys, row.mailbox_id, row.address), row.member_id);
      }
      return owners;
    },

    async boundAddresses(corpId) {
      const keys = await vault.forCorp(corpId);
      const rows = await db.inCorp(corpId, (tx) => store.findBoundAddresses(tx));
      return rows.map((row) => ({
        address: openAddress(keys, row.mailbox_id, row.address),
        memberId: row.member_id,
      }));
    },
  };
}
