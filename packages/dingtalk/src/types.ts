import type { Clock, CorpId, Result, Secret, UserId } from '@hongyan/kit';

/** The one outgoing HTTP door, as this package needs it. Rejects only on a broken network; any status resolves. */
export type HttpOut = (request: {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}) => Promise<{
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}>;

/** Where tokens live between calls, shared by processes. Values are secrets: the store encrypts them. */
export interface TokenStore {
  get(key: string): Promise<{ value: string; expiresAt: number } | undefined>;
  set(key: string, token: { value: string; expiresAt: number }): Promise<void>;
  drop(key: string): Promise<void>;
}

export interface AppCredential {
  readonly corpId: CorpId;
  readonly agentId: number;
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly oapiUrl: string;
  readonly apiUrl: string;
}

/** One error for both API families (dingtalk-api.md §0.5). */
export interface DingTalkFailure {
  readonly kind: 'token' | 'permission' | 'ip' | 'qps' | 'quota' | 'scope' | 'notfound' | 'param' | 'busy';
  /** DingTalk's own code: `40078`, `Forbidden.AccessDenied.…`. */
  readonly code: string;
  readonly message: string;
  readonly requiredScopes?: readonly string[];
  /** Our address as DingTalk saw it. */
  readonly requestIp?: string;
  readonly retryAfterMs?: number;
  /** The request may have been carried out although no answer came (time-out, cut reply). */
  readonly maybeDone?: boolean;
  readonly requestId?: string;
}
export type DingTalkResult<T> = Result<T, DingTalkFailure>;

/**
 * Calls of one app to one API in one second (dingtalk-api.md §10.1), kept where every process sees it. A bucket never lets
 * more than 20 through in any one second: 15 a second with a burst of at most 5.
 */
export interface RateLimiter {
  /**
   * Takes one call out of the bucket; answers how many milliseconds to wait before making it (0: now). When that is longer than
   * `maxWaitMs`, nothing is taken.
   */
  reserve(bucket: string, perSecond: number, maxWaitMs?: number): Promise<number>;
  /** The platform said "too fast": nobody calls before this moment (milliseconds since the epoch). */
  pause(bucket: string, until: number): Promise<void>;
}

/** Counts what the platform counts (dingtalk-api.md §10.3): a call that left, except the exempt ones and those refused for speed. */
export interface CallMeter {
  /** `api` is the path without ids: `/topapi/message/corpconversation/asyncsend_v2`. Never throws, never waits. */
  count(corpId: CorpId, api: string): void;
}

export interface DingTalkOptions {
  readonly http: HttpOut;
  readonly tokens: TokenStore;
  readonly clock: Clock;
  /** Absent: buckets of this process. */
  readonly rate?: RateLimiter;
  /** Calls of one app to one API in one second. Absent: 15; the standard edition allows 20, the add-on pack 60 (§10.1). */
  readonly perSecond?: number;
  /** Absent: nothing is counted. */
  readonly meter?: CallMeter;
  /** 0 to 1, for jitter. */
  readonly random?: () => number;
}

export interface SignedInUser {
  readonly userId: UserId;
  readonly name: string;
  readonly unionId?: string;
  readonly isAdmin: boolean;
  /** 1 main administrator, 2 sub-administrator, 100 boss, 0 nobody special (§2.2). */
  readonly adminLevel: number;
  readonly deviceId?: string;
}
/** Gated fields are simply missing (dingtalk-api.md §5.4). */
export interface UserDetail {
  readonly userId: UserId;
  readonly unionId?: string;
  readonly name: string;
  readonly avatarUrl?: string;
  readonly title?: string;
  readonly email?: string;
  readonly orgEmail?: string;
  readonly jobNumber?: string;
  readonly departmentIds: readonly number[];
  readonly active: boolean;
}

/** A user's own token, from a sign-in on an ordinary web page (§1.5). Valid for 2 h; the refresh token for 30 days. */
export interface UserToken {
  readonly accessToken: Secret;
  readonly refreshToken: Secret;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Only when the scope held `corpid`. */
  readonly corpId?: CorpId;
}
/** `GET /v1.0/contact/users/me`. The address is personal: never the key of a mailbox (§1.5). */
export interface WebUser {
  readonly unionId: string;
  readonly openId?: string;
  readonly name: string;
  readonly avatarUrl?: string;
  readonly email?: string;
}

export interface Department {
  readonly departmentId: number;
  readonly name: string;
  /** Absent for the root, whatever the platform prints there (§5.1). */
  readonly parentId?: number;
  readonly order?: number;
  readonly managerIds?: readonly UserId[];
}
/** What the app may see of the directory (§5.5). */
export interface ContactScope {
  readonly departmentIds: readonly number[];
  readonly userIds: readonly UserId[];
  /** Field names as the platform prints them; absent where it keeps silent. */
  readonly fields: readonly string[];
}
export interface Administrator {
  readonly userId: UserId;
  /** 1 main, 2 sub. */
  readonly level: number;
}

/**
 * A walk over pages. Yields results one by one; the first failure is yielded and ends the walk. Nothing is fetched ahead of
 * the page that is being read, so memory does not grow with the company.
 */
