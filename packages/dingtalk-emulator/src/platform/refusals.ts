import { stampOf } from '../state/day.ts';
import type { PlatformCall } from './call.ts';
import { type Answer, failNew, flat, gateway } from './errors.ts';

type Called = Pick<PlatformCall, 'family' | 'path'>;

/** One refusal of the gateway, in the three shapes in which it is said (dingtalk-api.md §0.2, §0.3). */
function refuse(call: Called, old: readonly [code: string, words: string], fresh: () => Answer): Answer {
  if (call.family === 'new') return fresh();
  return call.path.startsWith('/topapi/') ? gateway(...old) : flat(Number(old[0]), old[1]);
}

const badToken = () => failNew(400, 'InvalidAuthentication', '不合法的access_token');

export const noToken = (call: Called): Answer =>
  call.path.startsWith('/topapi/')
    ? gateway('40000', 'access_token is blank')
    : refuse(call, ['41001', '缺少access_token参数'], () =>
        failNew(400, 'AuthenticationFailed.MissingParameter', '缺少参数：x-acs-dingtalk-access-token'),
      );

export const unknownToken = (call: Called): Answer => refuse(call, ['40014', '不合法的access_token'], badToken);
export const expiredToken = (call: Called): Answer => refuse(call, ['42001', 'access_token超时'], badToken);

/** §9.1: the flat shape has a preface, the new one no app. */
export function wrongAddress(call: Called, ip: string, appKey: string): Answer {
  const words = `访问ip不在白名单之中,request ip=${ip} appKey(${appKey})`;
  const isFlat = call.family === 'old' && !call.path.startsWith('/topapi/');
  const preface = '请参考FAQ：https://open.dingtalk.com/document/orgapp/common-errors。错误原因：';
  return refuse(call, ['60020', isFlat ? preface + words : words], () =>
    failNew(
      403,
      'Forbidden.AccessDenied.IpNotInWhiteList',
      `访问ip不在白名单之中，request ip=${ip} 请在开发者后台配置服务器出口IP`,
    ),
  );
}

/** §5.7 */
export function missingPermission(call: Called, scope: string, appKey: string): Answer {
  const link = `https://open-dev.dingtalk.com/appscope/apply?content=${appKey}%23${scope}`;
  const words = `应用尚未开通所需的权限：[${scope}]，点击链接申请并开通即可：${link}, {requiredScopes=[${scope}]}`;
  return refuse(call, ['60011', words], () => permissionDenied([scope]));
}

/** §5.7: also when the token is of another kind (§1.5). */
export function permissionDenied(requiredScopes: readonly string[]): Answer {
  const message =
    '没有调用该接口的权限，接口权限申请参考：https://open.dingtalk.com/document/orgapp-server/add-api-permission';
  const answer = failNew(403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', message);
  return { ...answer, json: { ...answer.json, accessdenieddetail: { requiredScopes } } };
}

/** §10.1: the message holds the API, the window and its end. */
export function tooFast(call: Called, now: number, qps: number): Answer {
  const window = `从 ${stampOf(now)} 到 ${stampOf(now)} 请求总次数超过 ${qps} 次, 限制将在 ${stampOf(now + 1000)} 结束.`;
  const words = `应用调用该接口的次数超过每秒限制, apiPath(${apiName(call.path)}), ${window}`;
  return refuse(call, ['90018', words], () =>
    failNew(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', `应用调用该接口的次数超过每秒限制, ${window}`),
  );
}

/** §10.1: the whole platform's calls of one API; the old family's number differs from that of one app. */
export function platformTooFast(call: Called, now: number): Answer {
  const window = `从 ${stampOf(now)} 到 ${stampOf(now)} 请求总次数超过 1200 次, 限制将在 ${stampOf(now + 1000)} 结束.`;
  const words = `该接口的调用次数超过限制, apiPath(${apiName(call.path)}), ${window}`;
  return refuse(call, ['90002', words], () => failNew(403, 'Forbidden.AccessDenied.QpsLimitForApi', words));
}

/** §10.3 */
export const monthUsedUp = (call: Called): Answer =>
  refuse(call, ['90020', '企业本月的API调用量已超过限制'], () =>
    failNew(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', '企业本月的API调用量已超过限制'),
  );

/** `dingtalk.oapi.v2.department.listsub` */
const apiName = (path: string): string =>
  `dingtalk.oapi.${path
    .replace(/^\/topapi/, '')
    .slice(1)
    .replaceAll('/', '.')}`;
