import type { CorpId, MailboxId, MessageId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { WatchDeps } from './deps.ts';
import { createPace } from './pace.ts';
import type { Inbox, InboxIndex, NewMessage, WatchAccount, WatchAccounts, WatchConnect } from './ports.ts';
import { createSupervisor } from './supervisor.ts';
import { tables } from './tables.ts';

/** Learns of new mail in every bound mailbox. */
export interface Watch {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The mailbox in which a message once arrived. */
  arrivedIn(corpId: CorpId, messageId: MessageId): Promise<MailboxId | undefined>;
  /** Drops arrivals whose time is over (design §6). */
  forgetOld(corpId: CorpId): Promise<void>;
}

/** `A`, `I`, `M` stay what the other features made them: this feature only hands them through. */
export function createWatch<A extends WatchAccount, I extends Inbox, M extends NewMessage>(
  given: Omit<WatchDeps, 'pace' | 'accounts' | 'connect' | 'index'> & {
    accounts: WatchAccounts<A>;
    connect: WatchConnect<A>;
    index: InboxIndex<I, M>;
  },
): Watch {
  const deps = { ...given, pace: createPace(given.clock) } as unknown as WatchDeps;
  const supervisor = createSupervisor(deps);
  const unsubscribe: (() => void)[] = [];
  const safely = (what: Promise<void>) =>
    void what.catch((error: unknown) => deps.log.error('watch could not follow an event', { error }));
  return {
    async start() {
      unsubscribe.push(
        deps.events.subscribe('mailbox.bound', (event) => safely(supervisor.restart(event.corpId, event.mailboxId))),
        deps.events.subscribe('mailbox.unbound', (event) => safely(unbind(event))),
        // Paused or resumed: which mailboxes are wanted is another set now.
        deps.events.subscribe('app.changed', () => safely(supervisor.refresh())),
        deps.events.onGap(() => safely(supervisor.refresh())),
      );
      await supervisor.start();
    },
    async stop() {
      for (const stop of unsubscribe.splice(0)) stop();
      await supervisor.stop();
    },
    arrivedIn: (corpId, messageId) =>
      deps.db.inCorp(corpId, async (tx) => {
        const row = await tables(tx)
          .selectFrom('arrival')
          .select('mailbox_id')
          .where('message_id', '=', messageId)
          .executeTakeFirst();
        return row?.mailbox_id;
      }),
    async forgetOld(corpId) {
      await deps.db.inCorp(corpId, (tx) =>
        sql`delete from arrival where corp_id = ${corpId} and arrived_at < now() - interval '180 days'`.execute(tx.sql),
      );
    },
  };

  async function unbind(event: { corpId: CorpId; mailboxId: A['mailboxId'] }): Promise<void> {
    await supervisor.end(event.mailboxId);
    // Bound again in the meantime, or by another member still: then it stays.
    if (await deps.accounts.get(event.corpId, event.mailboxId))
      return supervisor.restart(event.corpId, event.mailboxId);
    await deps.index.erase(event.corpId, event.mailboxId);
  }
}
