import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { app, buildEmulator, call, callOld, tokenOf } from '../testing/build.ts';
import type { Emulator } from '../types.ts';

const userPath = '/topapi/v2/user/get';
const person = { userid: 'zhixia' };
const appsPath = '/v1.0/microApp/allInnerApps';
const askNew = (emulator: Emulator, path: string, token: string) =>
  call(`${emulator.apiUrl}${path}`, undefined, token ? { 'x-acs-dingtalk-access-token': token } : {});
const askFlat = (emulator: Emulator, token: string) => call(`${emulator.oapiUrl}/auth/scopes?access_token=${token}`);

/** The same call from another address of this machine. */
const from = (localAddress: string, url: string, body: object): Promise<Record<string, unknown>> =>
  new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: 'POST', localAddress, agent: false, headers: { 'content-type': 'application/json' } },
      async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        resolve(JSON.parse(Buffer.concat(chunks).toString()));
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });

describe('tokens at the gateway', () => {
  test('the number under 88 stands where the switch says, and the log names it all the same', async () => {
    const emulator = await buildEmulator();
    const words = {
      errcode: 88,
      errmsg: 'ding talk error[subcode=40014,submsg=不合法的access_token]',
      request_id: expect.any(String),
    };
    const shapes = {
      sub_code: { ...words, sub_code: '40014', sub_msg: '不合法的access_token' },
      subcode: { ...words, subcode: '40014', submsg: '不合法的access_token' },
      words,
    };
    for (const form of ['sub_code', 'subcode', 'words'] as const) {
      emulator.switches.gatewayForm = form;
      expect((await callOld(emulator, userPath, person, 'unknown')).json).toEqual(shapes[form]);
      expect(emulator.calls().at(-1)?.code).toBe('40014');
    }
  });

  test('the new family wants its own header; Bearer does not count', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    expect(await call(`${emulator.apiUrl}${appsPath}`, undefined, { authorization: `Bearer ${token}` })).toEqual({
      status: 400,
      json: {
        code: 'AuthenticationFailed.MissingParameter',
        requestid: expect.any(String),
        message: '缺少参数：x-acs-dingtalk-access-token',
      },
    });
    expect((await askNew(emulator, appsPath, token)).status).toBe(200);
  });

  test('a bad or expired token is a 400 of the new family, and flat where a call is no topapi', async () => {
    const emulator = await buildEmulator();
    expect(await askNew(emulator, appsPath, 'nonsense')).toMatchObject({
      status: 400,
      json: { code: 'InvalidAuthentication', message: '不合法的access_token' },
    });
    expect((await askFlat(emulator, 'nonsense')).json).toEqual({
      errcode: 40014,
      errmsg: '不合法的access_token',
      request_id: expect.any(String),
    });
    const token = await tokenOf(emulator);
    emulator.expireTokens();
    expect((await askFlat(emulator, token)).json).toMatchObject({ errcode: 42001 });
    expect(await askNew(emulator, appsPath, token)).toMatchObject({
      status: 400,
      json: { code: 'InvalidAuthentication' },
    });
  });

  test('the token of one app is nothing after the app was removed', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    emulator.apps.remove(app.appKey);
    expect((await callOld(emulator, userPath, person, token)).json).toMatchObject({ sub_code: '40014' });
  });
});

