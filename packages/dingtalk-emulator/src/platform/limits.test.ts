import { describe, expect, test } from 'vitest';
import { app, buildEmulator, call, callOld, handClock, sendBody, sendPath, tokenOf } from '../testing/build.ts';
import type { Emulator } from '../types.ts';

const userPath = '/topapi/v2/user/get';
const person = { userid: 'zhixia' };
const appsPath = '/v1.0/microApp/allInnerApps';
const askNew = (emulator: Emulator, path: string, token: string) =>
  call(`${emulator.apiUrl}${path}`, undefined, token ? { 'x-acs-dingtalk-access-token': token } : {});

describe('limits', () => {
  test('the 21st call of one API in a second is throttled, another API is not; as a 403 in the new family', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const token = await tokenOf(emulator);
    for (let i = 0; i < 20; i += 1) expect((await askNew(emulator, appsPath, token)).status).toBe(200);
    expect(await askNew(emulator, appsPath, token)).toMatchObject({
      status: 403,
      json: {
        code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
        message: expect.stringMatching(/限制将在 2026-11-20 14:36:08 结束/),
      },
    });
    expect((await callOld(emulator, userPath, person, token)).json).toMatchObject({ errcode: 0 });
    // What was refused took nothing from the month.
    expect(emulator.quota().used).toBe(20);
  });

  test('the add-on pack brings 60 a second and more calls a month', async () => {
    const emulator = await buildEmulator({ clock: handClock(), edition: 'addon' });
    const token = await tokenOf(emulator);
    const codes: unknown[] = [];
    for (let i = 0; i < 61; i += 1) codes.push((await callOld(emulator, userPath, person, token)).json.errcode);
    expect(codes.filter((code) => code === 0)).toHaveLength(60);
    expect(emulator.quota().limit).toBe(5_005_000);
  });

  test('the month ends with 90020 or a 403, exempt calls go on, and the next month begins at zero', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock, limits: { monthlyCalls: 1 } });
    const token = await tokenOf(emulator);
    expect((await callOld(emulator, sendPath, sendBody(), token)).json).toMatchObject({ errcode: 0 });
    expect((await callOld(emulator, sendPath, sendBody(), token)).json).toMatchObject({
      errcode: 88,
      sub_code: '90020',
    });
    expect(await askNew(emulator, appsPath, token)).toMatchObject({
      status: 403,
      json: { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
    });
    expect((await callOld(emulator, userPath, person, token)).json).toMatchObject({ errcode: 0 });
    expect(emulator.quota()).toEqual({ used: 1, limit: 1 });
    clock.pass(11 * 24 * 3_600_000);
    expect((await askNew(emulator, appsPath, await tokenOf(emulator))).status).toBe(200);
  });

  test('an address that calls too often is shut out for five minutes, whatever it calls', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock, limits: { callsPerIp: 3 } });
    const token = await tokenOf(emulator);
    for (let i = 0; i < 2; i += 1) expect((await callOld(emulator, userPath, person, token)).json.errcode).toBe(0);
    const url = `${emulator.oapiUrl}${userPath}?access_token=${token}`;
    const page = await fetch(url, { method: 'POST', body: '{}' });
    expect([page.status, page.headers.get('content-type')]).toEqual([405, 'text/html; charset=utf-8']);
    const json = await fetch(url, { method: 'POST', body: '{}', headers: { accept: 'application/json' } });
    expect(await json.json()).toEqual({
      status: 1111,
      wait: 5,
      source: 'x5',
      punish: 'deny',
      uuid: expect.any(String),
    });
    expect(emulator.calls().at(-1)).toMatchObject({ rule: { section: '10.1' }, counted: false });
    clock.pass(299_000);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    clock.pass(1000);
    expect((await callOld(emulator, userPath, person, token)).json.errcode).toBe(0);
  });

  test('what is wrong first is said first: token, address, permission, second, month', async () => {
    const emulator = await buildEmulator({ clock: handClock(), limits: { qps: 0, monthlyCalls: 0 } });
    const token = await tokenOf(emulator);
    const { permissions } = emulator.apps.get(app.appKey)!;
    emulator.apps.change(app.appKey, { egressIps: ['192.0.2.1'], permissions: [] });
    const code = async (given: string) => (await callOld(emulator, sendPath, sendBody(), given)).json.sub_code;
    expect(await code('nonsense')).toBe('40014');
    expect(await code(token)).toBe('60020');
    emulator.apps.change(app.appKey, { egressIps: [] });
    expect(await code(token)).toBe('60011');
    emulator.apps.change(app.appKey, { permissions });
    expect(await code(token)).toBe('90018');
  });
});
