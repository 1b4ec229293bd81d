import type { Clock, CorpId } from '@hongyan/kit';
import type { Db } from '../../platform/db/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { Vault } from '../../platform/vault/types.ts';
import type { Pace } from './pace.ts';
import type { DecideNotices, InboxIndex, WatchAccounts, WatchConnect } from './ports.ts';

/** What every part of this feature works with. */
export interface WatchDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly events: Events;
  readonly vault: Vault;
  readonly log: Log;
  readonly accounts: WatchAccounts;
  readonly connect: WatchConnect;
  readonly index: InboxIndex;
  readonly decideNotices: DecideNotices;
  /** Called before a transaction that will decide. */
  readonly prepareNotices: (corpId: CorpId) => Promise<void>;
  readonly pace: Pace;
}
