import type { CorpId, Secret, UserId } from '@hongyan/kit';
import type { DingTalkResult } from '../../types.ts';

export interface SignedInUser {
  readonly userId: UserId;
  readonly name: string;
  readonly unionId?: string;
  readonly isAdmin: boolean;
  /** 1 main administrator, 2 sub-administrator, 100 boss, 0 nobody special (§2.2). */
  readonly adminLevel: number;
  readonly deviceId?: string;
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
