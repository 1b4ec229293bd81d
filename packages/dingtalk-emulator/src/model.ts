/** A device that a person holds: what the page's user agent and bridge pretend to be. */
export type Device = 'ios' | 'android' | 'pc-win' | 'pc-mac';

/** Someone in the make-believe company. */
export interface EmulatorPerson {
  readonly userId: string;
  readonly name: string;
  readonly unionId: string;
  readonly title: string;
  readonly departmentId: number;
  /** Further departments; `departmentId` is the first. */
  readonly departmentIds?: readonly number[];
  readonly isAdmin: boolean;
  /** 1 main, 2 sub, 100 boss, 0 none; absent: 1 for an administrator, else 0. */
  readonly adminLevel?: 0 | 1 | 2 | 100;
  /** Absent: true. */
  readonly active?: boolean;
  readonly email?: string;
  /** Only of an organisation with DingTalk's own mail. */
  readonly orgEmail?: string;
  readonly mobile?: string;
  readonly jobNumber?: string;
  readonly avatarUrl?: string;
  /** An external contact: in the address book, not in the company (`contact_type` 1). */
  readonly external?: boolean;
  /** Executive mode: apps' notices do not reach them (1430004 of dingtalk-api.md §3.5). */
  readonly executive?: boolean;
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
  readonly description?: string;
  /** Absent: true. An unpublished app is not on the workbench and gets no codes for its members. */
  readonly published?: boolean;
  /** Addresses or patterns with one `*`; empty or absent: not checked (`unsure` switch `emptyIpListRefuses`). */
  readonly egressIps?: readonly string[];
  /** Absent: every address under the home page's origin. */
  readonly redirectUrls?: readonly string[];
  /** Codes of dingtalk-api.md §5.7; absent: all of them. */
  readonly permissions?: readonly string[];
  /** What the app may see of the directory (§5.5); absent: department 1. */
  readonly contactScope?: { readonly departmentIds: readonly number[]; readonly userIds: readonly string[] };
  /** Who has the app on the workbench (§5.8); absent: everyone. */
  readonly visibleScope?: VisibleScope;
  /** Absent: none. */
  readonly events?: EventSettings;
  /** The organisation's SSO secret (§1.6), shown in its console. */
  readonly ssoSecret?: string;
}

export interface VisibleScope {
  readonly departmentIds: readonly number[];
  readonly userIds: readonly string[];
  readonly adminsOnly: boolean;
}

/** 事件与回调 of the console: one channel per app. */
export interface EventSettings {
  readonly mode: 'push' | 'stream';
  /** Push only. */
  readonly url?: string;
  readonly token?: string;
  readonly aesKey?: string;
  /** What is ticked: `user_add_org`, … */
  readonly types: readonly string[];
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
  /** Webhook and Stream messages of the organisation in one month; contact events do not count. */
  readonly monthlyMessages: number;
  /** Calls of one address in 20 s; more: a page for five minutes (§10.1). */
  readonly callsPerIp: number;
}

/** What the organisation has bought (§10.3): quotas and calls per second. */
export type Edition = 'standard' | 'professional' | 'addon';

/** The `[unsure]` points of dingtalk-api.md, one switch each; the default is the first reading that the document suggests. */
export interface UnsureSwitches {
  /** §9.1: does an empty egress list refuse everyone? Default false. */
  readonly emptyIpListRefuses: boolean;
  /** §9.1: are token calls checked for their address? Default false. */
  readonly tokenCallsCheckIp: boolean;
  /** §3.2: does a day end at midnight in Shanghai, or 24 h after the first message? Default `calendar`. */
  readonly dayBoundary: 'calendar' | 'rolling';
  /** §3.2: do links count when contents are compared? Default true: another link is another content. */
  readonly linksCountAsContent: boolean;
  /** §2.4: is SHA-1 still taken for dd.config? Default false. */
  readonly acceptSha1: boolean;
  /** §6.1: which signature names a push carries. Default `both`. */
  readonly signatureNames: 'both' | 'msg_signature' | 'signature';
  /** §6.5: casing and shape of events. Default `documented`. */
  readonly eventForm: 'documented' | 'logs';
  /** §0.2: where a refusal under 88 holds its number; `words`: in `errmsg` only. Default `sub_code`. */
  readonly gatewayForm: 'sub_code' | 'subcode' | 'words';
  /** §6.4: are failed events gone once they were read? Default true. */
  readonly failedListConsumes: boolean;
  /** §3.7: how long a status bar may change, in hours. Default 168. */
  readonly statusBarHours: 168 | 24;
  /** §5.7: does a new permission work without a new token? Default true. */
  readonly permissionsAtOnce: boolean;
  /** §9.2: must a redirect match in full, or by origin? Default `origin`. */
  readonly redirectMatch: 'origin' | 'exact';
  /** §7.4: after how many seconds an event answered LATER comes again. Default 60. */
  readonly laterSeconds: number;
  /** §1.5: `code` beside `authCode` in the redirect. Default true. */
  readonly redirectHasCode: boolean;
}

/** A change of the organisation, as the platform's events tell it. */
export type ContactChange =
  | { readonly type: 'user_add_org' | 'user_leave_org' | 'user_active_org'; readonly userIds: readonly string[] }
  | {
      readonly type: 'user_modify_org';
      readonly userIds: readonly string[];
      readonly before: Partial<EmulatorPerson>;
      readonly after: Partial<EmulatorPerson>;
    }
  | {
      readonly type: 'org_dept_create' | 'org_dept_modify' | 'org_dept_remove';
      readonly departmentIds: readonly number[];
    }
  | { readonly type: 'org_admin_add' | 'org_admin_remove'; readonly userIds: readonly string[] };

/** One event on its way to an app, with every try. */
export interface EventDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly type: string;
  readonly appKey: string;
  readonly channel: 'push' | 'stream';
  readonly bornAt: number;
  readonly state: 'waiting' | 'delivered' | 'failed' | 'lost';
  readonly tries: readonly {
    readonly at: number;
    readonly ms: number;
    /** HTTP status, or the ack's code. */
    readonly status: number;
    /** What was wrong with the answer: `timeout`, `not_encrypted`, `wrong_signature`, `not_success`, `refused`, … */
    readonly problem?: string;
  }[];
  /** The plain body, as it was before encryption. */
  readonly body: string;
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
  /** The documented rule that the call broke: where it stands, and in words. */
  readonly rule?: { readonly section: string; readonly zh: string; readonly en: string };
  /** Whose call: the app's key where it is known. */
  readonly appKey?: string;
  /** The caller's `user-agent`. */
  readonly caller: string;
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
