import type { Clock, CorpId, Result, Secret } from '@hongyan/kit';

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
