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

export interface DingTalkOptions {
  readonly http: HttpOut;
  readonly tokens: TokenStore;
  readonly clock: Clock;
}

export interface SignedInUser {
  readonly userId: UserId;
  readonly name: string;
  readonly unionId?: string;
  readonly isAdmin: boolean;
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

/** The calls of one app. Each refreshes an expired token once and repeats once. */
export interface DingTalkApp {
  getUserInfo(code: string): Promise<DingTalkResult<SignedInUser>>;
  getUser(userId: UserId): Promise<DingTalkResult<UserDetail>>;
  /** `msg` is the exact JSON text of the `msg` object, kept and resent unchanged (design §5.3). ≤ 100 users. */
  sendWorkNotification(to: readonly UserId[], msg: string): Promise<DingTalkResult<{ readonly taskId: string }>>;
}
/** `createDingTalk(options)` answers a function from credential to app; apps of one key share the token cache. */
export type DingTalk = (credential: AppCredential) => DingTalkApp;

/** What an OA card shows. Texts are cut to fit by `buildOaMessage`. */
export interface OaCard {
  readonly messageUrl: string;
  readonly pcMessageUrl: string;
  readonly headText: string;
  readonly title: string;
  readonly form: readonly { readonly key: string; readonly value: string }[];
  readonly rich?: { readonly num: string; readonly unit: string };
  readonly content?: string;
  readonly author?: string;
  readonly status?: { readonly value: string; readonly background: string };
}
