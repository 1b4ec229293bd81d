import { type Clock, systemClock } from '@hongyan/kit';
import type {
  CallRecord,
  EmulatorApp,
  EmulatorCompany,
  EmulatorOptions,
  FeedCard,
  Limits,
  NetworkMode,
} from '../types.ts';
import { type Bus, createBus } from './bus.ts';
import { type AuthCodes, createAuthCodes } from './codes.ts';
import { createFaults, type FaultBook } from './faults.ts';
import { emptyMemory, type Memory } from './memory.ts';
import { createNotices, type Notices } from './notices.ts';
import { createQuota, type Quota } from './quota.ts';
import { openSaved, type Saved } from './saved.ts';
import { type AppTokens, createAppTokens } from './tokens.ts';

const standardEdition: Limits = { qps: 20, monthlyCalls: 5000, dailyPerPerson: 500, recipientsPerMinute: 5000 };
const keptCalls = 5000;

/** The make-believe platform's whole state, shared by the wire, the proxy and the client. */
export interface World {
  readonly clock: Clock;
  readonly company: EmulatorCompany;
  readonly apps: Map<string, EmulatorApp>;
  readonly tokens: AppTokens;
  readonly codes: AuthCodes;
  readonly notices: Notices;
  readonly quota: Quota;
  readonly faults: FaultBook;
  readonly bus: Bus;
  readonly calls: CallRecord[];
  readonly memory: Saved<Memory>;
  network: NetworkMode;
  record(call: Omit<CallRecord, 'id'>): void;
}

export function createWorld(options: EmulatorOptions): World {
  const clock = options.clock ?? systemClock;
  const limits = { ...standardEdition, ...options.limits };
  const memory = openSaved(options.stateFile, emptyMemory());
  const bus = createBus();
  const calls: CallRecord[] = [];
  let nextCall = 1;
  return {
    clock,
    company: options.company,
    apps: new Map(),
    tokens: createAppTokens(clock),
    codes: createAuthCodes(clock),
    notices: createNotices({
      clock,
      company: options.company,
      limits,
      memory,
      onCard: (card: FeedCard) => bus.emit({ kind: 'card', card }),
      onChange: (userId) => bus.emit({ kind: 'feed', userId }),
    }),
    quota: createQuota(clock, limits, memory),
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
