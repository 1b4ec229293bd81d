import type { Principal } from '../../http/types.ts';
import { createBodyService } from './body-service.ts';
import type { IndexDeps } from './deps.ts';
import { createFlagsService } from './flags-service.ts';
import { createInboxIndex } from './inbox-index.ts';
import { createListService } from './list-service.ts';
import { createLive } from './live.ts';
import { createMoveService } from './move-service.ts';
import type { OpenedMails } from './opened-mails.ts';
import { createPeople } from './people.ts';
import type { Pool } from './pool.ts';
import type { Accounts, ArrivedIn, DomainsOf, Links } from './ports.ts';
import { createReadService } from './read-service.ts';
import { createSentService } from './sent-service.ts';

export interface ServiceDeps extends IndexDeps {
  readonly pool: Pool;
  readonly opened: OpenedMails;
  readonly accounts: Accounts;
  readonly links: Links;
  readonly domainsOf: DomainsOf;
  readonly arrivedIn: ArrivedIn;
}

/** What this feature can do, by subject. */
export interface MailboxServices {
  readonly list: ReturnType<typeof createListService>;
  readonly read: ReturnType<typeof createReadService>;
  readonly flags: ReturnType<typeof createFlagsService>;
  readonly move: ReturnType<typeof createMoveService>;
  readonly sent: ReturnType<typeof createSentService>;
  readonly people: ReturnType<typeof createPeople>;
  readonly inboxIndex: ReturnType<typeof createInboxIndex>;
  live(principal: Principal, signal: AbortSignal): AsyncIterable<string>;
}

export function createServices(deps: ServiceDeps): MailboxServices {
  return {
    list: createListService(deps),
    read: createReadService({ ...deps, body: createBodyService(deps) }),
    flags: createFlagsService(deps),
    move: createMoveService(deps),
    sent: createSentService(deps),
    people: createPeople(deps),
    inboxIndex: createInboxIndex(deps, deps.pool),
    live: createLive(deps),
  };
}
