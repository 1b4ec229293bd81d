import type { CorpId, Secret, UserId } from '@hongyan/kit';
import type { MicroApps } from './calls/apps/types.ts';
import type { Contacts, UserDetail } from './calls/contacts/types.ts';
import type { Notifications } from './calls/notifications/types.ts';
import type { OAuth, SignedInUser } from './calls/sign-in/types.ts';
import type { AppCredential, DingTalkResult } from './types.ts';

/** `createDingTalk(options)` answers a function from credential to app; apps of one key share the token cache. */
export type DingTalk = (credential: AppCredential) => DingTalkApp;

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

export interface Jsapi {
  /** From the shared store; renewed, and asked for anew before the 24 h after which a ticket dies (§2.4). */
  getTicket(): Promise<DingTalkResult<Secret>>;
  sign(url: string): Promise<DingTalkResult<JsapiSignature>>;
}

/** What `dd.config` wants (§2.4). `url` is the page's address without `#…`. */
export interface JsapiSignature {
  readonly agentId: number;
  readonly corpId: CorpId;
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly signature: string;
}
