import { openIdOf } from '../../login/grants.ts';
import { type PlatformCall, says } from '../call.ts';
import { type Answer, failNew, okNew } from '../errors.ts';
import { permissionDenied } from '../refusals.ts';

const nobody = says('登录用户', 'The person who signs in');

/** The person behind a user token (dingtalk-api.md §1.5); an app token is refused as a missing permission. */
export const usersMe: PlatformCall = {
  family: 'new',
  method: 'GET',
  path: '/v1.0/contact/users/me',
  counted: false,
  needsToken: false,
  run({ world, token }) {
    const fail = (answer: Answer) => ({ answer, about: nobody });
    if (!token) {
      return fail(failNew(400, 'AuthenticationFailed.MissingParameter', '缺少参数：x-acs-dingtalk-access-token'));
    }
    const grant = world.grants.checkUserToken(token);
    if (grant === 'expired') return fail(failNew(400, 'accesstoken.expired', 'access_token已过期'));
    if (grant === 'unknown') {
      const isAppToken = typeof world.tokens.check(token) === 'object';
      return fail(
        isAppToken
          ? permissionDenied(['Contact.User.Read'])
          : failNew(400, 'InvalidAuthentication', '不合法的access_token'),
      );
    }
    const app = world.apps.get(grant.appKey);
    if (!app?.permissions.includes('Contact.User.Read')) return fail(permissionDenied(['Contact.User.Read']));
    const person = world.organisation.personByUnionId(grant.unionId);
    if (!person) return fail(failNew(404, 'invalidParameter.user.notFound', '用户不存在'));
    const { mobile, email, avatarUrl } = person;
    return {
      answer: okNew({
        nick: person.name,
        ...(avatarUrl ? { avatarUrl } : {}),
        ...(mobile && app.permissions.includes('Contact.User.mobile') ? { mobile } : {}),
        openId: openIdOf(app.appKey, person.unionId),
        unionId: person.unionId,
        ...(email ? { email } : {}),
        stateCode: '86',
      }),
      about: says(`登录用户 ${person.name}`, `The person who signs in: ${person.name}`),
    };
  },
};
