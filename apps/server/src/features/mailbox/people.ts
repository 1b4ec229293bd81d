import type { Address } from '@hongyan/contract';
import type { Principal } from '../../http/types.ts';
import type { IndexDeps } from './deps.ts';
import { openEnvelope } from './envelope.ts';
import type { Accounts } from './ports.ts';
import { tables } from './tables.ts';

/** Letters looked through: enough to know whom one deals with, few enough to open at each key stroke. */
const newest = 400;

/**
 * The people in the newest letters of this principal's mailboxes, nearest first, each once; machines are left out. Whom the
 * address field can offer before anything was written.
 */
export function createPeople(deps: Pick<IndexDeps, 'db' | 'vault'> & { readonly accounts: Accounts }) {
  return async (principal: Principal): Promise<readonly Address[]> => {
    const boxes = await deps.accounts.ofMember(principal.corpId, principal.memberId);
    if (boxes.length === 0) return [];
    const keys = await deps.vault.forCorp(principal.corpId);
    const rows = await deps.db.inCorp(principal.corpId, (tx) =>
      tables(tx)
        .selectFrom('mail_message')
        .select(['id', 'sealed'])
        .where(
          'mailbox_id',
          'in',
          boxes.map((box) => box.mailboxId),
        )
        .orderBy('internal_date', 'desc')
        .limit(newest)
        .execute(),
    );
    const people = new Map<string, Address>();
    for (const row of rows) {
      const { from, to, cc, machine } = openEnvelope(keys, row.id, row.sealed);
      for (const person of machine ? [] : [from, ...to, ...cc]) {
        const key = person.address.toLowerCase();
        // The first that has a name wins: many programs write the bare address.
        if (key.includes('@') && !people.get(key)?.name) people.set(key, person);
      }
    }
    return [...people.values()];
  };
}
