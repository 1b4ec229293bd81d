import type { CorpId, MailboxId, MemberId } from '@hongyan/kit';
import { sql } from 'kysely';
import { openAddress } from '../features/binding/credential.ts';
import type { Db } from '../platform/db/types.ts';
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
