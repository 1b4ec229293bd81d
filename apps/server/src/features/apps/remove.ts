import type { CorpId, MailboxId } from '@hongyan/kit';
import { sql } from 'kysely';
import type { Actor, AppsDeps } from './ports.ts';
import { readApp } from './store.ts';

const tries = 5;

/**
 * Removes a corp: its app and every row of it, in one transaction. What works on its mailboxes meets this in a deadlock at
 * worst: then it is tried again, and the other side finds nothing any more.
 */
export async function removeApp(deps: AppsDeps, corpId: CorpId, by: Actor): Promise<boolean> {
  await deps.vault.forCorp(corpId);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await eraseOnce(deps, corpId, by);
    } catch (error) {
      if (!isDeadlock(error) || attempt >= tries) throw error;
    }
  }
}

const eraseOnce = (deps: AppsDeps, corpId: CorpId, by: Actor): Promise<boolean> =>
  deps.db.inCorp(corpId, async (tx) => {
    if (!(await readApp(tx))) return false;
    const { rows } = await sql<{ mailbox_id: MailboxId }>`
      select mailbox_id from mailboxes where corp_id = ${corpId}`.execute(tx.sql);
    await deps.erase(tx);
    // Whoever watches, caches or streams for this corp ends it now.
    for (const { mailbox_id } of rows)
      deps.events.publish(tx, { kind: 'mailbox.unbound', corpId, mailboxId: mailbox_id });
    deps.events.publish(tx, { kind: 'app.changed', corpId });
    // The corp's own log is gone with it.
    await deps.audit.record(await deps.audit.ofInstance(tx), {
      actor: by,
      act: 'app.removed',
      target: corpId,
      detail: { mailboxes: rows.length },
    });
    return true;
  });

const isDeadlock = (error: unknown): boolean => ['40P01', '40001'].includes((error as { code?: string }).code ?? '');
