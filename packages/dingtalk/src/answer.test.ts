import { describe, expect, test } from 'vitest';
import { networkFailure, readAnswer } from './answer.ts';
import type { Scripted } from './testing/scripted-http.ts';

const now = Date.parse('2026-11-20T06:36:00Z');

function failureOf(
  { status = 200, json, text = JSON.stringify(json) }: Omit<Scripted, 'error'>,
  family: 'old' | 'new' = 'old',
) {
  const result = readAnswer({ status, headers: {}, body: Buffer.from(text) }, now, family);
  return result.ok ? undefined : result.error;
}

describe('failures of both families', () => {
  test.each<[string, Scripted, object]>([
    [
      'a missing permission, old',
      {
        json: {
          errcode: 88,
          sub_code: '60011',
          sub_msg:
            '应用尚未开通所需的权限：[qyapi_get_member]，点击链接申请并开通即可：https://open-dev.dingtalk.com/appscope/apply?content=x, {requiredScopes=[qyapi_get_member]}',
          errmsg: 'ding talk error[subcode=60011]',
          request_id: '15r',
        },
      },
      { kind: 'permission', code: '60011', requiredScopes: ['qyapi_get_member'], requestId: '15r' },
    ],
    [
      'a missing permission, new',
      {
        status: 403,
        json: {
          code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
          requestid: '0A1B',
          message: '没有调用该接口的权限',
          accessdenieddetail: { requiredScopes: ['Todo.Todo.Write'] },
        },
      },
      { kind: 'permission', requiredScopes: ['Todo.Todo.Write'], requestId: '0A1B' },
    ],
    [
      'an address outside the list, old',
      {
        json: {
          errcode: 88,
          sub_code: '60020',
          errmsg:
            'ding talk error[subcode=60020,submsg=访问ip不在白名单之中,request ip=203.0.113.9 appKey(dingmailapp0001)]',
        },
      },
      { kind: 'ip', code: '60020', requestIp: '203.0.113.9' },
    ],
    [
      'an address outside the list, new and IPv6',
      {
        status: 403,
        json: {
          code: 'Forbidden.AccessDenied.IpNotInWhiteList',
          message: '访问ip不在白名单之中 request ip=2001:db8::9 ',
        },
      },
      { kind: 'ip', requestIp: '2001:db8::9' },
    ],
    [
      'too many of this app',
      { json: { errcode: 88, sub_code: '90018', errmsg: '' } },
      { kind: 'qps', retryAfterMs: 1000 },
    ],
    [
      'too many of the platform, with the end of the limit',
      {
        json: {
          errcode: 90002,
          errmsg:
            '从 2026-11-20 14:35:00 到 2026-11-20 14:36:00 请求总次数超过 1200 次, 限制将在 2026-11-20 14:36:07 结束.',
        },
      },
      { kind: 'qps', code: '90002', retryAfterMs: 7000 },
    ],
    [
      'throttling is not a permission although it is 403 and Forbidden',
      { status: 403, json: { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', message: '' } },
      { kind: 'qps', retryAfterMs: 1000 },
    ],
    [
      'the limit of a minute',
      { status: 403, json: { code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi', message: '' } },
      { kind: 'qps', retryAfterMs: 60_000 },
    ],
    ['the limit of a minute, old', { json: { errcode: 90006, errmsg: '' } }, { kind: 'qps', retryAfterMs: 60_000 }],
    [
      'a missing permission, named in the sentence only',
      { json: { errcode: 60011, errmsg: '应用尚未开通所需的权限：[qyapi_get_member]，点击链接申请并开通即可' } },
      { kind: 'permission', requiredScopes: ['qyapi_get_member'] },
    ],
    ['the month, old', { json: { errcode: 90020, errmsg: '' } }, { kind: 'quota' }],
    [
      'the month, new',
      { status: 403, json: { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' } },
      { kind: 'quota' },
    ],
    ['a person outside the scope', { json: { errcode: 50002, errmsg: '' } }, { kind: 'scope', code: '50002' }],
    ['nobody', { json: { errcode: 60121, errmsg: '找不到该用户' } }, { kind: 'notfound', code: '60121' }],
    ['busy', { json: { errcode: -1, errmsg: '系统繁忙' } }, { kind: 'busy', maybeDone: true }],
    [
      'a silent authentication service',
      { json: { errcode: 88, sub_code: '', errmsg: '' } },
      { kind: 'busy', code: '88' },
    ],
    ['a gateway that waited too long', { status: 504, text: '<html>504</html>' }, { kind: 'busy', maybeDone: true }],
    [
      'the page of the firewall',
      { text: '<!doctype html><p>blocked' },
      { kind: 'qps', code: 'blocked', retryAfterMs: 300_000 },
    ],
    [
      'the JSON of the firewall',
      { json: { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: 'u' } },
      { kind: 'qps', code: 'blocked', retryAfterMs: 300_000 },
    ],
    ['an empty answer', { text: '' }, { kind: 'busy', maybeDone: true }],
    ['a list where an object belongs', { text: '[]' }, { kind: 'busy', maybeDone: true }],
    ['a gateway in front, in JSON', { status: 504, json: { message: 'timeout' } }, { kind: 'busy', code: 'http.504' }],
    [
      'an unknown path, new',
      { status: 404, json: { code: 'InvalidAction.NotFound', message: '' } },
      { kind: 'notfound' },
    ],
    ['an unknown path, old', { json: { errcode: 22, errmsg: 'Invalid method' } }, { kind: 'param', code: '22' }],
    [
      'the backend’s time-out',
      { json: { errcode: 15, sub_code: 'isp.top-remote-connection-timeout' } },
      { kind: 'busy', code: '15' },
    ],
    [
      'a blank token',
      { json: { errcode: 88, sub_code: '40000', sub_msg: 'access_token is blank' } },
      { kind: 'token' },
    ],
    ['a missing header', { status: 400, json: { code: 'AuthenticationFailed.MissingParameter' } }, { kind: 'token' }],
    [
      'keys as the console renders them',
      {
        status: 403,
        json: {
          Code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
          RequestId: 'R',
          Message: 'no',
          AccessDeniedDetail: { requiredScopes: ['Contact.User.Read'] },
        },
      },
      { kind: 'permission', requiredScopes: ['Contact.User.Read'], requestId: 'R' },
    ],
    [
      'a sub code without its underscore',
      { json: { errcode: '88', subcode: 40014, errmsg: '' } },
      { kind: 'token', code: '40014' },
    ],
    [
      'a sub code in the words only',
      { json: { errcode: 88, errmsg: 'ding talk error[subcode=60011,submsg=…, {requiredScopes=[qyapi_get_member]}]' } },
      { kind: 'permission', code: '60011', requiredScopes: ['qyapi_get_member'] },
    ],
    [
      'a busy platform in the words only, which may have done it',
      { json: { errcode: 88, errmsg: 'ding talk error[subcode=-1,submsg=系统繁忙]' } },
      { kind: 'busy', code: '-1', maybeDone: true },
    ],
    [
      'the backend’s time-out as a sub code',
      { json: { errcode: 88, sub_code: 'isp.top-remote-connection-timeout' } },
      { kind: 'busy', maybeDone: true },
    ],
    [
      'an address at the end of its sentence',
      { json: { errcode: 60020, errmsg: '访问ip不在白名单之中,request ip=2001:db8::9.' } },
      { kind: 'ip', requestIp: '2001:db8::9' },
    ],
    [
      'a limit of the new family that names its end',
      {
        status: 403,
        json: {
          code: 'Forbidden.AccessDenied.QpsLimitForApi',
          message:
            '从 2026-11-20 14:35:00 到 2026-11-20 14:36:00 请求总次数超过 1200 次, 限制将在 2026-11-20 14:36:07 结束.',
        },
      },
      { kind: 'qps', retryAfterMs: 7000 },
    ],
    [
      'details of a refusal in the console’s casing all through',
      {
        status: 403,
        json: { Code: 'Forbidden.AccessDenied.X', AccessDeniedDetail: { RequiredScopes: ['Contact.User.Read'] } },
      },
      { kind: 'permission', requiredScopes: ['Contact.User.Read'] },
    ],
    ['an errcode of nothing is no success', { json: { errcode: null, errmsg: 'ok' } }, { code: 'answer.shape' }],
    ['an empty errcode neither', { json: { errcode: '', errmsg: 'ok' } }, { code: 'answer.shape', maybeDone: true }],
    [
      'nor an old answer without one',
      { json: { result: {} } },
      { kind: 'busy', code: 'answer.shape', maybeDone: true },
    ],
    [
      'an errcode that would throw when printed',
      { json: { errcode: { toString: 1, valueOf: 1 } } },
      { code: 'answer.shape' },
    ],
    ['a cut answer', { text: '{"errcode":0,"err' }, { kind: 'busy', maybeDone: true }],
    ['anything else', { json: { errcode: 400002, errmsg: '' } }, { kind: 'param', code: '400002' }],
  ])('%s', (_name, answer, expected) => {
    expect(failureOf(answer)).toMatchObject(expected);
  });

  test('a refused connection was certainly not carried out; a broken one may have been', () => {
    const broken = (code: string) => Object.assign(new Error('x'), { code });
    const refused = networkFailure(new Error('fetch failed', { cause: broken('ECONNREFUSED') }));
    expect(refused).toEqual({ kind: 'busy', code: 'ECONNREFUSED', message: 'no answer' });
    expect(networkFailure(broken('EGRESS_BLOCKED')).maybeDone).toBeUndefined();
    expect(networkFailure(broken('ECONNRESET')).maybeDone).toBe(true);
    expect(networkFailure('not even an error')).toMatchObject({ code: 'network', maybeDone: true });
  });
});
