import type { CorpId, MailboxId, MemberId } from '@hongyan/kit';
import { sql } from 'kysely';
import { openAddress } from '../features/binding/credential.ts';
import { removeBinding } from '../features/binding/store.ts';
import type { CorpTx, Db } from '../platform/db/types.ts';
import type { Events } from '../platform/events/types.ts';
import type { Vault } from '../platform/vault/types.ts';

/** Every binding of the corp, as the console shows it. */
export async function readBoundMailboxes(
  { db, vault }: { db: Db; vault: Vault },
  corpId: CorpId,
): Promise<readonly { memberId: MemberId; mailboxId: MailboxId; domain: string; address: string }[]> {
  const keys = await vault.forCorp(corpId);
  const { rows } = await db.inCorp(corpId, (tx) =>
    sql<{ member_id: MemberId; mailbox_id: MailboxId; domain: string; address: Buffer }>`
      select member_id, mailbox_id, domain, address
        from bindings join mailboxes using (corp_id, mailbox_id)
       where corp_id = ${corpId}
       order by mailbox_id`.execute(tx.sql),
  );
  return rows.map((row) => ({
    memberId: row.member_id,
    mailboxId: row.mailbox_id,
    domain: row.domain,
    address: openAddress(keys, row.mailbox_id, row.address),
  }));
}

/** Takes a member's binding away, as the member could; answers whether there was one. */
export async function unbindMailbox(
  events: Events,
  tx: CorpTx,
  memberId: MemberId,
  mailboxId: MailboxId,
): Promise<boolean> {
  const removed = await removeBinding(tx, memberId, mailboxId);
  const { corpId } = tx;
  if (removed === 'mailbox_gone') events.publish(tx, { kind: 'mailbox.unbound', corpId, mailboxId });
  else if (removed === 'unbound') events.publish(tx, { kind: 'mailbox.state', corpId, mailboxId });
  return removed !== 'none';
}
