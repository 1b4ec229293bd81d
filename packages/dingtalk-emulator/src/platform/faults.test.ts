import { describe, expect, test } from 'vitest';
import { app, buildEmulator, call, callOld, handClock, sendBody, sendPath, tokenOf } from '../testing/build.ts';

const userPath = '/topapi/v2/user/get';
const person = { userid: 'zhixia' };

describe('injected faults', () => {
  test.each<[Parameters<Awaited<ReturnType<typeof buildEmulator>>['faults']['add']>[0], number, object]>([
    [{ path: userPath, kind: 'errcode', code: '60121' }, 200, { errcode: 60121 }],
    [{ path: '*', kind: 'errcode', code: '90018' }, 200, { errcode: 88, sub_code: '90018' }],
    [
      { path: userPath, kind: 'ip' },
      200,
      {
        errcode: 88,
        sub_code: '60020',
        errmsg: expect.stringMatching(/request ip=203\.0\.113\.9 appKey\(dingmailapp0001\)/),
      },
    ],
    [
      { path: userPath, kind: 'permission' },
      200,
      { errcode: 88, sub_code: '60011', sub_msg: expect.stringContaining('{requiredScopes=[qyapi_get_member]}') },
    ],
    [{ path: userPath, kind: 'quota' }, 200, { errcode: 88, sub_code: '90020' }],
    [{ path: userPath, kind: 'token' }, 200, { errcode: 88, sub_code: '42001' }],
  ])('%j', async (rule, status, json) => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    emulator.faults.add({ ...rule, times: 1 });
    const answer = await callOld(emulator, userPath, person, token);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(json);
    expect((await callOld(emulator, userPath, person)).json).toMatchObject({ errcode: 0 });
  });

  test('the new family fails in its own shape', async () => {
    const emulator = await buildEmulator();
    emulator.faults.add({ path: '*', kind: 'ip' });
    const { status, json } = await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, {
      appKey: app.appKey,
      appSecret: app.appSecret,
    });
    expect(status).toBe(403);
    expect(json).toMatchObject({
      code: 'Forbidden.AccessDenied.IpNotInWhiteList',
      message: expect.stringContaining('request ip=203.0.113.9'),
    });
  });

  test('a cut answer comes after the work was done', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    emulator.faults.add({ path: sendPath, kind: 'cut', times: 1 });
    await expect(callOld(emulator, sendPath, sendBody(), token)).rejects.toThrow();
    expect(emulator.feed('zhixia')).toHaveLength(1);
    expect(emulator.calls().at(-1)).toMatchObject({ path: sendPath, fault: 'cut', code: '0' });
  });

  test('a broken connection and a silent server come before any work', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    emulator.faults.add({ path: sendPath, kind: 'down', times: 1 });
    await expect(callOld(emulator, sendPath, sendBody(), token)).rejects.toThrow();
    emulator.faults.add({ path: sendPath, kind: 'hang', times: 1 });
    const heard = new Promise((resolve) => emulator.onCall(resolve));
    const left = new AbortController();
    const asked = fetch(`${emulator.oapiUrl}${sendPath}?access_token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sendBody()),
      signal: left.signal,
    });
    await heard;
    left.abort();
    await expect(asked).rejects.toThrow();
    expect(emulator.feed('zhixia')).toEqual([]);
  });

  test('the page of the firewall and a status of the gateway are no JSON', async () => {
    const emulator = await buildEmulator();
    emulator.faults.add({ path: '*', kind: 'page', times: 1 });
    const page = await fetch(`${emulator.oapiUrl}${userPath}`, { method: 'POST' });
    expect(page.headers.get('content-type')).toMatch(/html/);
    emulator.faults.add({ path: '*', kind: 'status', status: 504, times: 1 });
    expect((await fetch(`${emulator.oapiUrl}${userPath}`, { method: 'POST' })).status).toBe(504);
  });

  test('a slow call waits, then works', async () => {
    const waits: number[] = [];
    const clock = { ...handClock(), sleep: async (ms: number) => void waits.push(ms) };
    const emulator = await buildEmulator({ clock });
    emulator.faults.add({ path: userPath, kind: 'slow', ms: 4000 });
    expect((await callOld(emulator, userPath, person)).json).toMatchObject({ errcode: 0 });
    expect(waits).toEqual([4000]);
    emulator.faults.clear();
    expect(emulator.faults.list()).toEqual([]);
  });
});

describe('the log of calls', () => {
  test('names path, bytes, outcome and quota, and no secret', async () => {
    const emulator = await buildEmulator();
    await callOld(emulator, sendPath, sendBody());
    const [token, sent] = emulator.calls();
    expect(token).toMatchObject({ path: '/v1.0/oauth2/accessToken', code: '0', counted: false, method: 'POST' });
    expect(sent).toMatchObject({
      path: sendPath,
      code: '0',
      status: 200,
      counted: true,
      bytes: Buffer.byteLength(JSON.stringify(sendBody())),
      about: {
        zh: expect.stringMatching(/^给沈知夏，OA，\d+ 字节$/),
        en: expect.stringMatching(/^To 沈知夏, OA, \d+ bytes$/),
      },
    });
    expect(JSON.stringify(emulator.calls())).not.toMatch(/s3cret|access_token=[^•]/);
  });
});
