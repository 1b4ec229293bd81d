import { type CorpId, Secret, type UserId } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { createDingTalk } from '../client.ts';
import { memoryTokenStore } from '../memory-token-store.ts';
import { buildApp, buildCredential, gateway, paths, person, start, token, user } from '../testing/build-app.ts';
import type { Scripted } from '../testing/scripted-http.ts';
import type { HttpOut, TokenStore } from '../types.ts';

describe('app tokens', () => {
  test('one request serves many calls at once, and later ones', async () => {
    const { app, countOf } = buildApp({ [paths.user]: user });
    await Promise.all(Array.from({ length: 50 }, () => app.getUser(person)));
    await app.getUser(person);
    expect(countOf(paths.token)).toBe(1);
  });

  test('the credential travels in the body of the request, the token in the query of the call', async () => {
    const { app, calls } = buildApp({ [paths.user]: user });
    await app.getUser(person);
    expect(JSON.parse(calls[0]!.body!)).toEqual({ appKey: 'dingmailapp0001', appSecret: 's3cret' });
    expect(calls[1]!.query.get('access_token')).toBe('t1');
    expect(JSON.parse(calls[1]!.body!)).toEqual({ userid: 'user0001', language: 'zh_CN' });
  });

  test('a token is renewed ten minutes before it dies', async () => {
    const { app, pass, countOf } = buildApp({ [paths.token]: [token('t1'), token('t2')], [paths.user]: user });
    await app.getUser(person);
    pass((7200 - 601) * 1000);
    await app.getUser(person);
    expect(countOf(paths.token)).toBe(1);
    pass(2000);
    await app.getUser(person);
    expect(countOf(paths.token)).toBe(2);
  });

  test('a token that still lives is used when the renewal fails', async () => {
    const { app, pass } = buildApp({
      [paths.token]: [token('t1'), { status: 500, json: { code: 'systemBusy' } }],
      [paths.user]: user,
    });
    await app.getUser(person);
    pass(7000 * 1000);
    expect((await app.getUser(person)).ok).toBe(true);
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
    const { app, calls } = buildApp({ [paths.token]: [token('t1'), token('t2')], [paths.user]: [answer, user] });
    expect((await app.getUser(person)).ok).toBe(true);
    expect(calls.filter((call) => call.path === paths.user).map((call) => call.query.get('access_token'))).toEqual([
      't1',
      't2',
    ]);
  });

  test('a second refusal is final', async () => {
    const { app, countOf } = buildApp({ [paths.user]: gateway('40014') });
    expect(await app.getUser(person)).toMatchObject({ ok: false, error: { kind: 'token', code: '40014' } });
    expect(countOf(paths.user)).toBe(2);
  });

  test('calls that learn of one dead token together fetch one new token', async () => {
    const { app, countOf } = buildApp({
      [paths.token]: [token('t1'), token('t2')],
      [paths.user]: [...Array.from({ length: 10 }, () => gateway('40014')), user],
    });
    const results = await Promise.all(Array.from({ length: 10 }, () => app.getUser(person)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(countOf(paths.token)).toBe(2);
  });

  test('a wrong secret is named as such, and no call is made', async () => {
    const { app, countOf } = buildApp({
      [paths.token]: {
        status: 400,
        json: { requestid: 'R', code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' },
      },
    });
    expect(await app.getUser(person)).toMatchObject({
      ok: false,
      error: { kind: 'token', code: 'invalidClientIdOrSecret' },
    });
    expect(countOf(paths.user)).toBe(0);
  });

  test('corps, and a changed secret, never share a token', async () => {
    const tokens = memoryTokenStore();
    const { dingtalk, countOf } = buildApp({ [paths.user]: user }, { tokens });
    await dingtalk(buildCredential()).getUser(person);
    await dingtalk(buildCredential({ corpId: 'dingcorp02' as CorpId })).getUser(person);
    await dingtalk(buildCredential({ appSecret: new Secret('other') })).getUser(person);
    expect(countOf(paths.token)).toBe(3);
  });

  test('two corps in 1,000 interleaved calls never carry each other’s token, though many die on the way', async () => {
    const corps = ['dingcorp01', 'dingcorp02'] as CorpId[];
    let issued = 0;
    const owner = new Map<string, string>();
    const dead = new Set<string>();
    let crossings = 0;
    const http: HttpOut = async (request) => {
      const answer = (json: object, status = 200) => ({ status, headers: {}, body: Buffer.from(JSON.stringify(json)) });
      // Answers overtake each other.
      for (let turn = (issued * 7 + request.url.length) % 5; turn > 0; turn -= 1) await new Promise(setImmediate);
      if (request.url.endsWith(paths.token)) {
        const { appKey } = JSON.parse(String(request.body)) as { appKey: string };
        issued += 1;
        owner.set(`t-${issued}`, appKey);
        return answer({ accessToken: `t-${issued}`, expireIn: 7200 });
      }
      const used = new URL(request.url).searchParams.get('access_token') ?? '';
      const asked = (JSON.parse(String(request.body)) as { userid: string }).userid.split('-')[0]!;
      if (owner.get(used) !== `key-${asked}`) crossings += 1;
      if (dead.has(used)) return answer({ errcode: 88, sub_code: '40014', errmsg: '' });
      return answer({ errcode: 0, result: { userid: asked, name: asked } });
    };
    const dingtalk = createDingTalk({
      http,
      tokens: memoryTokenStore(),
      clock: { now: () => start, sleep: async () => undefined },
      rate: { reserve: async () => 0, pause: async () => undefined },
    });
    const apps = corps.map((corpId) => ({
      corpId,
      app: dingtalk(buildCredential({ corpId, appKey: `key-${corpId}`, appSecret: new Secret(`secret-${corpId}`) })),
    }));
    let right = 0;
    for (let wave = 0; wave < 50; wave += 1) {
      // In every third wave the tokens die under the calls.
      if (wave % 3 === 2) for (const dying of owner.keys()) dead.add(dying);
      await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const { corpId, app } = apps[i % 2]!;
          const result = await app.getUser(`${corpId}-${wave}-${i}` as UserId);
          if (result.ok && result.value.name === corpId) right += 1;
        }),
      );
    }
    expect(crossings).toBe(0);
    expect(right).toBe(1000);
    expect(issued).toBe(2 + 16 * 2);
  });
});

