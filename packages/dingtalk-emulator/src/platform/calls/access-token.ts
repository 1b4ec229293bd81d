import { tokenSeconds } from '../../state/tokens.ts';
import { type PlatformCall, says, text } from '../call.ts';
import { failNew, okNew } from '../errors.ts';

const about = says('应用令牌', 'App token');

/** New app token (dingtalk-api.md §1.2); note `expireIn`. */
export const accessToken: PlatformCall = {
  family: 'new',
  method: 'POST',
  path: '/v1.0/oauth2/accessToken',
  counted: false,
  needsToken: false,
  run({ world, body }) {
    const app = world.apps.get(text(body.appKey));
    if (!app || app.appSecret !== body.appSecret) {
      return { answer: failNew(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret'), about };
    }
    return { answer: okNew({ accessToken: world.tokens.issue(app), expireIn: tokenSeconds }), about };
  },
};
