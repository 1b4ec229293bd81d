import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ControlState } from '../control.ts';
import { generateCompany } from '../standalone/generate.ts';
import { app, buildEmulator, call, callOld, tokenOf } from '../testing/build.ts';
import { listenAs } from '../testing/receiver.ts';
import type { Emulator } from '../types.ts';
import { controlNames } from './control.ts';

const base = (emulator: Emulator) => `${emulator.apiUrl.replace(/\/api$/, '')}/control`;
const ask = (emulator: Emulator, name: string, input: unknown = {}, headers = {}) =>
  call(`${base(emulator)}/${name}`, input, headers);
const stateOf = async (emulator: Emulator) =>
  (await call(`${base(emulator)}/state`)).json as unknown as ControlState & Record<string, unknown>;

describe('who may use the control API', () => {
  test('no page of another site', async () => {
    const emulator = await buildEmulator();
    for (const headers of [{ origin: 'https://evil.example' }, { origin: emulator.clientUrl.slice(0, -1) }]) {
      const { status, json } = await ask(emulator, 'people/remove', { userId: 'zhixia' }, headers);
      expect(status).toBe(403);
      expect(json).toEqual({ message: expect.any(String), en: expect.any(String) });
    }
    expect(emulator.organisation.person('zhixia')).toBeDefined();
  });

  test('a form or plain text is no command', async () => {
    const emulator = await buildEmulator();
    const headers = { 'content-type': 'text/plain' };
    expect((await ask(emulator, 'tokens/expire', '{}', headers)).status).toBe(400);
  });
});

