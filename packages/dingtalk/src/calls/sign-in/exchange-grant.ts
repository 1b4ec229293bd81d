import { type CorpId, err, ok, Secret } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import { badShape, numberField, textField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { UserToken } from './types.ts';

/** What is handed in for a user's token: the code of the web page, or what that brought last time (dingtalk-api.md §1.5). */
export type Grant = { readonly code: string } | { readonly refreshToken: string };

/** `POST /v1.0/oauth2/userAccessToken`. Codes and refresh tokens are spent by it, so it is never repeated by itself. */
export async function exchangeGrant(app: Caller, now: () => number, grant: Grant): Promise<DingTalkResult<UserToken>> {
  const { appKey, appSecret } = app.credential;
  const given =
    'code' in grant
      ? { code: grant.code, grantType: 'authorization_code' }
      : { refreshToken: grant.refreshToken, grantType: 'refresh_token' };
  const answer = await app.callAs(undefined, {
    family: 'new',
    method: 'POST',
    path: '/v1.0/oauth2/userAccessToken',
    body: { json: { clientId: appKey, clientSecret: appSecret.reveal(), ...given } },
    secrets: ['code' in grant ? grant.code : grant.refreshToken],
  });
  if (!answer.ok) return err(answer.error);
  const accessToken = textField(answer.value, 'accessToken');
  const refreshToken = textField(answer.value, 'refreshToken');
  const seconds = numberField(answer.value, 'expireIn');
  if (!accessToken || !refreshToken || !seconds) return badShape('no user token in the answer');
  const corpId = textField(answer.value, 'corpId') as CorpId | undefined;
  return ok({
    accessToken: new Secret(accessToken),
    refreshToken: new Secret(refreshToken),
    expiresAt: now() + seconds * 1000,
    ...(corpId ? { corpId } : {}),
  });
}
