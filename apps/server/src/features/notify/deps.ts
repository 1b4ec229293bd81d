import type { Clock } from '@hongyan/kit';
import type { Db } from '../../platform/db/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { Queue } from '../../platform/queue/types.ts';
import type { Vault } from '../../platform/vault/types.ts';
import type { NotifyPorts } from './ports.ts';

/** What every part of this feature works with. */
export interface NotifyDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly queue: Queue;
  readonly vault: Vault;
  readonly log: Log;
  readonly ports: NotifyPorts;
}