export type Walk<T> = AsyncIterable<DingTalkResult<T>>;

/** To whom a work notification goes: exactly one of three (§3.1). */
export type Recipients =
  | { readonly userIds: readonly UserId[] }
  | { readonly departmentIds: readonly number[] }
  | { readonly everyone: true };
export interface SendProgress {
  readonly percent: number;
  readonly state: 'waiting' | 'running' | 'done';
}
/** What became of one task (§3.5). */
export interface SendResult {
  readonly invalidUserIds: readonly UserId[];
  readonly forbiddenUserIds: readonly UserId[];
  readonly failedUserIds: readonly UserId[];
  readonly readUserIds: readonly UserId[];
  readonly unreadUserIds: readonly UserId[];
  readonly invalidDepartmentIds: readonly number[];
  /** Why the platform dropped it without saying so: 143105 daily cap, 143106 identical content, … */
  readonly drops: readonly { readonly userId: UserId; readonly code: string; readonly reason: DropReason }[];
}
export type DropReason =
  | 'daily_cap'
  | 'identical'
  | 'app_per_minute'
  | 'corp_per_minute'
  | 'no_recipient'
  | 'content'
  | 'protected'
  | 'other';

/** An app of the organisation as its developer console knows it (§5.8). */
export interface MicroApp {
  readonly agentId: number;
  readonly name: string;
  readonly homeUrl?: string;
  readonly pcHomeUrl?: string;
  readonly isOn: boolean;
}
export interface VisibleScope {
  readonly userIds: readonly UserId[];
  readonly departmentIds: readonly number[];
  readonly roleIds: readonly number[];
  readonly adminsOnly: boolean;
}

/** What `dd.config` wants (§2.4). `url` is the page's address without `#…`. */
export interface JsapiSignature {
  readonly agentId: number;
  readonly corpId: CorpId;
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly signature: string;
}

/**
 * The calls of one app. Each drops a dead token and repeats once (§0.5), waits for its bucket, repeats what was refused for
 * speed or a busy platform where a repeat can do no harm, and is metered. Old family unless the path says `/v1.0`.
 */
export interface DingTalkApp {
  getUserInfo(code: string): Promise<DingTalkResult<SignedInUser>>;
  getUser(userId: UserId): Promise<DingTalkResult<UserDetail>>;
  /** `msg` is the exact JSON text of the `msg` object, kept and resent unchanged (design §5.3). ≤ 100 users. */
  sendWorkNotification(to: readonly UserId[], msg: string): Promise<DingTalkResult<{ readonly taskId: string }>>;
  readonly tokens: AppTokens;
  readonly oauth: OAuth;
  readonly contacts: Contacts;
  readonly notifications: Notifications;
  readonly apps: MicroApps;
  readonly jsapi: Jsapi;
  /** `GET /call_back/get_call_back_failed_result` (§6.4). Counted: ask rarely. The items as they come, unread. */
  listFailedEvents(): Promise<
    DingTalkResult<{ readonly events: readonly Readonly<Record<string, unknown>>[]; readonly hasMore: boolean }>
  >;
}

export interface AppTokens {
  /** A token of the new call, from the shared store (§1.2). The doctor asks with `fresh`: past the store, to test the pair. */
  app(options?: { readonly fresh?: boolean }): Promise<DingTalkResult<Secret>>;
  /** `GET /gettoken` (§1.1): tells a wrong pair from an unknown key in the old family's words. */
  old(): Promise<DingTalkResult<Secret>>;
  /** `POST /v1.0/oauth2/{corpId}/token` (§1.3): the only one that proves that key and corp belong together. */
  unified(): Promise<DingTalkResult<Secret>>;
}

export interface OAuth {
  /** `POST /v1.0/oauth2/userAccessToken` with a code of the web page (§1.5). Used or foreign codes: `param`. */
  exchangeCode(code: string): Promise<DingTalkResult<UserToken>>;
  refresh(refreshToken: Secret): Promise<DingTalkResult<UserToken>>;
  getMe(userToken: Secret): Promise<DingTalkResult<WebUser>>;
  /** `topapi/user/getbyunionid`: `external` people are in the address book, not in the company. */
  findByUnionId(
    unionId: string,
  ): Promise<DingTalkResult<{ readonly userId: UserId; readonly contact: 'employee' | 'external' }>>;
  /** Admin console 免登 (§1.6): the organisation's SSO secret, not the app's. */
  getConsoleAdmin(
    code: string,
    ssoSecret: Secret,
  ): Promise<DingTalkResult<{ readonly userId: UserId; readonly name: string; readonly isAdmin: boolean }>>;
}

