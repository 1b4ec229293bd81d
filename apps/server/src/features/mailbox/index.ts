import type { MailboxState } from '@hongyan/contract';
import type { CorpId, FolderId, MailboxId, MessageId } from '@hongyan/kit';
import type { Route } from '../../http/types.ts';
import type { CorpTx } from '../../platform/db/types.ts';
import type { IndexDeps } from './deps.ts';
import { dropOldBodies, eraseMailbox, listIndexed } from './erase.ts';
import { findMessage } from './message-store.ts';
import { createOpenedMails } from './opened-mails.ts';
import { createPool } from './pool.ts';
import type { Account, Accounts, ArrivedIn, Connect, DomainsOf, Links } from './ports.ts';
import { mailboxRoutes } from './routes.ts';
import { createServices, type MailboxServices } from './services.ts';
import { readStates } from './state-store.ts';

export { previewOf } from './preview-text.ts';

/** The index of mail, and what members do with it. */
export interface Mailbox extends MailboxServices {
  readonly routes: readonly Route[];
  states(corpId: CorpId, mailboxIds: readonly MailboxId[]): Promise<ReadonlyMap<MailboxId, MailboxState>>;
  /** Where a message lies now. */
  locate(tx: CorpTx, messageId: MessageId): Promise<FolderId | undefined>;
  /** Drops a mailbox's connections and what is in memory of its mail: its credential changed or it is gone. */
  disconnect(mailboxId: MailboxId): void;
  /** Housekeeping of one corp: bodies whose day is over, mailboxes that are no longer bound. */
  tidy(corpId: CorpId): Promise<void>;
  stop(): Promise<void>;
}

export function createMailbox<A extends Account>(
  given: IndexDeps & {
    accounts: Accounts<A> & { list(corpId: CorpId): Promise<readonly MailboxId[]> };
    connect: Connect<A>;
    links: Links;
    domainsOf: DomainsOf;
    arrivedIn: ArrivedIn;
  },
): Mailbox {
  // The pool connects what `accounts` gave it and nothing else: `A` is the same on both sides.
  const connect = given.connect as unknown as Connect;
  const pool = createPool({ ...given, connect });
  const opened = createOpenedMails(given.clock);
  const services = createServices({ ...given, pool, opened });
  return {
    ...services,
    routes: mailboxRoutes({ ...services, accounts: given.accounts }),
    async states(corpId, ids) {
      const vault = await given.vault.forCorp(corpId);
      return given.db.inCorp(corpId, (tx) => readStates(tx, vault, ids));
    },
    locate: async (tx, messageId) => (await findMessage(tx, messageId))?.folder_id,
    disconnect(mailboxId) {
      pool.drop(mailboxId);
      opened.drop(mailboxId);
    },
    async tidy(corpId) {
      await dropOldBodies(given, corpId);
      const bound = new Set(await given.accounts.list(corpId));
      for (const mailboxId of await listIndexed(given, corpId))
        if (!bound.has(mailboxId)) await eraseMailbox(given, corpId, mailboxId);
    },
    async stop() {
      opened.clear();
      await services.list.stop();
      await pool.close();
    },
  };
}
