import type { MailboxId, MemberId } from '@hongyan/kit';
import type { CorpTx } from '../../platform/db/types.ts';

/** A row of `mailboxes`. */
export interface MailboxRow {
  readonly corp_id: string;
  readonly mailbox_id: MailboxId;
  readonly address_mac: Buffer;
  readonly address: Buffer;
  readonly domain: string;
  readonly credential: Buffer;
  readonly bound_at: Date;
  readonly verified_at: Date;
}
interface BindingRow {
  readonly corp_id: string;
  readonly member_id: MemberId;
  readonly mailbox_id: MailboxId;
  readonly created_at: Date;
}

const tables = (tx: CorpTx) => tx.sql.$extendTables<{ mailboxes: MailboxRow; bindings: BindingRow }>();

/** Ids of every mailbox of the corp, oldest first. */
export const listMailboxIds = async (tx: CorpTx): Promise<readonly MailboxId[]> =>
  (
    await tables(tx)
      .selectFrom('mailboxes')
      .select('mailbox_id')
      .where('corp_id', '=', tx.corpId)
      .orderBy('mailbox_id')
      .execute()
  ).map((row) => row.mailbox_id);

/** One mailbox and the members bound to it. */
export async function findMailbox(
  tx: CorpTx,
  mailboxId: MailboxId,
): Promise<{ readonly row: MailboxRow; readonly memberIds: readonly MemberId[] } | undefined> {
  const row = await tables(tx)
    .selectFrom('mailboxes')
    .selectAll()
    .where('corp_id', '=', tx.corpId)
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirst();
  if (!row) return undefined;
  const members = await tables(tx)
    .selectFrom('bindings')
    .select('member_id')
    .where('corp_id', '=', tx.corpId)
    .where('mailbox_id', '=', mailboxId)
    .orderBy('created_at')
    .orderBy('member_id')
    .execute();
  return { row, memberIds: members.map((member) => member.member_id) };
}

/** The member's mailboxes in the order in which they were bound. */
export const findOwnMailboxes = (
  tx: CorpTx,
  memberId: MemberId,
): Promise<readonly Pick<MailboxRow, 'mailbox_id' | 'address'>[]> =>
  tables(tx)
    .selectFrom('bindings')
    .innerJoin('mailboxes', (join) =>
      join
        .onRef('mailboxes.corp_id', '=', 'bindings.corp_id')
        .onRef('mailboxes.mailbox_id', '=', 'bindings.mailbox_id'),
    )
    .select(['mailboxes.mailbox_id', 'mailboxes.address'])
    .where('bindings.corp_id', '=', tx.corpId)
    .where('bindings.member_id', '=', memberId)
    .orderBy('bindings.created_at')
    .orderBy('mailboxes.mailbox_id')
    .execute();

/** Is the member bound to the mailbox? */
export const hasBinding = async (tx: CorpTx, memberId: MemberId, mailboxId: MailboxId): Promise<boolean> =>
  (await tables(tx)
    .selectFrom('bindings')
    .select('mailbox_id')
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirst()) !== undefined;

/** Every (mailbox, member) pair, with the address; of some addresses only when their hashes are given. */
export const findBoundAddresses = (
  tx: CorpTx,
  macs?: readonly Buffer[],
): Promise<readonly (Pick<MailboxRow, 'mailbox_id' | 'address'> & { readonly member_id: MemberId })[]> =>
  tables(tx)
    .selectFrom('bindings')
    .innerJoin('mailboxes', (join) =>
      join
        .onRef('mailboxes.corp_id', '=', 'bindings.corp_id')
        .onRef('mailboxes.mailbox_id', '=', 'bindings.mailbox_id'),
    )
    .select(['mailboxes.mailbox_id', 'mailboxes.address', 'bindings.member_id'])
    .where('bindings.corp_id', '=', tx.corpId)
    .$if(macs !== undefined, (query) => query.where('mailboxes.address_mac', 'in', [...(macs ?? [])]))
    .execute();

