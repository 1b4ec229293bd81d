import { userTokenSeconds } from '../../login/grants.ts';
import { type PlatformCall, says, text } from '../call.ts';
import { failNew, okNew } from '../errors.ts';

const about = says('管理后台免登令牌', 'Token of the admin console');

/** The token of 管理后台免登, by the organisation's SSO secret (dingtalk-api.md §1.6). */
export const ssoAccessToken: PlatformCall = {
  family: 'new',
  method: 'POST',
  path: '/v1.0/oauth2/ssoAccessToken',
  counted: false,
  needsToken: false,
  run({ world, body }) {
    const secret = text(body.ssoSecret);
    const known = secret !== '' && [...world.apps.values()].some((app) => app.ssoSecret === secret);
    if (body.corpid !== world.organisation.corpId || !known) {
      return { answer: failNew(400, 'invalidClientIdOrSecret', '无效的corpid或者ssoSecret'), about };
    }
    return { answer: okNew({ accessToken: world.grants.issueSsoToken(), expireIn: userTokenSeconds }), about };
  },
};