describe('a token that died', () => {
  test('is not handed out again by a store that another process has filled in the meantime', async () => {
    const shared = memoryTokenStore();
    // Each process keeps what it has read for a while, as the server's store does.
    const buildStore = (): TokenStore => {
      const kept = new Map<string, { value: string; expiresAt: number }>();
      return {
        async get(key) {
          const found = kept.get(key) ?? (await shared.get(key));
          if (found) kept.set(key, found);
          return found;
        },
        async set(key, value) {
          kept.set(key, value);
          await shared.set(key, value);
        },
        drop: async (key) => void kept.delete(key),
      };
    };
    const script = () => ({ [paths.user]: [user, gateway('40014'), user] });
    const first = buildApp({ ...script(), [paths.token]: [token('t1'), token('t2')] }, { tokens: buildStore() });
    const second = buildApp({ ...script(), [paths.token]: token('never') }, { tokens: buildStore() });
    await first.app.getUser(person);
    await second.app.getUser(person);
    await first.app.getUser(person);
    expect(await second.app.getUser(person)).toMatchObject({ ok: true });
    const used = second.calls.map((call) => call.query.get('access_token'));
    expect(used).toEqual(['t1', 't1', 't2']);
  });

  test('is replaced even where the store still knows nothing better', async () => {
    const stubborn: TokenStore = {
      get: async () => ({ value: 'dead', expiresAt: start + 7_200_000 }),
      set: async () => undefined,
      drop: async () => undefined,
    };
    const { app, countOf } = buildApp({ [paths.user]: [gateway('42001'), user] }, { tokens: stubborn });
    expect(await app.getUser(person)).toMatchObject({ ok: true });
    expect(countOf(paths.token)).toBe(1);
  });
});
