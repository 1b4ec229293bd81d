import { err, ok } from '@hongyan/kit';
import { badShape, numberField, textField } from '../fields.ts';
import type { AppCredential, DingTalkResult } from '../types.ts';
import type { Request, Wire } from '../wire.ts';

/** A token as it was issued. */
export interface Issued {
  readonly value: string;
  readonly expiresAt: number;
}

/**
 * `POST /v1.0/oauth2/accessToken` (dingtalk-api.md §1.2). Asking again does no harm: the same token comes back (§1.4). In a hurry
 * a busy platform is asked once.
 */
export const issueNew = (
  wire: Wire,
  credential: AppCredential,
  now: () => number,
  how: { readonly isHurried?: boolean } = {},
): Promise<DingTalkResult<Issued>> =>
  issue(wire, credential, now, {
    isRead: !how.isHurried,
    family: 'new',
    method: 'POST',
    path: '/v1.0/oauth2/accessToken',
    body: { json: { appKey: credential.appKey, appSecret: credential.appSecret.reveal() } },
  });

/** `GET /gettoken` (§1.1): the pair must really be in the query. */
export const issueOld = (wire: Wire, credential: AppCredential, now: () => number): Promise<DingTalkResult<Issued>> =>
  issue(wire, credential, now, {
    family: 'old',
    method: 'GET',
    path: '/gettoken',
    query: { appkey: credential.appKey, appsecret: credential.appSecret.reveal() },
  });

/** `POST /v1.0/oauth2/{corpId}/token` (§1.3). */
export const issueUnified = (
  wire: Wire,
  credential: AppCredential,
  now: () => number,
): Promise<DingTalkResult<Issued>> =>
  issue(wire, credential, now, {
    family: 'new',
    method: 'POST',
    path: `/v1.0/oauth2/${encodeURIComponent(credential.corpId)}/token`,
    api: '/v1.0/oauth2/{corpId}/token',
    body: {
      json: {
        client_id: credential.appKey,
        client_secret: credential.appSecret.reveal(),
        grant_type: 'client_credentials',
      },
    },
  });

async function issue(wire: Wire, credential: AppCredential, now: () => number, request: Request) {
  const answer = await wire(credential, request, undefined);
  if (!answer.ok) return err(answer.error);
  // `accessToken` and `access_token`, `expireIn` and `expires_in`: one name each but for its last letters.
  const value = textField(answer.value, 'access_token');
  const seconds = numberField(answer.value, 'expires_in') ?? numberField(answer.value, 'expireIn');
  if (!value || !seconds || seconds < 0) return badShape('no token in the answer');
  return ok({ value, expiresAt: now() + seconds * 1000 });
}
