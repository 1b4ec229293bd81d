import { type CorpId, Secret } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { memoryRateLimiter } from './rate/memory-rate-limiter.ts';
import { buildApp, buildCredential, gateway, paths, person, sent, start, user } from './testing/build-app.ts';
import type { Scripted } from './testing/scripted-http.ts';

const tooFast: Scripted = { json: { errcode: 88, sub_code: '90018', errmsg: '' } };
const busy: Scripted = { json: { errcode: -1, errmsg: '系统繁忙' } };
const msg = '{"msgtype":"text","text":{"content":"x"}}';

describe('refused for speed', () => {
  test('a send waits as long as it was told and is made again with the same bytes', async () => {
    const { app, calls, times } = buildApp({ [paths.send]: [tooFast, tooFast, sent] });
    expect((await app.sendWorkNotification([person], msg)).ok).toBe(true);
    const sends = calls.flatMap((call, i) =>
      call.path === paths.send ? [{ at: times[i]! - start, body: call.body }] : [],
    );
    expect(sends.map(({ body }) => body)).toEqual(Array(3).fill(sends[0]!.body));
    expect(sends[1]!.at - sends[0]!.at).toBeGreaterThanOrEqual(1000);
    expect(sends[2]!.at - sends[1]!.at).toBeGreaterThanOrEqual(1000);
  });

  test('three repeats are the last', async () => {
    const { app, countOf } = buildApp({ [paths.send]: tooFast });
    expect(await app.sendWorkNotification([person], msg)).toMatchObject({ ok: false, error: { kind: 'qps' } });
    expect(countOf(paths.send)).toBe(4);
  });

  test('the limit of the whole platform is waited out longer each time', async () => {
    const wide: Scripted = { status: 403, json: { code: 'Forbidden.AccessDenied.QpsLimitForApi', message: '' } };
    const { app, slept } = buildApp({ [paths.user]: [wide, wide, user] });
    expect((await app.getUser(person)).ok).toBe(true);
    expect(slept.map((ms) => Math.floor(ms / 1000))).toEqual([1, 2]);
  });

  test('a minute is not waited by a person: the caller is told how long', async () => {
    const perMinute: Scripted = { status: 403, json: { code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' } };
    const { app, countOf } = buildApp({ [paths.user]: [perMinute, user] });
    expect(await app.getUser(person)).toMatchObject({ ok: false, error: { kind: 'qps', retryAfterMs: 60_000 } });
    // Nor does the next one run into it.
    expect(await app.getUser(person)).toMatchObject({ ok: false, error: { kind: 'qps', code: 'rate.full' } });
    expect(countOf(paths.user)).toBe(1);
  });

  test('a send waits four seconds for its turn at most, and what it did not take is left to others', async () => {
    const { app, countOf, slept } = buildApp({ [paths.send]: sent });
    const results = await Promise.all(Array.from({ length: 100 }, () => app.sendWorkNotification([person], msg)));
    const failures = results.flatMap((result) => (result.ok ? [] : [result.error]));
    expect(countOf(paths.send)).toBe(100 - failures.length);
    expect(failures[0]).toMatchObject({ kind: 'qps', code: 'rate.full' });
    expect(failures.every((failure) => failure.retryAfterMs! > 4000 && failure.retryAfterMs! < 4100)).toBe(true);
    expect(Math.max(...slept)).toBeLessThanOrEqual(4000);
  });

  test('a walk waits it out', async () => {
    const perMinute: Scripted = { status: 403, json: { code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' } };
    const page: Scripted = { json: { errcode: 0, result: { has_more: false, list: [{ userid: 'a' }] } } };
    const { app } = buildApp({ '/topapi/v2/user/list': [perMinute, page] });
    const seen: unknown[] = [];
    for await (const step of app.contacts.walkMembers(1)) seen.push(step.ok && step.value.userId);
    expect(seen).toEqual(['a']);
  });
});

describe('a busy platform', () => {
  test('is asked again, with growing waits', async () => {
    const { app, slept } = buildApp({ [paths.user]: [busy, busy, busy, user] }, { random: () => 1 });
    expect((await app.getUser(person)).ok).toBe(true);
    expect(slept).toEqual([400, 800, 1600]);
  });

  test.each<[string, Scripted]>([
    ['busy', busy],
    ['a time-out of the gateway', { status: 504, text: '' }],
    ['a cut answer', { text: '{"errcode":0,"task' }],
    ['a silent authentication service', { json: { errcode: 88, sub_code: '', errmsg: '' } }],
    ['a broken connection', { error: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }],
  ])('%s: what may have been sent is never sent again by the client', async (_name, answer) => {
    const { app, countOf } = buildApp({ [paths.send]: answer });
    expect(await app.sendWorkNotification([person], msg)).toMatchObject({ ok: false, error: { kind: 'busy' } });
    expect(countOf(paths.send)).toBe(1);
  });

  test('a sign-in code is spent by the first try', async () => {
    const path = '/topapi/v2/user/getuserinfo';
    const { app, countOf } = buildApp({ [path]: busy });
    await app.getUserInfo('c0de');
    expect(countOf(path)).toBe(1);
  });

  test('refusals are not asked again', async () => {
    const { app, countOf } = buildApp({ [paths.user]: { json: { errcode: 60011, errmsg: '' } } });
    await app.getUser(person);
    expect(countOf(paths.user)).toBe(1);
  });
});

describe('the pace', () => {
  test('no second sees more than 20 calls to one API; another app and another API do not wait', async () => {
    const { app, dingtalk, calls, times } = buildApp({ [paths.user]: user, [paths.send]: sent });
    for (let call = 0; call < 100; call += 1) await app.getUser(person);
    const mine = times.filter((_at, i) => calls[i]!.path === paths.user);
    const busiest = Math.max(...mine.map((from) => mine.filter((at) => at >= from && at < from + 1000).length));
    expect(busiest).toBeLessThanOrEqual(20);
    expect(busiest).toBeGreaterThanOrEqual(15);
    const before = times.at(-1)!;
    await app.sendWorkNotification([person], msg);
    await dingtalk(buildCredential({ appKey: 'another' })).getUser(person);
    expect(times.at(-1)).toBe(before);
  });

  test('an organisation with the add-on pack may go faster', async () => {
    const { app, slept } = buildApp({ [paths.user]: user }, { perSecond: 45 });
    for (let call = 0; call < 60; call += 1) await app.getUser(person);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1100);
  });

  test('processes that share a limiter share the pace', async () => {
    const clock = { now: () => start, sleep: async () => undefined };
    const rate = memoryRateLimiter(clock);
    const [first, second] = [buildApp({ [paths.user]: user }, { rate }), buildApp({ [paths.user]: user }, { rate })];
    for (let call = 0; call < 5; call += 1) await first.app.getUser(person);
    await second.app.getUser(person);
    expect(first.slept).toEqual([]);
    expect(second.slept).toHaveLength(1);
  });
});

describe('the meter', () => {
  const build = (script: Record<string, Scripted | Scripted[]>) => {
    const counted: string[] = [];
    const meter = { count: (corpId: CorpId, api: string) => void counted.push(`${corpId} ${api}`) };
    return { ...buildApp(script, { meter }), counted };
  };

  test('counts sends and app management by path without ids, and nothing of tokens, sign-in and contacts', async () => {
    const scopes = '/v1.0/microApp/apps/1234567/scopes';
    const { app, counted } = build({
      [paths.user]: user,
      [paths.send]: sent,
      [scopes]: { json: { result: {} } },
      '/v1.0/oauth2/jsapiTickets': { json: { jsapiTicket: 'T', expireIn: 7200 } },
    });
    await app.getUser(person);
    await app.jsapi.getTicket();
    await app.sendWorkNotification([person], msg);
    await app.apps.getVisibleScope();
    expect(counted).toEqual([`dingcorp01 ${paths.send}`, 'dingcorp01 /v1.0/microApp/apps/{agentId}/scopes']);
  });

  test('does not count what was refused for speed or never left, and counts what was refused otherwise', async () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    const { app, counted } = build({ [paths.send]: [tooFast, { error: refused }, { json: { errcode: 400002 } }] });
    await app.sendWorkNotification([person], msg);
    expect(counted).toEqual([]);
    await app.sendWorkNotification([person], msg);
    expect(counted).toHaveLength(1);
  });

  test('counts both tries when a token died between them', async () => {
    const { app, counted } = build({ [paths.send]: [gateway('42001'), sent] });
    await app.sendWorkNotification([person], msg);
    expect(counted).toHaveLength(2);
  });
});

describe('secrets', () => {
  const appSecret = 'vErY+secret/1';
  const secretToken = 't0ken&with=signs';
  const ask = async (answer: Scripted) => {
    const { dingtalk } = buildApp({
      [paths.token]: { json: { accessToken: secretToken, expireIn: 7200 } },
      [paths.user]: answer,
    });
    const result = await dingtalk(buildCredential({ appSecret: new Secret(appSecret) })).getUser(person);
    return JSON.stringify(result);
  };

  test.each([
    `invalid request access_token=${secretToken} rid=1`,
    `query: access_token=${encodeURIComponent(secretToken)}&userid=1`,
    `{"access_token":"${secretToken}"}`,
    `secret ${appSecret} is wrong`,
    'access_token=of-someone-else, appSecret: "theirs-too"',
  ])('are struck out of what the platform says: %s', async (errmsg) => {
    const printed = await ask({ json: { errcode: 400002, errmsg } });
    for (const secret of [secretToken, encodeURIComponent(secretToken), appSecret, 'of-someone-else', 'theirs-too'])
      expect(printed).not.toContain(secret);
    expect(printed).toContain('[secret]');
  });
});
