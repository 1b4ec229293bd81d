import { tokenSeconds } from '../../state/tokens.ts';
import { type PlatformCall, says } from '../call.ts';
import { flat } from '../errors.ts';
import { rules } from '../rules.ts';

const about = says('应用令牌', 'App token');

/** Old app token (dingtalk-api.md §1.1). The key and the secret count only in the query. */
export const gettoken: PlatformCall = {
  family: 'old',
  method: 'GET',
  path: '/gettoken',
  counted: false,
  needsToken: false,
  run({ world, query }) {
    const appKey = query.get('appkey');
    if (!appKey) return { answer: flat(40035, '缺少参数 corpid or appkey'), about, rule: rules.pairInQuery };
    const app = world.apps.get(appKey);
    if (app?.appSecret !== query.get('appsecret')) return { answer: flat(40096, '不合法的appKey或appSecret'), about };
    const json = { errcode: 0, errmsg: 'ok', access_token: world.tokens.issue(app!), expires_in: tokenSeconds };
    return { answer: { status: 200, json }, about };
  },
};
