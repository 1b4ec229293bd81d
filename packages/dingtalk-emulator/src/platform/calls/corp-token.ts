import { tokenSeconds } from '../../state/tokens.ts';
import { type PlatformCall, says, text } from '../call.ts';
import { failNew, okNew } from '../errors.ts';

const about = says('应用令牌', 'App token');

/** Unified app token of one organisation (dingtalk-api.md §1.3). */
export const corpToken: PlatformCall = {
  family: 'new',
  method: 'POST',
  path: '/v1.0/oauth2/{corpId}/token',
  counted: false,
  needsToken: false,
  run({ world, body, params }) {
    if (params.corpId !== world.organisation.corpId) return { answer: failNew(500, 'unknownError', '未知错误'), about };
    if (body.grant_type !== 'client_credentials') {
      return { answer: failNew(400, 'unsupported.grant.type', 'grant_type不合法'), about };
    }
    const app = world.apps.get(text(body.client_id));
    if (!app || app.appSecret !== body.client_secret) {
      return { answer: failNew(400, 'invalid.client', '无效的client_id或者client_secret'), about };
    }
    return { answer: okNew({ access_token: world.tokens.issue(app), expires_in: tokenSeconds }), about };
  },
};
