import { type Clock, type CorpId, Secret, type UserId } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { createDingTalk } from './client.ts';
import { memoryTokenStore } from './memory-token-store.ts';
import { type Scripted, scriptHttp } from './testing/scripted-http.ts';
import type { AppCredential, TokenStore } from './types.ts';

const start = Date.parse('2026-11-20T06:36:00Z');
const tokenPath = '/v1.0/oauth2/accessToken';
const userPath = '/topapi/v2/user/get';
const sendPath = '/topapi/message/corpconversation/asyncsend_v2';
const token = (value: string): Scripted => ({ json: { accessToken: value, expireIn: 7200 } });
const user: Scripted = {
  json: { errcode: 0, errmsg: 'ok', result: { userid: 'user0001', name: '陈明', active: true } },
};
const sent: Scripted = { json: { errcode: 0, errmsg: 'ok', task_id: 310045678901, request_id: '5kmail8x2y7z' } };

const buildCredential = (over: Partial<AppCredential> = {}): AppCredential => ({
  corpId: 'dingcorp01' as CorpId,
  agentId: 1234567,
  appKey: 'dingmailapp0001',
  appSecret: new Secret('s3cret'),
  oapiUrl: 'http://oapi.test',
  apiUrl: 'http://api.test',
  ...over,
});

function build(script: Record<string, Scripted | Scripted[]>, tokens: TokenStore = memoryTokenStore()) {
  let now = start;
  const clock: Clock = { now: () => now, sleep: async () => undefined };
  const { http, sent: calls } = scriptHttp({ [tokenPath]: token('t1'), ...script });
  const dingtalk = createDingTalk({ http, tokens, clock });
  const pass = (ms: number) => {
    now += ms;
  };
  return {
    dingtalk,
    app: dingtalk(buildCredential()),
    calls,
    pass,
    countOf: (path: string) => calls.filter((call) => call.path === path).length,
  };
}

const person = 'user0001' as UserId;
const failureOf = async (answer: Scripted) => {
  const { app } = build({ [userPath]: answer });
  const result = await app.getUser(person);
  return result.ok ? undefined : result.error;
};

describe('app tokens', () => {
  test('one request serves many calls at once, and later ones', async () => {
    const { app, countOf } = build({ [userPath]: user });
    await Promise.all(Array.from({ length: 50 }, () => app.getUser(person)));
    await app.getUser(person);
    expect(countOf(tokenPath)).toBe(1);
  });

  test('the credential travels in the body of the request, the token in the query of the call', async () => {
    const { app, calls } = build({ [userPath]: user });
    await app.getUser(person);
    expect(JSON.parse(calls[0]!.body)).toEqual({ appKey: 'dingmailapp0001', appSecret: 's3cret' });
    expect(calls[1]!.query.get('access_token')).toBe('t1');
    expect(JSON.parse(calls[1]!.body)).toEqual({ userid: 'user0001', language: 'zh_CN' });
  });

  test('a token is renewed ten minutes before it dies', async () => {
    const { app, pass, countOf } = build({ [tokenPath]: [token('t1'), token('t2')], [userPath]: user });
    await app.getUser(person);
    pass((7200 - 601) * 1000);
    await app.getUser(person);
    expect(countOf(tokenPath)).toBe(1);
    pass(2000);
    await app.getUser(person);
    expect(countOf(tokenPath)).toBe(2);
  });

  test('a token that still lives is used when the renewal fails', async () => {
    const { app, pass } = build({
      [tokenPath]: [token('t1'), { status: 500, json: { code: 'systemBusy' } }],
      [userPath]: user,
    });
    await app.getUser(person);
    pass(7000 * 1000);
    expect((await app.getUser(person)).ok).toBe(true);
  });

  const gateway = (code: string): Scripted => ({
    json: {
      errcode: 88,
      sub_code: code,
      sub_msg: '不合法的access_token',
      errmsg: `ding talk error[subcode=${code},submsg=不合法的access_token]`,
    },
  });
  test.each<[string, Scripted]>([
    ['40014 of the gateway', gateway('40014')],
    ['42001 of the gateway', gateway('42001')],
    [
      '40014 in the words only',
      { json: { errcode: 88, errmsg: 'ding talk error[subcode=40014,submsg=不合法的access_token]' } },
    ],
    ['subcode without underscore', { json: { errcode: 88, subcode: 40014, errmsg: '' } }],
    ['40014 flat', { json: { errcode: 40014, errmsg: '不合法的access_token' } }],
    ['42001 flat, as text', { json: { errcode: '42001', errmsg: 'access_token超时' } }],
    ['40001 flat', { json: { errcode: 40001, errmsg: 'bad' } }],
    [
      'InvalidAuthentication',
      { status: 400, json: { code: 'InvalidAuthentication', message: '不合法的access_token', requestid: 'X' } },
    ],
    ['accesstoken.expired', { status: 400, json: { Code: 'accesstoken.expired', Message: '' } }],
  ])('%s brings one fresh token and one more try', async (_name, answer) => {
    const { app, calls } = build({ [tokenPath]: [token('t1'), token('t2')], [userPath]: [answer, user] });
    expect((await app.getUser(person)).ok).toBe(true);
    expect(calls.filter((call) => call.path === userPath).map((call) => call.query.get('access_token'))).toEqual([
      't1',
      't2',
    ]);
  });

  test('a second refusal is final', async () => {
    const { app, countOf } = build({ [userPath]: gateway('40014') });
    expect(await app.getUser(person)).toMatchObject({ ok: false, error: { kind: 'token', code: '40014' } });
    expect(countOf(userPath)).toBe(2);
  });

  test('calls that learn of one dead token together fetch one new token', async () => {
    const { app, countOf } = build({
      [tokenPath]: [token('t1'), token('t2')],
      [userPath]: [...Array.from({ length: 10 }, () => gateway('40014')), user],
    });
    const results = await Promise.all(Array.from({ length: 10 }, () => app.getUser(person)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(countOf(tokenPath)).toBe(2);
  });

  test('a wrong secret is named as such, and no call is made', async () => {
    const { app, countOf } = build({
      [tokenPath]: {
        status: 400,
        json: { requestid: 'R', code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' },
      },
    });
    expect(await app.getUser(person)).toMatchObject({
      ok: false,
      error: { kind: 'token', code: 'invalidClientIdOrSecret' },
    });
    expect(countOf(userPath)).toBe(0);
  });

  test('corps, and a changed secret, never share a token', async () => {
    const tokens = memoryTokenStore();
    const { dingtalk, countOf } = build({ [userPath]: user }, tokens);
    await dingtalk(buildCredential()).getUser(person);
    await dingtalk(buildCredential({ corpId: 'dingcorp02' as CorpId })).getUser(person);
    await dingtalk(buildCredential({ appSecret: new Secret('other') })).getUser(person);
    expect(countOf(tokenPath)).toBe(3);
  });
});

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
    ['a cut answer', { text: '{"errcode":0,"err' }, { kind: 'busy', maybeDone: true }],
    ['anything else', { json: { errcode: 400002, errmsg: '' } }, { kind: 'param', code: '400002' }],
  ])('%s', async (_name, answer, expected) => {
    expect(await failureOf(answer)).toMatchObject(expected);
  });

  test('a refused connection was certainly not carried out; a broken one may have been', async () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    expect((await failureOf({ error: new Error('fetch failed', { cause: refused }) }))?.maybeDone).toBeUndefined();
    expect((await failureOf({ error: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }))?.maybeDone).toBe(true);
  });
});