describe('egress addresses', () => {
  test('a caller from elsewhere is told its address, in the three shapes', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    emulator.apps.change(app.appKey, { egressIps: ['203.0.113.9'] });
    expect((await callOld(emulator, userPath, person, token)).json).toMatchObject({
      errcode: 88,
      sub_code: '60020',
      errmsg: `ding talk error[subcode=60020,submsg=访问ip不在白名单之中,request ip=127.0.0.1 appKey(${app.appKey})]`,
    });
    const flat = (await askFlat(emulator, token)).json;
    expect(flat).toMatchObject({
      errcode: 60020,
      errmsg: expect.stringMatching(/^请参考FAQ：.*request ip=127\.0\.0\.1 /),
    });
    expect(flat).not.toHaveProperty('sub_code');
    expect(await askNew(emulator, appsPath, token)).toMatchObject({
      status: 403,
      json: {
        code: 'Forbidden.AccessDenied.IpNotInWhiteList',
        message: expect.stringContaining('request ip=127.0.0.1 '),
      },
    });
  });

  test.each<[readonly string[], string, boolean]>([
    [['127.0.0.*'], '127.0.0.7', true],
    [['127.0.1.*'], '127.0.0.7', false],
    [['127.*.7'], '127.0.0.7', true],
    [['127.0.0.7'], '127.0.0.7', true],
    [['127.0.0.70'], '127.0.0.7', false],
  ])('%j and a caller at %s: %s', async (egressIps, address, passes) => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    emulator.apps.change(app.appKey, { egressIps });
    const answer = await from(address, `${emulator.oapiUrl}${userPath}?access_token=${token}`, person);
    expect(answer.errcode).toBe(passes ? 0 : 88);
  });

  test('an empty list lets everyone in, or nobody: a switch; token calls are checked by another one', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    emulator.switches.emptyIpListRefuses = true;
    expect((await callOld(emulator, userPath, person, token)).json).toMatchObject({ sub_code: '60020' });
    const ask = () => call(`${emulator.oapiUrl}/gettoken?appkey=${app.appKey}&appsecret=${app.appSecret}`);
    expect((await ask()).json).toMatchObject({ errcode: 0 });
    emulator.switches.tokenCallsCheckIp = true;
    expect((await ask()).json).toMatchObject({ errcode: 60020 });
  });
});

describe('permission points', () => {
  test('a missing one is named with the page to apply for it, in both shapes', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    emulator.apps.change(app.appKey, { permissions: ['qyapi_base'] });
    const link = `https://open-dev.dingtalk.com/appscope/apply?content=${app.appKey}%23qyapi_get_member`;
    const words = `应用尚未开通所需的权限：[qyapi_get_member]，点击链接申请并开通即可：${link}, {requiredScopes=[qyapi_get_member]}`;
    expect((await callOld(emulator, userPath, person, token)).json).toEqual({
      errcode: 88,
      sub_code: '60011',
      sub_msg: words,
      errmsg: `ding talk error[subcode=60011,submsg=${words}]`,
      request_id: expect.any(String),
    });
    expect(await askNew(emulator, appsPath, token)).toEqual({
      status: 403,
      json: {
        code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
        requestid: expect.any(String),
        message: expect.stringContaining('没有调用该接口的权限'),
        accessdenieddetail: { requiredScopes: ['qyapi_get_microapp_list'] },
      },
    });
  });

  test('a new grant works at once, or with the next token: a switch', async () => {
    const emulator = await buildEmulator();
    emulator.switches.permissionsAtOnce = false;
    const { permissions } = emulator.apps.get(app.appKey)!;
    emulator.apps.change(app.appKey, { permissions: ['qyapi_base'] });
    const token = await tokenOf(emulator);
    emulator.apps.change(app.appKey, { permissions });
    expect((await callOld(emulator, userPath, person, token)).json).toMatchObject({ sub_code: '60011' });
    emulator.expireTokens();
    expect((await callOld(emulator, userPath, person)).json).toMatchObject({ errcode: 0 });
    emulator.switches.permissionsAtOnce = true;
    emulator.apps.change(app.appKey, { permissions: ['qyapi_base'] });
    expect((await callOld(emulator, userPath, person)).json).toMatchObject({ sub_code: '60011' });
  });

  test('a new app has what is on by default and is not on the workbench', async () => {
    const emulator = await buildEmulator();
    const made = emulator.apps.create({ name: '新应用' });
    expect(made).toMatchObject({ published: false, permissions: ['qyapi_base'] });
    const { json } = await call(`${emulator.oapiUrl}/gettoken?appkey=${made.appKey}&appsecret=${made.appSecret}`);
    const token = String(json.access_token);
    expect((await callOld(emulator, userPath, person, token)).json).toMatchObject({ sub_code: '60011' });
    const code = emulator.issueAuthCode('zhixia', made.appKey);
    expect((await callOld(emulator, '/topapi/v2/user/getuserinfo', { code }, token)).json).toMatchObject({
      errcode: 40079,
    });
  });
});
