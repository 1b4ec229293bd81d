import type { CorpId, MailboxId } from '@hongyan/kit';
import type { IndexDeps } from './deps.ts';
import { lockIndex } from './folder-store.ts';
import { tables } from './tables.ts';

/** Takes everything of a mailbox out of the index (design §6: within an hour of unbinding). */
export async function eraseMailbox(deps: IndexDeps, corpId: CorpId, mailboxId: MailboxId): Promise<void> {
  await deps.db.inCorp(corpId, async (tx) => {
    await lockIndex(tx, mailboxId);
    const db = tables(tx);
    await db.deleteFrom('mail_message').where('mailbox_id', '=', mailboxId).execute();
    // After the messages: whoever keeps a body holds its message until the body is written.
    await db.deleteFrom('mail_body').where('mailbox_id', '=', mailboxId).execute();
    await db.deleteFrom('mail_folder').where('mailbox_id', '=', mailboxId).execute();
    await db.deleteFrom('mail_index').where('mailbox_id', '=', mailboxId).execute();
  });
}

/** Mailboxes that the index still knows: compared with what is bound, to erase what an event missed. */
export const listIndexed = (deps: IndexDeps, corpId: CorpId): Promise<readonly MailboxId[]> =>
  deps.db.inCorp(corpId, async (tx) => {
    const rows = await tables(tx).selectFrom('mail_index').select('mailbox_id').execute();
    return rows.map((row) => row.mailbox_id);
  });

/** Bodies whose day is over. */
export const dropOldBodies = (deps: IndexDeps, corpId: CorpId): Promise<unknown> =>
  deps.db.inCorp(corpId, (tx) =>
    tables(tx).deleteFrom('mail_body').where('expires_at', '<', new Date(deps.clock.now())).execute(),
  );
