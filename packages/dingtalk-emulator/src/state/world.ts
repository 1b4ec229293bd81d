import { systemClock } from '@hongyan/kit';
import { createJsapiTickets, type JsapiTickets } from '../container/tickets.ts';
import { createEvents, type Events } from '../events/events.ts';
import { createGrants, type Grants } from '../login/grants.ts';
import { createLogins, type Logins } from '../login/logins.ts';
import type { CallRecord, EmulatorOptions, FeedCard, NetworkMode } from '../types.ts';
import { type Apps, createApps } from './apps.ts';
import { type Bus, createBus } from './bus.ts';
import { createWorldClock, type WorldClock } from './clock.ts';
import { type AuthCodes, createAuthCodes } from './codes.ts';
import { createFaults, type FaultBook } from './faults.ts';
import { createFirewall, type Firewall } from './firewall.ts';
import { withJournal } from './journal.ts';
import { createLimits, type LimitBook } from './limits.ts';
import { createMedia, type Media } from './media.ts';
import { emptyMemory, type Memory } from './memory.ts';
import { createNotices, type Notices } from './notices.ts';
import { createOrganisation, type Organisation } from './organisation.ts';
import { createQuota, type Quota } from './quota.ts';
import { openSaved, type Saved } from './saved.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { type AppTokens, createAppTokens } from './tokens.ts';

const keptCalls = 5000;

/** The make-believe platform's whole state, shared by the wire, the proxy and the client. */
export interface World {
  readonly clock: WorldClock;
  readonly organisation: Organisation;
  readonly apps: Apps;
  readonly tokens: AppTokens;
  readonly codes: AuthCodes;
  readonly grants: Grants;
  readonly logins: Logins;
  readonly jsapiTickets: JsapiTickets;
  readonly events: Events;
  readonly notices: Notices;
  readonly media: Media;
  readonly limits: LimitBook;
  readonly switches: Switches;
  readonly quota: Quota;
  readonly firewall: Firewall;
  readonly faults: FaultBook;
  readonly bus: Bus;
  readonly calls: readonly CallRecord[];
  readonly memory: Saved<Memory>;
  network: NetworkMode;
  record(call: Omit<CallRecord, 'id'>): void;
}

export function createWorld(options: EmulatorOptions): World {
  const clock = createWorldClock(options.clock ?? systemClock);
  const limits = createLimits(options.edition ?? 'standard', options.limits ?? {});
  const switches: Switches = { ...defaultSwitches, ...options.switches };
  const memory = openSaved(options.stateFile, emptyMemory());
  const organisation = withJournal(createOrganisation(options.company), memory);
  const apps = createApps(memory);
  const bus = createBus();
  const calls: CallRecord[] = [];
  let nextCall = 1;
  const quota = createQuota(clock, limits, memory);
  const events = createEvents({
    clock,
    corpId: organisation.corpId,
    apps: apps.values,
    switches: () => switches,
    spendMessage: quota.spendMessage,
    onDelivery: (delivery) => bus.emit({ kind: 'deliveries', delivery }),
    onConnections: () => bus.emit({ kind: 'apps' }),
  });
  organisation.onChange((change) => {
    bus.emit({ kind: 'organisation' });
    events.tell(change);
  });
  apps.onChange(() => bus.emit({ kind: 'apps' }));
  return {
    clock,
    organisation,
    apps,
    tokens: createAppTokens(clock, apps),
    codes: createAuthCodes(clock),
    grants: createGrants(clock),
    logins: createLogins(clock, () => bus.emit({ kind: 'logins' })),
    jsapiTickets: createJsapiTickets(clock),
    events,
    notices: createNotices({
      clock,
      organisation,
      limits,
      switches,
      memory,
      onCard: (card: FeedCard) => bus.emit({ kind: 'card', card }),
      onChange: (userId) => bus.emit({ kind: 'feed', userId }),
    }),
    media: createMedia(clock),
    limits,
    switches,
    quota,
    firewall: createFirewall(clock, limits),
    faults: createFaults(() => bus.emit({ kind: 'faults' })),
    bus,
    calls,
    memory,
    network: 'normal',
    record(call) {
      const record = { ...call, id: nextCall++ };
      calls.push(record);
      if (calls.length > keptCalls) calls.shift();
      bus.emit({ kind: 'call', call: record });
    },
  };
}
