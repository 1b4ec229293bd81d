import { userTokenSeconds } from '../../login/grants.ts';
import { type PlatformCall, says, text } from '../call.ts';
import { failNew, okNew } from '../errors.ts';
import { permissionDenied } from '../refusals.ts';

const about = says('登录用户令牌', 'Token of a person who signs in');

/** A person's token, by the code of the sign-in page or by a refresh token (dingtalk-api.md §1.5); camelCase only. */
export const userAccessToken: PlatformCall = {
  family: 'new',
  method: 'POST',
  path: '/v1.0/oauth2/userAccessToken',
  counted: false,
  needsToken: false,
  run({ world, body }) {
    const fail = (code: string, words: string, status = 400) => ({ answer: failNew(status, code, words), about });
    for (const name of ['clientId', 'clientSecret', 'grantType']) {
      if (!text(body[name])) return fail(`Missing${name}`, `${name} is mandatory for this action.`);
    }
    const app = world.apps.get(text(body.clientId));
    if (!app || app.appSecret !== body.clientSecret) {
      return fail('invalidClientIdOrSecret', '无效的clientId或者clientSecret');
    }
    if (!app.permissions.includes('open_app_api_base')) {
      return { answer: permissionDenied(['open_app_api_base']), about };
    }
    const isRefresh = body.grantType === 'refresh_token';
    if (!isRefresh && body.grantType !== 'authorization_code') {
      return fail('invalidParameter.grantType.invalid', '不合法的grantType');
    }
    const grant = isRefresh
      ? world.grants.refresh(text(body.refreshToken), app.appKey)
      : world.grants.redeemWebCode(text(body.code), app.appKey);
    if (!grant) {
      return isRefresh
        ? fail('invalidParameter.refreshToken.notFound', '不合法的refreshToken')
        : fail('invalidParameter.authCode.notFound', '不合法的临时授权码');
    }
    const { corpId } = grant;
    const tokens = world.grants.issueUserTokens(grant);
    return { answer: okNew({ ...tokens, expireIn: userTokenSeconds, ...(corpId ? { corpId } : {}) }), about };
  },
};