describe('sign-in and people', () => {
  test('the holder of a code, with the right of an administrator', async () => {
    const { app, calls } = build({
      '/topapi/v2/user/getuserinfo': {
        json: {
          errcode: 0,
          errmsg: 'ok',
          result: {
            userid: 'user0001',
            name: '陈明',
            unionid: 'UnIoN0001',
            device_id: 'd41d8c',
            sys: true,
            sys_level: 1,
          },
        },
      },
    });
    expect(await app.getUserInfo('c0de')).toEqual({
      ok: true,
      value: {
        userId: 'user0001',
        name: '陈明',
        unionId: 'UnIoN0001',
        deviceId: 'd41d8c',
        isAdmin: true,
        adminLevel: 1,
      },
    });
    expect(JSON.parse(calls.at(-1)!.body)).toEqual({ code: 'c0de' });
  });

  test('a used code fails with its number', async () => {
    const { app } = build({
      '/topapi/v2/user/getuserinfo': { json: { errcode: 40078, errmsg: '不存在的临时授权码' } },
    });
    expect(await app.getUserInfo('c0de')).toMatchObject({ ok: false, error: { kind: 'param', code: '40078' } });
  });

  test('fields without permission are missing, numbers printed as text are read', async () => {
    const { app } = build({
      [userPath]: {
        json: {
          errcode: '0',
          result: { userid: 'user0001', name: '陈明', dept_id_list: '[2,3,4]', active: 'true', email: '' },
        },
      },
    });
    expect(await app.getUser(person)).toEqual({
      ok: true,
      value: { userId: 'user0001', name: '陈明', departmentIds: [2, 3, 4], active: true },
    });
  });
});

describe('work notifications', () => {
  const msg = '{ "msgtype":"text",  "text":{"content":"你有 3 封新邮件 \\u9e3f"} }';

  test('the stored text leaves byte for byte, also the second time', async () => {
    const { app, calls } = build({ [sendPath]: sent });
    expect(await app.sendWorkNotification([person, 'user0002' as UserId], msg)).toEqual({
      ok: true,
      value: { taskId: '310045678901' },
    });
    await app.sendWorkNotification([person, 'user0002' as UserId], msg);
    const bodies = calls.filter((call) => call.path === sendPath).map((call) => call.body);
    expect(bodies[0]).toContain(msg);
    expect(bodies[0]).toBe(bodies[1]);
    expect(JSON.parse(bodies[0]!)).toMatchObject({
      agent_id: 1234567,
      userid_list: 'user0001,user0002',
      to_all_user: false,
    });
  });

  test.each<[string, UserId[], string]>([
    ['nobody', [], msg],
    ['101 people', Array.from({ length: 101 }, (_, i) => `u${i}` as UserId), msg],
    ['a comma in an id', ['a,b' as UserId], msg],
    ['2,049 bytes', [person], JSON.stringify({ msgtype: 'text', text: { content: 'x'.repeat(2049 - 40) } })],
    ['a text that is no object', [person], '"x"'],
    [
      'a status bar for six',
      Array.from({ length: 6 }, (_, i) => `u${i}` as UserId),
      '{"msgtype":"oa","oa":{"status_bar":{}}}',
    ],
  ])('%s is refused before it costs a call', async (_name, to, text) => {
    const { app, calls } = build({ [sendPath]: sent });
    expect(await app.sendWorkNotification(to, text)).toMatchObject({
      ok: false,
      error: { kind: 'param', code: 'message.refused' },
    });
    expect(calls).toEqual([]);
  });

  test('a failed token request proves that nothing was sent', async () => {
    const { app } = build({ [tokenPath]: { error: Object.assign(new Error('x'), { code: 'ECONNRESET' }) } });
    expect(await app.sendWorkNotification([person], msg)).toMatchObject({
      ok: false,
      error: { kind: 'busy', maybeDone: false },
    });
  });
});
