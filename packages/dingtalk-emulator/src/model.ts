/** A device that a person holds: what the page's user agent and bridge pretend to be. */
export type Device = 'ios' | 'android' | 'pc-win' | 'pc-mac';

/** Someone in the make-believe company. */
export interface EmulatorPerson {
  readonly userId: string;
  readonly name: string;
  readonly unionId: string;
  readonly title: string;
  readonly departmentId: number;
  readonly isAdmin: boolean;
  /** Their mailbox, shown on the person card so that a newcomer can fill in the binding form. */
  readonly address?: string;
  readonly password?: string;
}

export interface EmulatorDepartment {
  readonly id: number;
  readonly name: string;
  /** Absent for the root, whose id is 1. */
  readonly parentId?: number;
}

/** The organisation that the emulator plays. */
export interface EmulatorCompany {
  readonly corpId: string;
  readonly name: string;
  readonly departments: readonly EmulatorDepartment[];
  readonly people: readonly EmulatorPerson[];
}

/** An app as the organisation's developer console would know it. */
export interface EmulatorApp {
  readonly agentId: number;
  readonly appKey: string;
  readonly appSecret: string;
  /** `$CORPID$` is replaced when the workbench opens it (dingtalk-api.md §2.1). */
  readonly homeUrl: string;
  readonly pcHomeUrl: string;
  readonly name: string;
}

/** The platform's limits (dingtalk-api.md §3.2, §10); the defaults are the standard edition's. */
export interface Limits {
  /** Calls of one app to one API in one second. */
  readonly qps: number;
  /** Counted calls of the organisation in one month. */
  readonly monthlyCalls: number;
  /** Work notifications of one app to one person in one day. */
  readonly dailyPerPerson: number;
  /** Recipients of one app in one minute. */
  readonly recipientsPerMinute: number;
}

/** One work notification in one person's feed. */
export interface FeedCard {
  readonly id: string;
  readonly taskId: number;
  readonly userId: string;
  readonly agentId: number;
  readonly appName: string;
  /** When the whole request had been read, in milliseconds. */
  readonly receivedAt: number;
  /** The `msg` object as it was sent. */
  readonly msg: { readonly msgtype: string; readonly [part: string]: unknown };
  /** The bar of an OA card; it changes after sending. */
  readonly status?: { readonly value: string; readonly background: string };
  /** The person has opened it. */
  readonly read: boolean;
}

/** One request that reached the platform. */
export interface CallRecord {
  readonly id: number;
  /** When the whole body had been read. */
  readonly receivedAt: number;
  readonly method: string;
  readonly path: string;
  readonly family: 'old' | 'new';
  /** Bytes of the body. */
  readonly bytes: number;
  readonly status: number;
  /** `0`, `40014`, `InvalidAuthentication`; empty when no answer was given. */
  readonly code: string;
  /** Does it use up the month's quota? */
  readonly counted: boolean;
  readonly ms: number;
  /** A few words on what it was about, without secrets. */
  readonly about: { readonly zh: string; readonly en: string };
  /** What was injected, if anything. */
  readonly fault?: FaultKind;
  /** Body of the request, secrets replaced. */
  readonly request: string;
  readonly response: string;
}

export type FaultKind =
  | 'status'
  | 'errcode'
  | 'down'
  | 'hang'
  | 'cut'
  | 'slow'
  | 'page'
  | 'token'
  | 'ip'
  | 'permission'
  | 'quota';

/**
 * A fault to inject. `status`: this HTTP status and no work done · `errcode`: this code in the family's shape · `down`: the
 * connection breaks before anything is done · `hang`: never answers, nothing done · `cut`: **done**, then the answer breaks off ·
 * `slow`: waits, then works · `page`: the firewall's HTML page · `token`: the presented token is expired · `ip`: our address is
 * not on the list · `permission`: the permission point is missing · `quota`: the month is used up.
 */
export interface FaultRule {
  /**
   * `/topapi/…`, or `*` for every call of the platform. `jsapi:` and a method hits the container's answers inside a page:
   * `errcode` fails with the code (`-1` cancelled, `7` no permission), `hang` never answers.
   */
  readonly path: string;
  readonly kind: FaultKind;
  readonly status?: number;
  readonly code?: string;
  readonly ms?: number;
  /** How many calls it hits; absent: until it is cleared. */
  readonly times?: number;
}

export interface Faults {
  /** Answers the id by which the rule is cleared. */
  add(rule: FaultRule): string;
  list(): readonly (FaultRule & { readonly id: string })[];
  /** One rule, or all. */
  clear(id?: string): void;
}

export type NetworkMode = 'normal' | 'slow' | 'offline';
