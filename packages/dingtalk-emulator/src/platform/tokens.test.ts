import { describe, expect, test } from 'vitest';
import { app, buildEmulator, call, callOld, handClock } from '../testing/build.ts';

const newBody = { appKey: app.appKey, appSecret: app.appSecret };

describe('app tokens on the wire', () => {
  test('the new family answers accessToken and expireIn', async () => {
    const emulator = await buildEmulator();
    const { status, json } = await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, newBody);
    expect(status).toBe(200);
    expect(json).toEqual({ accessToken: expect.stringMatching(/^[\w-]{20,}$/), expireIn: 7200 });
  });

  test('the old family takes the pair from the query only', async () => {
    const emulator = await buildEmulator();
    const good = await call(`${emulator.oapiUrl}/gettoken?appkey=${app.appKey}&appsecret=${app.appSecret}`);
    expect(good).toEqual({
      status: 200,
      json: { errcode: 0, errmsg: 'ok', access_token: expect.any(String), expires_in: 7200 },
    });
    const form = await call(`${emulator.oapiUrl}/gettoken`, `appkey=${app.appKey}&appsecret=${app.appSecret}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.json).toMatchObject({ errcode: 40035, errmsg: '缺少参数 corpid or appkey' });
  });

  test('the unified call is bound to the corp', async () => {
    const emulator = await buildEmulator();
    const body = { client_id: app.appKey, client_secret: app.appSecret, grant_type: 'client_credentials' };
    const good = await call(`${emulator.apiUrl}/v1.0/oauth2/dingcorp01/token`, body);
    expect(good).toEqual({ status: 200, json: { access_token: expect.any(String), expires_in: 7200 } });
    const other = await call(`${emulator.apiUrl}/v1.0/oauth2/dingcorp02/token`, body);
    expect(other).toMatchObject({ status: 500, json: { code: 'unknownError', message: '未知错误' } });
    const grant = await call(`${emulator.apiUrl}/v1.0/oauth2/dingcorp01/token`, { ...body, grant_type: 'x' });
    expect(grant).toMatchObject({ status: 400, json: { code: 'unsupported.grant.type' } });
    const secret = await call(`${emulator.apiUrl}/v1.0/oauth2/dingcorp01/token`, { ...body, client_secret: 'x' });
    expect(secret).toMatchObject({ status: 400, json: { code: 'invalid.client' } });
  });

  test('a wrong secret is refused in the words of each family', async () => {
    const emulator = await buildEmulator();
    const fresh = await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, { ...newBody, appSecret: 'x' });
    expect(fresh.status).toBe(400);
    expect(fresh.json).toEqual({
      requestid: expect.stringMatching(/^[0-9A-F-]{36}$/),
      code: 'invalidClientIdOrSecret',
      message: '无效的clientId或者clientSecret',
    });
    const old = await call(`${emulator.oapiUrl}/gettoken?appkey=${app.appKey}&appsecret=x`);
    expect(old).toMatchObject({ status: 200, json: { errcode: 40096, errmsg: '不合法的appKey或appSecret' } });
  });

  test('asking again gives the same token and renews it; after 7200 s a new one comes', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const ask = async () => (await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, newBody)).json.accessToken;
    const first = await ask();
    clock.pass(7_000_000);
    expect(await ask()).toBe(first);
    clock.pass(7_000_000);
    expect(await ask()).toBe(first);
    clock.pass(7_200_000);
    expect(await ask()).not.toBe(first);
  });

  test('the gateway says 88 with the reason in sub_code', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const path = '/topapi/v2/user/get';
    const wrong = await callOld(emulator, path, { userid: 'zhixia' }, 'nonsense');
    expect(wrong).toEqual({
      status: 200,
      json: {
        errcode: 88,
        sub_code: '40014',
        sub_msg: '不合法的access_token',
        errmsg: 'ding talk error[subcode=40014,submsg=不合法的access_token]',
        request_id: expect.any(String),
      },
    });
    expect((await call(`${emulator.oapiUrl}${path}`, {})).json).toMatchObject({
      sub_code: '40000',
      sub_msg: 'access_token is blank',
    });
    const token = String((await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, newBody)).json.accessToken);
    clock.pass(7_200_001);
    expect((await callOld(emulator, path, { userid: 'zhixia' }, token)).json).toMatchObject({
      errcode: 88,
      sub_code: '42001',
    });
  });

  test('what is not there is unknown in the documented way', async () => {
    const emulator = await buildEmulator();
    expect((await call(`${emulator.oapiUrl}/topapi/v2/user/nope?access_token=x`, {})).json).toMatchObject({
      errcode: 22,
      sub_msg: '不合法ApiName，ApiName = dingtalk.oapi.v2.user.nope',
      errmsg: 'Invalid method[submsg=不合法ApiName，ApiName = dingtalk.oapi.v2.user.nope]',
    });
    expect(await call(`${emulator.apiUrl}/v1.0/nope`, {})).toEqual({
      status: 404,
      json: {
        code: 'InvalidAction.NotFound',
        message: 'Specified api is not found, please check your url and method.',
        requestid: expect.any(String),
      },
    });
    expect(await call(`${emulator.apiUrl}/nope`, {})).toEqual({
      status: 200,
      json: { errcode: 404, errmsg: '请求的URI地址不存在' },
    });
    const form = await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, 'a=b', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form).toMatchObject({ status: 400, json: { code: 'Missingbody' } });
  });
});