/** The members of a mailbox; nobody can unbind it before the transaction ends. */
export async function holdMembers(tx: CorpTx, mailboxId: MailboxId): Promise<readonly MemberId[]> {
  const rows = await tables(tx)
    .selectFrom('bindings')
    .select('member_id')
    .where('corp_id', '=', tx.corpId)
    .where('mailbox_id', '=', mailboxId)
    .orderBy('created_at')
    .forKeyShare()
    .execute();
  return rows.map((row) => row.member_id);
}

/** The mailbox of an address, locked, made if it is not there. `seal` is called with the id that it has. */
export async function saveMailbox(
  tx: CorpTx,
  made: { readonly mailboxId: MailboxId; readonly addressMac: Buffer; readonly domain: string; readonly at: Date },
  seal: (mailboxId: MailboxId) => Pick<MailboxRow, 'address' | 'credential'>,
): Promise<MailboxId> {
  const inserted = await tables(tx)
    .insertInto('mailboxes')
    .values({
      corp_id: tx.corpId,
      mailbox_id: made.mailboxId,
      address_mac: made.addressMac,
      ...seal(made.mailboxId),
      domain: made.domain,
      bound_at: made.at,
      verified_at: made.at,
    })
    .onConflict((conflict) => conflict.columns(['corp_id', 'address_mac']).doNothing())
    .returning('mailbox_id')
    .executeTakeFirst();
  if (inserted) return inserted.mailbox_id;
  const { mailbox_id } = await tables(tx)
    .selectFrom('mailboxes')
    .select('mailbox_id')
    .where('corp_id', '=', tx.corpId)
    .where('address_mac', '=', made.addressMac)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await tables(tx)
    .updateTable('mailboxes')
    .set({ ...seal(mailbox_id), domain: made.domain, verified_at: made.at })
    .where('corp_id', '=', tx.corpId)
    .where('mailbox_id', '=', mailbox_id)
    .execute();
  return mailbox_id;
}

/** Binds a member to a mailbox; a second time changes nothing. */
export async function addBinding(tx: CorpTx, memberId: MemberId, mailboxId: MailboxId, at: Date): Promise<void> {
  await tables(tx)
    .insertInto('bindings')
    .values({ corp_id: tx.corpId, member_id: memberId, mailbox_id: mailboxId, created_at: at })
    .onConflict((conflict) => conflict.columns(['corp_id', 'member_id', 'mailbox_id']).doNothing())
    .execute();
}

/** Takes a binding away, and with its last one the mailbox and its credential. */
export async function removeBinding(
  tx: CorpTx,
  memberId: MemberId,
  mailboxId: MailboxId,
): Promise<'none' | 'unbound' | 'mailbox_gone'> {
  // The lock keeps a second member from binding while the last one leaves.
  await tables(tx)
    .selectFrom('mailboxes')
    .select('mailbox_id')
    .where('corp_id', '=', tx.corpId)
    .where('mailbox_id', '=', mailboxId)
    .forUpdate()
    .execute();
  const removed = await tables(tx)
    .deleteFrom('bindings')
    .where('corp_id', '=', tx.corpId)
    .where('member_id', '=', memberId)
    .where('mailbox_id', '=', mailboxId)
    .returning('mailbox_id')
    .execute();
  if (removed.length === 0) return 'none';
  const gone = await tables(tx)
    .deleteFrom('mailboxes')
    .where('corp_id', '=', tx.corpId)
    .where('mailbox_id', '=', mailboxId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('bindings')
            .select('bindings.mailbox_id')
            .whereRef('bindings.corp_id', '=', 'mailboxes.corp_id')
            .whereRef('bindings.mailbox_id', '=', 'mailboxes.mailbox_id'),
        ),
      ),
    )
    .returning('mailbox_id')
    .execute();
  return gone.length > 0 ? 'mailbox_gone' : 'unbound';
}
