import type { DingTalkApp } from '@hongyan/dingtalk';
import type { Clock, CorpId, MailboxId, MemberId, UserId } from '@hongyan/kit';
import type { CorpTx, Db } from '../../platform/db/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { Queue } from '../../platform/queue/types.ts';
import type { Vault } from '../../platform/vault/types.ts';

/** What the directory asks of binding: who owns an address. */
export interface AddressOwners {
  /** Members bound to these addresses, by address in lower case. */
  ownersOf(corpId: CorpId, addresses: readonly string[]): Promise<ReadonlyMap<string, MemberId>>;
  /** Every bound address of the corp with its members. */
  boundAddresses(corpId: CorpId): Promise<readonly { readonly address: string; readonly memberId: MemberId }[]>;
}

/** What has to happen to the rest of the product when someone leaves, all in the leaver's own transaction. */
export interface Leaving {
  endSessions(tx: CorpTx, memberId: MemberId): Promise<void>;
  /** Sessions of the administrators' console. */
  endConsoleSessions?(tx: CorpTx, userId: UserId): Promise<void>;
  /** Ends those of everybody who is not among these administrators. */
  keepConsoleSessions?(tx: CorpTx, administrators: readonly UserId[]): Promise<void>;
  /** Ends the bindings; a mailbox without other members goes with its credential. Answers which were bound. */
  release(tx: CorpTx, memberId: MemberId): Promise<readonly MailboxId[]>;
  /** What the member wrote and whom they wrote to. */
  forget(tx: CorpTx, memberId: MemberId): Promise<void>;
}

/** The corp's app as the directory needs it. */
interface DirectoryApp {
  readonly paused: boolean;
  readonly addressPattern?: string | undefined;
  readonly mailServices: readonly { readonly domain: string }[];
}

/** Everything that the directory is given. */
export interface DirectoryDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly vault: Vault;
  readonly queue: Queue;
  readonly events: Events;
  readonly log: Log;
  readonly app: (corpId: CorpId) => Promise<DirectoryApp | undefined>;
  readonly dingtalk: (corpId: CorpId) => Promise<DingTalkApp | undefined>;
  readonly owners: () => AddressOwners;
  readonly leaving: () => Leaving;
  readonly audit: {
    record(
      tx: CorpTx,
      entry: {
        readonly actor: { readonly kind: 'system' };
        readonly act: string;
        readonly target?: string;
        readonly detail?: Readonly<Record<string, string | number | boolean>>;
      },
    ): Promise<void>;
  };
}
