import { join } from 'node:path';
import type { Profile } from '../profiles.ts';
import { Account } from './account.ts';
import { type KeptAccount, openKeptAccount } from './journal.ts';

/** Every account of the sandbox, found by address; kept in files when a folder is given, else in memory. */
export class PostOffice {
  readonly #accounts = new Map<string, Account>();
  readonly #kept: KeptAccount[] = [];
  readonly #dataDir: string | undefined;
  readonly #profile: Profile;
  readonly #now: () => number;

  constructor(options: { dataDir?: string | undefined; profile: Profile; now: () => number }) {
    this.#dataDir = options.dataDir;
    this.#profile = options.profile;
    this.#now = options.now;
  }

  /** Opens an account, with the profile's folders when it is new; `fill` then puts the first mail into it. */
  async open(address: string, password: string, fill?: (account: Account) => Promise<void>): Promise<Account> {
    const known = this.find(address);
    if (known) {
      known.password = password;
      return known;
    }
    const kept = this.#dataDir
      ? openKeptAccount(join(this.#dataDir, fileNameOf(address)), address, password)
      : undefined;
    const account = kept?.account ?? new Account(address, password);
    if (!kept || kept.fresh) {
      for (const { name, use } of this.#profile.folders) account.create(name, { use, now: this.#now() });
      await fill?.(account);
      kept?.ready();
    }
    if (kept) this.#kept.push(kept);
    this.#accounts.set(account.address, account);
    return account;
  }

  find(address: string): Account | undefined {
    return this.#accounts.get(address.toLowerCase());
  }

  all(): Account[] {
    return [...this.#accounts.values()];
  }

  close(): void {
    for (const kept of this.#kept) kept.close();
  }
}

/** An address as a file name that no file system trips over. */
const fileNameOf = (address: string): string => `${address.toLowerCase().replace(/[^a-z0-9@._-]/g, '_')}.mbox.log`;
