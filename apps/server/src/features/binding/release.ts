import type { MailboxId, MemberId } from '@hongyan/kit';
import type { CorpTx } from '../../platform/db/types.ts';
import type { Events } from '../../platform/events/types.ts';
import * as store from './store.ts';

/** Ends bindings in the caller's transaction, and tells who watches. */
export interface Releases {
  /** Everything that binds this member; a mailbox without other members goes with its credential. Answers which were bound. */
  release(tx: CorpTx, memberId: MemberId): Promise<readonly MailboxId[]>;
  /** One binding; answers whether there was one. */
  unbind(tx: CorpTx, memberId: MemberId, mailboxId: MailboxId): Promise<boolean>;
}

export function createReleases(events: Events): Releases {
  const unbind: Releases['unbind'] = async (tx, memberId, mailboxId) => {
    const { corpId } = tx;
    const removed = await store.removeBinding(tx, memberId, mailboxId);
    if (removed === 'mailbox_gone') events.publish(tx, { kind: 'mailbox.unbound', corpId, mailboxId });
    // The others of a shared mailbox go on; who shows its members reads them anew.
    else if (removed === 'unbound') events.publish(tx, { kind: 'mailbox.state', corpId, mailboxId });
    return removed !== 'none';
  };
  return {
    unbind,
    async release(tx, memberId) {
      const bound = (await store.findOwnMailboxes(tx, memberId)).map((row) => row.mailbox_id).sort();
      for (const mailboxId of bound) await unbind(tx, memberId, mailboxId);
      return bound;
    },
  };
}