export interface Contacts {
  getScope(): Promise<DingTalkResult<ContactScope>>;
  getDepartment(departmentId: number): Promise<DingTalkResult<Department>>;
  listSubDepartments(departmentId: number): Promise<DingTalkResult<readonly Department[]>>;
  /** Ignores the authorised scope (§5.1). */
  listSubDepartmentIds(departmentId: number): Promise<DingTalkResult<readonly number[]>>;
  /** The given departments and all below them, parents before children, each once; loops in the tree end. */
  walkDepartments(roots: readonly number[]): Walk<Department>;
  /** Direct members, in pages of 100 (§5.3). */
  walkMembers(departmentId: number): Walk<UserDetail>;
  /** Ignores the authorised scope (§5.2). */
  listUserIds(departmentId: number): Promise<DingTalkResult<readonly UserId[]>>;
  listAdministrators(): Promise<DingTalkResult<readonly Administrator[]>>;
  /** Departments that a sub-administrator manages (§5.6). */
  getAdministratorScope(userId: UserId): Promise<DingTalkResult<readonly number[]>>;
  findByMobile(mobile: string): Promise<DingTalkResult<UserId>>;
}

export interface Notifications {
  /** One call (§3.1): ≤ 100 users, or ≤ 20 departments, or everyone. `msg` as in `sendWorkNotification`. */
  send(to: Recipients, msg: string): Promise<DingTalkResult<{ readonly taskId: string }>>;
  /** Any number of users, in calls of 100; ends at the first failure and says who was reached before it. */
  sendToMany(
    to: readonly UserId[],
    msg: string,
  ): Promise<{ readonly tasks: readonly SentBatch[]; readonly failure?: DingTalkFailure }>;
  getProgress(taskId: string): Promise<DingTalkResult<SendProgress>>;
  /** Within 24 h, ≤ 100 recipients. */
  getResult(taskId: string): Promise<DingTalkResult<SendResult>>;
  /** Within 24 h, the whole task. */
  recall(taskId: string): Promise<DingTalkResult<void>>;
  /** Within 7 days, after the sending has ended; ≤ 5 recipients (§3.7). */
  updateStatusBar(
    taskId: string,
    status: { readonly value: string; readonly background?: string },
  ): Promise<DingTalkResult<void>>;
  /** `POST /media/upload` (§3.3): answers the `media_id` for pictures and files of a card. */
  uploadMedia(
    kind: 'image' | 'voice' | 'video' | 'file',
    file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
  ): Promise<DingTalkResult<{ readonly mediaId: string }>>;
}
export interface SentBatch {
  readonly taskId: string;
  readonly userIds: readonly UserId[];
}

export interface MicroApps {
  list(): Promise<DingTalkResult<readonly MicroApp[]>>;
  /** Every app that this member can see (§5.8). */
  listOfUser(userId: UserId): Promise<DingTalkResult<readonly MicroApp[]>>;
  /** `operator` is the unionId of someone with management rights on the app. */
  update(change: {
    readonly operator: string;
    readonly homeUrl?: string;
    readonly pcHomeUrl?: string;
    readonly ipWhiteList?: readonly string[];
  }): Promise<DingTalkResult<void>>;
  getVisibleScope(): Promise<DingTalkResult<VisibleScope>>;
  changeVisibleScope(change: {
    readonly addUserIds?: readonly UserId[];
    readonly removeUserIds?: readonly UserId[];
    readonly addDepartmentIds?: readonly number[];
    readonly removeDepartmentIds?: readonly number[];
    readonly adminsOnly?: boolean;
  }): Promise<DingTalkResult<void>>;
}

export interface Jsapi {
  /** From the shared store; renewed, and asked for anew before the 24 h after which a ticket dies (§2.4). */
  getTicket(): Promise<DingTalkResult<Secret>>;
  sign(url: string): Promise<DingTalkResult<JsapiSignature>>;
}

/** `createDingTalk(options)` answers a function from credential to app; apps of one key share the token cache. */
export type DingTalk = (credential: AppCredential) => DingTalkApp;

/** A message of a work notification (§3.3); `buildMessage` checks its limits and makes its text. */
export type WorkMessage =
  | { readonly kind: 'text'; readonly content: string }
  | { readonly kind: 'image' | 'file'; readonly mediaId: string }
  | { readonly kind: 'voice'; readonly mediaId: string; readonly seconds: number }
  | {
      readonly kind: 'link';
      readonly title: string;
      readonly text: string;
      readonly url: string;
      /** A `media_id`, or the address of a picture. */
      readonly picture: string;
    }
  | { readonly kind: 'markdown'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'action_card';
      readonly title: string;
      readonly markdown: string;
      /** One makes the whole card a link; several stand in a row or a column. */
      readonly buttons: readonly { readonly title: string; readonly url: string }[];
      readonly orientation?: 'vertical' | 'horizontal';
    }
  | { readonly kind: 'oa'; readonly card: OaCard };

/** What an OA card shows. Texts are cut to fit by `buildOaMessage`. */
export interface OaCard {
  readonly messageUrl: string;
  readonly pcMessageUrl: string;
  readonly headText: string;
  readonly title: string;
  readonly form: readonly { readonly key: string; readonly value: string }[];
  readonly rich?: { readonly num: string; readonly unit: string };
  readonly content?: string;
  /** A `media_id`, shown below the text. */
  readonly image?: string;
  /** Display only. */
  readonly fileCount?: number;
  readonly author?: string;
  readonly status?: { readonly value: string; readonly background: string };
}
