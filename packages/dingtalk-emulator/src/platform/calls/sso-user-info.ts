import { rankOf } from '../../state/organisation.ts';
import { type PlatformCall, says } from '../call.ts';
import { failNew, okNew } from '../errors.ts';
import { permissionDenied } from '../refusals.ts';

const point = 'qyapi_get_omp_sso_userinfo';
const about = says('管理后台免登', 'Sign-in from the admin console');

/** Which administrator opened the app from the admin console (dingtalk-api.md §1.6). */
export const ssoUserInfo: PlatformCall = {
  family: 'new',
  method: 'GET',
  path: '/v1.0/oauth2/ssoUserInfo',
  counted: false,
  needsToken: false,
  run({ world, token, query }) {
    if (!world.grants.isSsoToken(token)) return { answer: failNew(400, 'invalidToken', '不合法的access_token'), about };
    const granted = [...world.apps.values()].some((app) => app.permissions.includes(point));
    if (!granted) return { answer: permissionDenied([point]), about };
    const userId = world.grants.redeemSsoCode(query.get('code') ?? '');
    const person = userId === undefined ? undefined : world.organisation.person(userId);
    if (!person) return { answer: failNew(400, 'invalidCode', '不合法的临时授权码'), about };
    return {
      answer: okNew({
        corpId: world.organisation.corpId,
        corpName: world.organisation.name,
        userId: person.userId,
        userName: person.name,
        email: person.email ?? '',
        avatar: person.avatarUrl ?? '',
        isAdmin: rankOf(person) !== 0,
      }),
      about: says(`管理后台免登 ${person.name}`, `Sign-in of ${person.name} from the admin console`),
    };
  },
};
