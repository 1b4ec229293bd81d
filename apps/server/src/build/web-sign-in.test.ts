import type { SignInProblem } from '@hongyan/contract';
import type { DingTalkApp, DingTalkFailure } from '@hongyan/dingtalk';
import { type Clock, type CorpId, err, ok, Secret, systemClock, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unaskedDingTalk } from './dingtalk-stand-ins.ts';
import { type Answer, openWhole, type Whole } from './whole-testing.ts';

const corpId = 'dingweb00001';
const other = 'dingweb00002';
const noticeId = 'abcdefghijklmnopqrstuvwx';
const start = '/miniapp/dingding/qr/start';
const redirect = '/miniapp/dingding/qr/redirect';
const refusal = (kind: DingTalkFailure['kind'], code = 'x') => err({ kind, code, message: 'no' });

describe('signing in from an ordinary browser', () => {
  let whole: Whole;
  let origin: string;
  let now = systemClock.now();
  const clock: Clock = { ...systemClock, now: () => now };
  /** What DingTalk answers, by the code that it gave out. */
  const people = new Map<
    string,
    {
      corpId?: string;
      unionId?: string;
      userId?: string;
      contact?: 'employee' | 'external';
      fails?: DingTalkFailure['kind'];
    }
  >();
  const exchanged: string[] = [];
  const tokensSeen: string[] = [];
  const script: Partial<DingTalkApp> = {
    oauth: {
      ...unaskedDingTalk.oauth,
      async exchangeCode(code) {
        exchanged.push(code);
        const person = people.get(code);
        if (!person) return refusal('param', 'invalidParameter.authCode.notFound');
        if (person.fails) return refusal(person.fails);
        people.delete(code);
        const accessToken = new Secret(`canary-user-token-${code}`);
        people.set(accessToken.reveal(), person);
        return ok({
          accessToken,
          refreshToken: new Secret('canary-refresh'),
          expiresAt: now + 7_200_000,
          corpId: (person.corpId ?? corpId) as CorpId,
        });
      },
      async getMe(token) {
        tokensSeen.push(token.reveal());
        const person = people.get(token.reveal());
        return ok({ unionId: person?.unionId ?? 'union-chen', name: '陈明' });
      },
      async findByUnionId(unionId) {
        if (unionId === 'union-nobody') return refusal('notfound', '60121');
        if (unionId === 'union-outside') return refusal('scope', '50002');
        if (unionId === 'union-guest') return ok({ userId: 'guest' as UserId, contact: 'external' });
        return ok({ userId: unionId.replace('union-', '') as UserId, contact: 'employee' });
      },
    },
    contacts: {
      ...unaskedDingTalk.contacts,
      getScope: async () => refusal('permission'),
      listAdministrators: async () =>
        ok([
          { userId: 'boss' as UserId, level: 1 },
          { userId: 'deputy' as UserId, level: 2 },
        ]),
    },
  };
  beforeAll(async () => {
    whole = await openWhole({ dingtalk: script, clock });
    await whole.addCorp(corpId, 'web.example');
    await whole.addCorp(other, 'other.example');
    origin = (await whole.core.apps.get(corpId as CorpId))!.publicUrl;
  });
  afterAll(() => whole?.close());
  beforeEach(() => {
    // The slowing down of refused tries is looked at by itself.
    now += 120_000;
  });

  const get = (path: string, cookie?: string) => whole.ask('GET', path, { headers: cookie ? { cookie } : {} });
  const locationOf = (answer: Answer) => answer.headers.get('location') ?? '';
  const cookieOf = (answer: Answer, name: string) =>
    (answer.headers.getSetCookie().find((one) => one.startsWith(name)) ?? '').split(';')[0] ?? '';
  const endsWith = (answer: Answer): SignInProblem | 'in' =>
    (new URL(locationOf(answer), origin).searchParams.get('signin') as SignInProblem | null) ?? 'in';

  /** Begins at DingTalk's page; answers what that page is told. */
  async function begin(query = `corpId=${corpId}&to=app&n=${noticeId}`, cookie?: string) {
    const answer = await get(`${start}?${query}`, cookie);
    const url = new URL(locationOf(answer), origin);
    return {
      answer,
      url,
      state: url.searchParams.get('state') ?? '',
      cookie: cookieOf(answer, '__Host-hy-signin') || cookie || '',
    };
  }
  const finish = (state: string, cookie?: string, code = 'good') =>
    get(`${redirect}?authCode=${code}&state=${encodeURIComponent(state)}`, cookie);
  async function signIn(query: string, person: Parameters<typeof people.set>[1] = {}) {
    people.set('good', person);
    const { state, cookie } = await begin(query);
    return finish(state, cookie);
  }

  test('goes to DingTalk’s page with everything that it wants, and a state that is bound to the browser', async () => {
    const { answer, url, state } = await begin();
    expect(answer.status).toBe(302);
    expect(`${url.origin}${url.pathname}`).toBe('https://login.dingtalk.com/oauth2/auth');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      redirect_uri: `${origin}${redirect}`,
      response_type: 'code',
      client_id: 'dingappkey',
      scope: 'openid corpid',
      prompt: 'consent',
      state,
      corpId,
    });
    expect(url.search).toContain('scope=openid%20corpid');
    const setCookie = answer.headers.getSetCookie().join();
    for (const flag of ['__Host-hy-signin=', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
      expect(setCookie).toContain(flag);
    expect(state).not.toContain(setCookie.slice(17, 60));
    expect((await begin()).state).not.toBe(state);
  });

  test('comes back to the app with the notice, signed in', async () => {
    const answer = await signIn(`corpId=${corpId}&to=app&n=${noticeId}`);
    expect(locationOf(answer)).toBe(`${origin}/static/dingding/?corpId=${corpId}&n=${noticeId}`);
    const session = await whole.ask('GET', '/api/v1/session', {
      corpId,
      headers: { cookie: cookieOf(answer, '__Host-hy-') },
    });
    expect(JSON.parse(session.text).member).toMatchObject({ userId: 'chen', name: '陈明' });
  });

  test('comes back to the console for main and sub-administrators, and for nobody else', async () => {
    for (const [unionId, end] of [
      ['union-boss', 'in'],
      ['union-deputy', 'in'],
      ['union-chen', 'not_admin'],
    ] as const) {
      const answer = await signIn(`corpId=${corpId}&to=admin`, { unionId });
      expect([unionId, endsWith(answer)]).toEqual([unionId, end]);
      expect(locationOf(answer)).toMatch(new RegExp(`^${origin}/admin(\\?signin=not_admin)?$`));
      const cookie = cookieOf(answer, '__Host-hy-console');
      const session = await whole.ask('GET', '/api/v1/admin/session', { manager: { cookie } });
      expect(session.status).toBe(end === 'in' ? 200 : 401);
      // Nothing in a member's session opens the console, and nothing of the console's the mail.
      expect(answer.headers.getSetCookie().filter((one) => !one.startsWith('__Host-hy-console'))).toEqual([]);
    }
    const [entry] = (await whole.audit.list(corpId as CorpId)).entries;
    expect(entry).toMatchObject({ act: 'console.signed_in', outcome: 'refused', actor: { userId: 'chen' } });
  });

  test.each([
    ['of another organisation, by the token', { corpId: other }, 'foreign'],
    ['unknown here', { unionId: 'union-nobody' }, 'foreign'],
    ['an external contact', { unionId: 'union-guest' }, 'foreign'],
    ['outside the scope', { unionId: 'union-outside' }, 'outside_scope'],
    ['unlucky: DingTalk is busy', { fails: 'busy' }, 'failed'],
    ['unlucky: the app may not', { fails: 'permission' }, 'failed'],
  ] as const)('explains itself to whoever is %s', async (_name, person, problem) => {
    for (const to of ['app', 'admin']) {
      const answer = await signIn(`corpId=${corpId}&to=${to}`, person);
      expect(endsWith(answer)).toBe(problem);
      expect(locationOf(answer)).toMatch(
        to === 'app' ? /\/static\/dingding\/\?corpId=dingweb00001&signin=/ : /\/admin\?signin=/,
      );
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test('explains a refusal on DingTalk’s page, and asks DingTalk nothing', async () => {
    const { state, cookie } = await begin();
    const before = exchanged.length;
    expect(endsWith(await get(`${redirect}?error=access_denied&state=${state}`, cookie))).toBe('refused');
    expect(exchanged.length).toBe(before);
  });

  test('explains a paused app to members; the console stays open to whoever has to resume it', async () => {
    await whole.core.apps.get(other as CorpId);
    const operator = await whole.manage('operator');
    const pause = (paused: boolean) =>
      whole.ask('POST', `/api/v1/admin/apps/${other}/pause`, { manager: operator, body: { paused } });
    const { state, cookie } = await begin(`corpId=${other}&to=app`);
    await pause(true);
    people.set('good', { corpId: other });
    expect(endsWith(await finish(state, cookie))).toBe('paused');
    expect(endsWith((await begin(`corpId=${other}&to=app`)).answer)).toBe('paused');
    expect(endsWith(await signIn(`corpId=${other}&to=admin`, { corpId: other, unionId: 'union-boss' }))).toBe('in');
    await pause(false);
  });

  describe('takes no state', () => {
    // security.md E5: twelve ways in which a state is not the one that this browser was given.
    const ways: readonly (readonly [name: string, (fresh: { state: string; cookie: string }) => Promise<Answer>])[] = [
      ['that is missing', ({ cookie }) => get(`${redirect}?authCode=good`, cookie)],
      ['that is empty', ({ cookie }) => finish('', cookie)],
      ['that was made up', ({ cookie }) => finish(`app.${corpId}.${'x'.repeat(43)}`, cookie)],
      ['that was cut', ({ state, cookie }) => finish(state.slice(0, -1), cookie)],
      ['with something behind it', ({ state, cookie }) => finish(`${state}x`, cookie)],
      ['of a browser without our cookie', ({ state }) => finish(state)],
      ['of another browser', async ({ state }) => finish(state, (await begin()).cookie)],
      ['whose corp was changed', ({ state, cookie }) => finish(state.replace(corpId, other), cookie)],
      ['whose purpose was changed', ({ state, cookie }) => finish(state.replace(/^app/, 'admin'), cookie)],
      [
        'that was used',
        async ({ state, cookie }) => {
          await finish(state, cookie, 'bad');
          return finish(state, cookie);
        },
      ],
      [
        'that is too old',
        async ({ state, cookie }) => {
          now += 10 * 60_000 + 1;
          return finish(state, cookie);
        },
      ],
      [
        'that another browser has tried already',
        async ({ state, cookie }) => {
          await finish(state, (await begin()).cookie, 'bad');
          return finish(state, cookie);
        },
      ],
    ];
    test.each(ways)('%s', async (_name, way) => {
      people.set('good', {});
      const fresh = await begin();
      exchanged.length = 0;
      const answer = await way(fresh);
      expect(answer.status).toBe(302);
      expect(endsWith(answer)).toBe('expired');
      expect(answer.headers.getSetCookie()).toEqual([]);
      // The code of somebody else's sign-in is never even shown to DingTalk.
      expect(exchanged).not.toContain('good');
    });

    test('twice, when two come with it at the same moment', async () => {
      people.set('good', {});
      const { state, cookie } = await begin();
      const ends = (await Promise.all([finish(state, cookie), finish(state, cookie), finish(state, cookie)])).map(
        endsWith,
      );
      expect(ends.filter((end) => end === 'in')).toHaveLength(1);
      expect(ends.filter((end) => end === 'expired')).toHaveLength(2);
    });
  });

  test('keeps two sign-ins of one browser apart, in either order', async () => {
    const first = await begin(`corpId=${corpId}&to=app`);
    const second = await begin(`corpId=${corpId}&to=admin`, first.cookie);
    people.set('good', { unionId: 'union-boss' });
    expect(locationOf(await finish(second.state, first.cookie))).toBe(`${origin}/admin`);
    people.set('good', {});
    expect(locationOf(await finish(first.state, first.cookie))).toBe(`${origin}/static/dingding/?corpId=${corpId}`);
  });

  test('never leads anywhere else, whatever stands in the address', async () => {
    const lures = [
      'https://evil.example',
      '//evil.example',
      '\\\\evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      'data:text/html,x',
      '%2f%2fevil.example',
      'evil.example',
      '@evil.example',
      '.evil.example',
      ':80@evil.example',
      '\r\nLocation: https://evil.example',
      '%0d%0aSet-Cookie: a=b',
      '?x=https://evil.example',
      '#//evil.example',
      '&signin=in',
      'admin/../../evil',
      '<script>',
      '﹨﹨evil.example',
      '。evil',
      'a'.repeat(64),
      `${noticeId}/../x`,
      `${noticeId}%00`,
      'app',
      'admin',
      '../admin',
      ' admin',
    ];
    const names = [
      'n',
      'to',
      'corpId',
      'redirect_uri',
      'next',
      'return',
      'here',
      'state',
      'authCode',
      'code',
      'error',
      'host',
    ];
    const ours = new RegExp(
      `^${origin}(/static/dingding/(\\?corpId=[\\w-]+(&n=[\\w-]+)?(&signin=\\w+)?|\\?signin=\\w+)?|/admin(\\?signin=\\w+)?|${start}\\?corpId=[\\w-]+&to=(app|admin)(&n=[\\w-]+)?&here=1)$`,
    );
    let tried = 0;
    for (const name of names)
      for (const lure of lures) {
        now += 61_000;
        for (const path of [start, redirect]) {
          const query = new URLSearchParams({ corpId, to: 'app', [name]: lure });
          const answer = await get(`${path}?${query}`);
          tried += 1;
          if (answer.status === 400) continue;
          const location = new URL(locationOf(answer), origin).href;
          expect(answer.status).toBe(302);
          expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/a=b/);
          if (location.startsWith('https://login.dingtalk.com/oauth2/auth?')) {
            expect(new URL(location).searchParams.get('redirect_uri')).toBe(`${origin}${redirect}`);
            expect(new URL(location).searchParams.get('client_id')).toBe('dingappkey');
          } else expect([name, lure, location]).toEqual([name, lure, expect.stringMatching(ours)]);
        }
      }
    expect(tried).toBeGreaterThan(324);
  });

  test('comes back to the host that DingTalk knows, when it was begun under another', async () => {
    const { answer } = await begin(`corpId=${corpId}&to=app&n=${noticeId}`);
    expect(locationOf(answer)).toContain('login.dingtalk.com');
    const elsewhere = await whole.inject(
      'GET',
      `${start}?corpId=${corpId}&to=app&n=${noticeId}`,
      'mirror.example:8080',
    );
    expect(elsewhere.headers.location).toBe(`${origin}${start}?corpId=${corpId}&to=app&n=${noticeId}&here=1`);
  });

  test('is slowed down for an address that is refused again and again, and for nobody else', async () => {
    const own = await openWhole({ dingtalk: script, clock });
    await own.addCorp(corpId, 'web.example');
    const ends = [];
    for (let i = 0; i < 62; i += 1) ends.push((await own.ask('GET', `${redirect}?authCode=x&state=y`)).status);
    await own.close();
    expect(ends.slice(0, 60)).toEqual(Array(60).fill(302));
    expect(ends.slice(60)).toEqual([429, 429]);
  });

  test('is begun a thousand times a minute from one address, and no more: what nobody finishes fills no table', async () => {
    const own = await openWhole({ dingtalk: script, clock });
    await own.addCorp(corpId, 'web.example');
    const beginOnce = async () => (await own.ask('GET', `${start}?corpId=${corpId}&to=app`)).status;
    const ends: number[] = [];
    while (ends.length < 1_050) ends.push(...(await Promise.all(Array.from({ length: 25 }, beginOnce))));
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from signin_states`.execute(own.platform.owner);
    await own.close();
    expect(rows[0]!.n).toBe(1_000);
    expect(ends.filter((status) => status === 429)).toHaveLength(50);
  });

  test('leaves the tokens of the person nowhere: not in an address, an answer, a log or the database', () => {
    expect(tokensSeen.length).toBeGreaterThan(5);
    expect(whole.logged.join('')).not.toMatch(/canary/);
  });
});
