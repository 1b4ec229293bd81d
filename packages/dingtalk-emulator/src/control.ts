import type { Chosen, ContainerAnswer } from './container/types.ts';
import type {
  ContactChange,
  Device,
  Edition,
  EmulatorApp,
  EmulatorDepartment,
  EmulatorPerson,
  EventDelivery,
  EventSettings,
  FaultRule,
  NetworkMode,
  UnsureSwitches,
  VisibleScope,
} from './model.ts';

/**
 * The control API: everything that a person can do to the make-believe organisation, as one JSON command each.
 * `POST <base>/control/<name>` with the command's fields as body answers its result; a refusal is 4xx with `{ message, en }`.
 * `GET <base>/control/state` is the whole state. The same commands drive the client's developer console (under `/__emulator/`
 * on its own host, for its own page only); on the platform's host a request with an `Origin` is refused, so that no page of
 * another site can reach it.
 */
export interface ControlCommands {
  // developer console: 应用开发
  'apps/create': { in: { name: string; description?: string }; out: { appKey: string } };
  'apps/change': {
    in: { appKey: string; change: Partial<Omit<EmulatorApp, 'appKey' | 'agentId' | 'appSecret' | 'events'>> };
    out: object;
  };
  'apps/reset-secret': { in: { appKey: string }; out: object };
  'apps/remove': { in: { appKey: string }; out: object };
  /** Saving a push address sends `check_url` first; what the product did wrong comes back in words, and nothing is saved. */
  'apps/events': {
    in: { appKey: string; events: EventSettings | undefined };
    out: { ok: boolean; problem?: { zh: string; en: string } };
  };
  /** 版本管理与发布: from here on the members of the scope have it. */
  'apps/publish': { in: { appKey: string; version: string; visibleScope?: VisibleScope }; out: object };
  // the organisation
  'people/add': { in: { person: EmulatorPerson }; out: object };
  'people/change': { in: { userId: string; change: Partial<Omit<EmulatorPerson, 'userId'>> }; out: object };
  'people/remove': { in: { userId: string }; out: object };
  'people/activate': { in: { userId: string }; out: object };
  'people/admin': { in: { userId: string; level: 0 | 1 | 2 }; out: object };
  'departments/add': { in: { name: string; parentId: number; id?: number }; out: { id: number } };
  'departments/change': { in: { id: number; name?: string; parentId?: number }; out: object };
  /** Refused while people or departments are in it, as in DingTalk. */
  'departments/remove': { in: { id: number }; out: object };
  // events
  'events/send': { in: { appKey?: string; change: ContactChange }; out: { eventIds: readonly string[] } };
  /** Any event at all: unknown types, malformed bodies. */
  'events/raw': {
    in: {
      appKey?: string;
      type: string;
      fields?: Readonly<Record<string, unknown>>;
      /** Sent in place of the whole body, as it stands. */
      text?: string;
    };
    out: { eventIds: readonly string[] };
  };
  'events/resend': { in: { id: string }; out: object };
  /** How the wire behaves: share of events lost, doubled, and held back by up to `delayMs` so that they overtake each other. */
  'events/weather': { in: { lose?: number; double?: number; delayMs?: number }; out: object };
  'stream/disconnect': { in: { appKey?: string; how: 'announce' | 'drop' }; out: object };
  // notices
  'notices/read': { in: { cardId: string }; out: object };
  // limits and time
  'limits/edition': { in: { edition: Edition }; out: object };
  'limits/used': { in: { calls?: number; messages?: number }; out: object };
  'tokens/expire': { in: { appKey?: string }; out: object };
  'switches/set': { in: { change: Partial<UnsureSwitches> }; out: object };
  /** Moves the platform's clock forward: codes and tokens grow old, days turn. */
  'clock/pass': { in: { ms: number }; out: { now: number } };
  'network/set': { in: { mode: NetworkMode }; out: object };
  'faults/add': { in: FaultRule; out: { id: string } };
  'faults/clear': { in: { id?: string }; out: object };
  'codes/issue': { in: { userId: string; appKey?: string; kind?: 'jsapi' | 'web' | 'sso' }; out: { code: string } };
  'mail/new': { in: { userId: string }; out: object };
  /** Sign-ins that wait on a login page: seen by 扫一扫, then allowed or refused by this person. */
  'logins/approve': { in: { id: string; userId: string }; out: object };
  'logins/deny': { in: { id: string }; out: object };
  answer: {
    in: {
      userId: string;
      device: Device;
      pageUrl: string;
      method: string;
      params: unknown;
      /** One id for each load of a page; what `dd.config` granted dies with it. */
      pageId?: string;
      /** The person's choice in a picker that an earlier answer asked for. */
      chosen?: Chosen;
    };
    out: ContainerAnswer;
  };
}
export type ControlName = keyof ControlCommands;

/** What the state says beyond what the client's views need: the console's side. */
export interface ControlState {
  readonly apps: readonly ControlApp[];
  readonly departments: readonly EmulatorDepartment[];
  readonly edition: Edition;
  readonly quota: {
    readonly calls: { readonly used: number; readonly limit: number };
    readonly messages: { readonly used: number; readonly limit: number };
  };
  readonly switches: UnsureSwitches;
  readonly weather: { readonly lose: number; readonly double: number; readonly delayMs: number };
  readonly deliveries: readonly EventDelivery[];
  /** Milliseconds by which the platform's clock is ahead. */
  readonly clockAhead: number;
  /** Login pages that are open in a browser and wait for a scan, newest last. */
  readonly logins: readonly PendingLogin[];
}

/** A sign-in that a browser's login page has begun and nobody has decided yet. */
export interface PendingLogin {
  readonly id: string;
  readonly appKey: string;
  readonly appName: string;
  readonly startedAt: number;
  /** Does it ask for the organisation too (scope `corpid`)? */
  readonly wantsCorp: boolean;
}
/** An app as its developer console shows it; the secret is behind a button there, and here it is. */
export interface ControlApp extends EmulatorApp {
  readonly token: { readonly state: 'none' | 'living' | 'expired'; readonly expiresAt?: number };
  readonly connections: number;
}