describe('the README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const lines = [...readme.matchAll(/`emu (\S+) '(.*?)'`/g)].map(([, name, input]) => [name!, input!] as const);

  test('names an app of its own, and the address that the stand-in takes', () => {
    expect(readme).toMatch(/npm run emulator -- --app dingkey:secret:1234567`, with `EMU=http:\/\/127\.0\.0\.1:8090`/);
  });

  test('has one line for each group of commands', () => {
    const groups = new Set(lines.map(([name]) => name.split('/')[0]));
    expect([...groups].sort()).toEqual([...new Set(controlNames.map((name) => name.split('/')[0]))].sort());
  });

  test.each(lines)('%s of it works', async (name, input) => {
    // The made-up people of whoever starts it without more, and the app that the README names.
    const emulator = await buildEmulator({ company: generateCompany(24, 8), onNewMail: async () => undefined });
    emulator.registerApp({ ...app, appKey: 'dingkey' });
    // The one with a `…` in it needs a sign-in that somebody has begun.
    expect((await ask(emulator, name, input)).status).toBe(input.includes('…') ? 404 : 200);
  });
});

describe('commands', () => {
  test.each<[string, unknown, number]>([
    ['no/such', {}, 404],
    ['constructor', {}, 404],
    ['apps/create', { name: 7 }, 400],
    ['apps/create', { name: 'x' }, 409],
    ['apps/change', { appKey: 'dingnobody', change: {} }, 404],
    ['apps/change', { appKey: app.appKey, change: { appSecret: 'stolen' } }, 400],
    ['apps/change', { appKey: app.appKey, change: { egressIps: '1.2.3.4' } }, 400],
    ['apps/publish', { appKey: app.appKey, version: 'one' }, 409],
    ['people/add', { person: { userId: 'x', name: 'X', departmentId: 999 } }, 409],
    ['people/add', { person: { userId: 'x' } }, 400],
    ['people/remove', { userId: 'nobody' }, 409],
    ['departments/remove', { id: 37001 }, 409],
    ['departments/change', { id: 37001, parentId: 37002 }, 409],
    ['events/send', { change: { type: 'user_add_org' } }, 400],
    ['events/weather', { lose: 2 }, 400],
    ['switches/set', { change: { eventForm: 'other' } }, 400],
    ['switches/set', { change: { madeUp: true } }, 400],
    ['clock/pass', { ms: -1 }, 400],
    ['faults/add', { path: 'x', kind: 'ip' }, 400],
    ['codes/issue', { userId: 'nobody' }, 404],
    ['logins/approve', { id: 'x', userId: 'zhixia' }, 404],
    ['mail/new', { userId: 'zhixia' }, 409],
    ['answer', [], 400],
  ])('%s with %j is refused with %i, in both languages', async (name, input, status) => {
    const emulator = await buildEmulator();
    const answer = await ask(emulator, name, input);
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({ message: expect.stringMatching(/./), en: expect.stringMatching(/./) });
  });

  test('an app is made, set up, published and taken away as in the developer console', async () => {
    const emulator = await buildEmulator();
    const { json } = await ask(emulator, 'apps/create', { name: '鸿雁邮箱', description: '企业邮箱' });
    const appKey = String(json.appKey);
    const change = {
      homeUrl: 'http://mail.test/static/dingding/?corpId=$CORPID$',
      pcHomeUrl: 'http://mail.test/static/dingding/?corpId=$CORPID$',
      egressIps: ['127.0.0.1'],
      redirectUrls: ['http://mail.test/miniapp/dingding/qr/redirect'],
      permissions: ['qyapi_base', 'qyapi_get_member'],
    };
    await ask(emulator, 'apps/change', { appKey, change });
    await ask(emulator, 'apps/publish', {
      appKey,
      version: '1.0.0',
      visibleScope: { departmentIds: [37001], userIds: [], adminsOnly: false },
    });
    const made = (await stateOf(emulator)).apps.find((one) => one.appKey === appKey);
    expect(made).toMatchObject({ ...change, published: true, token: { state: 'none' }, connections: 0 });
    const secret = made!.appSecret;
    await ask(emulator, 'apps/reset-secret', { appKey });
    expect((await stateOf(emulator)).apps.find((one) => one.appKey === appKey)!.appSecret).not.toBe(secret);
    await ask(emulator, 'apps/remove', { appKey });
    expect((await stateOf(emulator)).apps.map((one) => one.appKey)).toEqual([app.appKey]);
  });

  test('a push address is saved only when check_url is answered; ticking events does not ask again', async () => {
    const emulator = await buildEmulator();
    const keys = { token: 'mailtoken01', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', owner: app.appKey };
    const receiver = await listenAs(keys, 'plain');
    const events = { mode: 'push', url: receiver.url, token: keys.token, aesKey: keys.aesKey, types: [] as string[] };
    const save = () => ask(emulator, 'apps/events', { appKey: app.appKey, events });
    expect((await save()).json).toEqual({ ok: false, problem: { zh: expect.any(String), en: expect.any(String) } });
    expect((await stateOf(emulator)).apps[0]!.events).toBeUndefined();
    receiver.answer = 'success';
    expect((await save()).json).toEqual({ ok: true });
    events.types.push('user_leave_org');
    await save();
    expect(receiver.heard.map((one) => one.message)).toEqual(Array(2).fill('{"EventType":"check_url"}'));
    await ask(emulator, 'people/remove', { userId: 'Mu_Yun' });
    await expect.poll(async () => (await stateOf(emulator)).deliveries.at(-1)?.state).toBe('delivered');
    expect(JSON.parse(receiver.heard.at(-1)!.message)).toMatchObject({
      EventType: 'user_leave_org',
      userId: ['Mu_Yun'],
    });
  });

  test('tokens grow old by command and by the clock', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    await ask(emulator, 'tokens/expire', { appKey: app.appKey });
    expect((await stateOf(emulator)).apps[0]!.token.state).toBe('expired');
    const old = await callOld(emulator, '/topapi/v2/user/get', { userid: 'zhixia' }, token);
    expect(old.json).toMatchObject({ errcode: 88, sub_code: '42001' });
    await tokenOf(emulator);
    const { json } = await ask(emulator, 'clock/pass', { ms: 7_200_001 });
    expect(json.now).toBeGreaterThan(Date.now() + 7_000_000);
    expect(await stateOf(emulator)).toMatchObject({ clockAhead: 7_200_001 });
    expect((await stateOf(emulator)).apps[0]!.token.state).toBe('expired');
  });

  test('edition, use, switches and weather stand in the state', async () => {
    const emulator = await buildEmulator();
    await ask(emulator, 'limits/edition', { edition: 'professional' });
    await ask(emulator, 'limits/used', { calls: 199_999, messages: 7 });
    await ask(emulator, 'switches/set', { change: { acceptSha1: true, laterSeconds: 5 } });
    await ask(emulator, 'events/weather', { lose: 0.25, delayMs: 100 });
    expect(await stateOf(emulator)).toMatchObject({
      edition: 'professional',
      quota: { calls: { used: 199_999, limit: 200_000 }, messages: { used: 7, limit: 50_000 } },
      switches: { acceptSha1: true, laterSeconds: 5, eventForm: 'documented' },
      weather: { lose: 0.25, double: 0, delayMs: 100 },
    });
  });
});
