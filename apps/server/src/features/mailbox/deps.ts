import type { Clock } from '@hongyan/kit';
import type { Db } from '../../platform/db/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { Vault } from '../../platform/vault/types.ts';
import type { Parsing } from './ports.ts';

/** What every part of this feature works with. */
export interface IndexDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly events: Events;
  readonly vault: Vault;
  readonly log: Log;
  readonly parsing: Parsing;
}
