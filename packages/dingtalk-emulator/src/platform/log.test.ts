import { describe, expect, test } from 'vitest';
import { app, buildEmulator, call, callOld, handClock, sendBody, sendPath, tokenOf } from '../testing/build.ts';

describe('what the log of calls shows', () => {
  test('who called, for which app, and which rule was broken', async () => {
    const emulator = await buildEmulator();
    const url = `${emulator.oapiUrl}${sendPath}?access_token=${await tokenOf(emulator)}`;
    await call(url, sendBody({ agent_id: 5 }), { 'user-agent': 'somebody/1.0' });
    expect(emulator.calls().at(-1)).toMatchObject({
      caller: 'somebody/1.0',
      appKey: app.appKey,
      code: '40056',
      rule: { section: '3.1', zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/agent_id/) },
    });
    expect(emulator.calls()[0]).not.toHaveProperty('rule');
  });

  test('what was injected broke no rule', async () => {
    const emulator = await buildEmulator();
    emulator.faults.add({ path: '*', kind: 'errcode', code: '40014' });
    await callOld(emulator, sendPath, sendBody(), 'any');
    expect(emulator.calls().at(-1)).toMatchObject({ fault: 'errcode', code: '40014' });
    expect(emulator.calls().at(-1)).not.toHaveProperty('rule');
  });

  test('no secret, token or code of either family, wherever it stands', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    const code = emulator.issueAuthCode('zhixia');
    await call(`${emulator.oapiUrl}/gettoken?appkey=${app.appKey}&appsecret=${app.appSecret}`);
    await callOld(emulator, '/topapi/v2/user/getuserinfo', { code }, token);
    await call(`${emulator.apiUrl}/v1.0/oauth2/dingcorp01/token`, {
      client_id: app.appKey,
      client_secret: app.appSecret,
      grant_type: 'client_credentials',
    });
    await call(`${emulator.oapiUrl}${sendPath}`, `access_token=${token}&agent_id=1`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    // Cut in the middle of a value, with no quote to end it.
    const long = JSON.stringify({ padding: 'x'.repeat(4060), appSecret: app.appSecret.repeat(20) });
    await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, long);
    const shown = JSON.stringify(emulator.calls());
    for (const secret of [token, code, app.appSecret]) expect(shown).not.toContain(secret);
    expect(shown).toContain('appsecret=••••');
  });

  test('the code of an error stays readable in the answer', async () => {
    const emulator = await buildEmulator();
    await call(`${emulator.apiUrl}/v1.0/microApp/allApps`, undefined, { 'x-acs-dingtalk-access-token': 'no' });
    expect(emulator.calls().at(-1)?.response).toContain('"code":"InvalidAuthentication"');
  });

  test('bodies are kept up to 4 KB', async () => {
    const emulator = await buildEmulator();
    await callOld(emulator, sendPath, { padding: 'x'.repeat(100_000) });
    const { request, bytes } = emulator.calls().at(-1)!;
    expect([request.length <= 4200, bytes > 100_000]).toEqual([true, true]);
  });
});

describe('paths', () => {
  test('what is no topapi of the old family is an unknown address; a method that is not taken is said', async () => {
    const emulator = await buildEmulator();
    expect(await call(`${emulator.oapiUrl}/nope`)).toEqual({
      status: 200,
      json: { errcode: 404, errmsg: '请求的URI地址不存在' },
    });
    expect((await call(`${emulator.oapiUrl}/topapi/v2/user/get`)).json).toMatchObject({ errcode: 43002 });
    expect(emulator.calls().at(-1)?.rule).toMatchObject({ section: '0.1' });
  });

  test('clients that know only a host reach both families without a prefix', async () => {
    const emulator = await buildEmulator();
    const { origin } = new URL(emulator.apiUrl);
    const pair = { appKey: app.appKey, appSecret: app.appSecret };
    expect((await call(`${origin}/v1.0/oauth2/accessToken`, pair)).json).toMatchObject({ expireIn: 7200 });
    expect((await call(`${origin}/gettoken?appkey=${app.appKey}&appsecret=x`)).json).toMatchObject({ errcode: 40096 });
  });
});

describe('injected faults of the gateway', () => {
  test.each<[string, number]>([
    ['system.busy', 500],
    ['Forbidden.AccessDenied.QpsLimitForApi', 403],
    ['invalidParameter.user.notFound', 404],
    ['accesstoken.expired', 400],
  ])('the new family says %s with %i', async (code, status) => {
    const emulator = await buildEmulator();
    emulator.faults.add({ path: '*', kind: 'errcode', code, times: 1 });
    expect(await call(`${emulator.apiUrl}/v1.0/microApp/allApps`)).toMatchObject({ status, json: { code } });
  });

  test('a number of the old family is said in the new one’s words, with the end of the limit', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    emulator.faults.add({ path: '*', kind: 'errcode', code: '90002' });
    const ends = expect.stringMatching(/apiPath\(.+\), 从 .+限制将在 2026-11-20 14:36:08 结束\./);
    expect((await callOld(emulator, sendPath, sendBody(), 'any')).json).toMatchObject({
      errcode: 88,
      sub_code: '90002',
      sub_msg: ends,
    });
    expect(await call(`${emulator.apiUrl}/v1.0/microApp/allApps`)).toMatchObject({
      status: 403,
      json: { code: 'Forbidden.AccessDenied.QpsLimitForApi', message: ends },
    });
  });

  test('88 without a sub code, 504, and the firewall’s object', async () => {
    const emulator = await buildEmulator();
    emulator.faults.add({ path: sendPath, kind: 'errcode', code: '88', times: 1 });
    const busy = (await callOld(emulator, sendPath, sendBody())).json;
    expect(busy).toMatchObject({ errcode: 88 });
    expect(busy).not.toHaveProperty('sub_code');
    emulator.faults.add({ path: '*', kind: 'status', times: 1 });
    expect((await fetch(`${emulator.apiUrl}/v1.0/microApp/allApps`)).status).toBe(504);
    emulator.faults.add({ path: '*', kind: 'page', code: '1111', times: 1 });
    const { json } = await call(`${emulator.apiUrl}/v1.0/microApp/allApps`);
    expect(json).toMatchObject({ status: 1111, punish: 'deny' });
  });
});
