import type { Account } from '../store/account.ts';
import type { Person } from '../types.ts';

/** Puts a person's sample mail into a new account. */
export async function fillInbox(account: Account, person: Person, now: number): Promise<void> {
  account.inbox.add(Buffer.from(`Subject: Welcome\r\nTo: ${person.address}\r\n\r\nHello\r\n`), { receivedAt: now });
}
