import { describe, expect, test } from 'vitest';
import type { EmulatorApp } from '../model.ts';
import { app, buildEmulator, call, callOld, tokenOf } from '../testing/build.ts';
import type { Emulator } from '../types.ts';

const redirect = 'http://mail.test/miniapp/dingding/qr/redirect?corpId=dingcorp01';
const asked = {
  redirect_uri: redirect,
  response_type: 'code',
  client_id: app.appKey,
  scope: 'openid corpid',
  prompt: 'consent',
  state: 's-1 中',
};

const authUrl = (emulator: Emulator, over: Record<string, string | undefined> = {}) => {
  const fields = Object.entries({ ...asked, ...over }).filter((one): one is [string, string] => one[1] !== undefined);
  return `${emulator.loginUrl}/oauth2/auth?${new URLSearchParams(fields)}`;
};

async function openLogin(emulator: Emulator, over: Record<string, string | undefined> = {}) {
  const response = await fetch(authUrl(emulator, over), { redirect: 'manual' });
  const html = await response.text();
  return { response, html, id: /name="id" value="([^"]+)"/.exec(html)?.[1] ?? '' };
}

const decide = (emulator: Emulator, id: string, userId: string, answer: 'allow' | 'deny') =>
  fetch(`${emulator.loginUrl}/oauth2/decide`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ id, userId, answer }),
  });

/** Signs somebody in on the page; answers what the product gets. */
async function signIn(emulator: Emulator, userId = 'Mu_Yun', over: Record<string, string | undefined> = {}) {
  const { id } = await openLogin(emulator, over);
  const response = await decide(emulator, id, userId, 'allow');
  return new URL(response.headers.get('location') ?? 'about:blank');
}

const tokenFor = (emulator: Emulator, over: object) =>
  call(`${emulator.apiUrl}/v1.0/oauth2/userAccessToken`, {
    clientId: app.appKey,
    clientSecret: app.appSecret,
    grantType: 'authorization_code',
    ...over,
  });

const meOf = (emulator: Emulator, token: string) =>
  call(`${emulator.apiUrl}/v1.0/contact/users/me`, undefined, { 'x-acs-dingtalk-access-token': token });

async function withApp(over: Partial<EmulatorApp>) {
  const emulator = await buildEmulator();
  emulator.registerApp({ ...app, ...over });
  return emulator;
}

describe('the sign-in page', () => {
  test('leads back with the code under both names and the state as it was', async () => {
    const emulator = await buildEmulator();
    const url = await signIn(emulator);
    expect(url.origin + url.pathname).toBe('http://mail.test/miniapp/dingding/qr/redirect');
    expect(url.searchParams.get('corpId')).toBe('dingcorp01');
    expect(url.searchParams.get('state')).toBe('s-1 中');
    expect(url.searchParams.get('authCode')).toMatch(/./);
    expect(url.searchParams.get('code')).toBe(url.searchParams.get('authCode'));
    emulator.switches.redirectHasCode = false;
    expect((await signIn(emulator)).searchParams.has('code')).toBe(false);
  });

  test('a refusal leads back with an error and no code', async () => {
    const emulator = await buildEmulator();
    const { id } = await openLogin(emulator);
    const url = new URL((await decide(emulator, id, 'zhixia', 'deny')).headers.get('location')!);
    expect(url.searchParams.get('error')).toBe('access_denied');
    expect(url.searchParams.get('state')).toBe('s-1 中');
    expect(url.searchParams.has('authCode')).toBe(false);
  });

  test('people of other organisations are refused on the page', async () => {
    const emulator = await buildEmulator();
    const { id, html } = await openLogin(emulator);
    expect(html).toMatch(/其他组织/);
    const response = await decide(emulator, id, '~heyuan', 'allow');
    expect(response.status).toBe(403);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toMatch(/何远 不是本组织的成员/);
  });

  test.each<[string, Record<string, string | undefined>, RegExp]>([
    ['no redirect_uri', { redirect_uri: undefined }, /redirect_uri/],
    ['an address that is not registered', { redirect_uri: 'http://evil.test/' }, /未登记/],
    ['an address that is no address', { redirect_uri: 'javascript:alert(1)' }, /未登记/],
    ['another response_type', { response_type: 'token' }, /response_type/],
    ['an unknown scope', { scope: 'openid everything' }, /scope/],
    ['no prompt', { prompt: undefined }, /prompt/],
    ['an unknown app', { client_id: 'dingnobody' }, /应用不存在/],
    ['another organisation', { corpId: 'dingcorp02' }, /corpId/],
  ])('%s ends on DingTalk’s own page, never back at the product', async (_name, over, words) => {
    const emulator = await buildEmulator();
    const { response, html } = await openLogin(emulator, over);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(html).toMatch(words);
    expect(html).not.toMatch(/<form|data-login/);
  });

  test('the registered address must match by origin, or in full: a switch', async () => {
    const emulator = await withApp({ redirectUrls: ['http://mail.test/miniapp/dingding/qr/redirect'] });
    expect((await openLogin(emulator)).response.status).toBe(200);
    emulator.switches.redirectMatch = 'exact';
    expect((await openLogin(emulator)).response.status).toBe(400);
    const exact = { redirect_uri: 'http://mail.test/miniapp/dingding/qr/redirect' };
    expect((await openLogin(emulator, exact)).response.status).toBe(200);
  });

  test('is strict about what it may load, and shows a hostile name as text', async () => {
    const emulator = await withApp({ name: '<script>alert(1)</script>' });
    const { response, html } = await openLogin(emulator);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toMatch(
      /default-src 'none'.*script-src 'self'.*form-action 'self' http:\/\/mail\.test;.*frame-ancestors 'none'/,
    );
    expect(html).not.toContain('<script>alert');
  });

  test('a phone that has scanned decides what the page waits for', async () => {
    const emulator = await buildEmulator();
    const { id } = await openLogin(emulator);
    const waiting = fetch(`${emulator.loginUrl}/oauth2/wait?id=${id}`).then((answer) => answer.json());
    await emulator.control('logins/approve', { id, userId: 'zhixia' });
    expect(await waiting).toMatchObject({ kind: 'allowed', location: expect.stringContaining('authCode=') });
    await expect(emulator.control('logins/approve', { id, userId: 'zhixia' })).rejects.toThrow(/过期|结束/);
  });

  test('who scans the code says who they are, and the page that waits goes on', async () => {
    const emulator = await buildEmulator();
    const { id } = await openLogin(emulator);
    expect(await (await fetch(`${emulator.loginUrl}/scan/${id}`)).text()).toMatch(/沈知夏/);
    const post = (path: string, fields: Record<string, string>) =>
      fetch(`${emulator.loginUrl}/oauth2/${path}`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ id, userId: 'zhixia', scan: '1', ...fields }),
      });
    expect(await (await post('choose', {})).text()).toMatch(/name="scan"/);
    const decided = await post('decide', { answer: 'allow' });
    expect(decided.status).toBe(200);
    expect(decided.headers.get('location')).toBeNull();
    const outcome = await fetch(`${emulator.loginUrl}/oauth2/wait?id=${id}`);
    expect(await outcome.json()).toMatchObject({ kind: 'allowed' });
    expect((await fetch(`${emulator.loginUrl}/scan/${id}`)).status).toBe(404);
  });

  test('a form of another site is refused, and an old page has ended', async () => {
    const emulator = await buildEmulator();
    const { id } = await openLogin(emulator);
    const foreign = await fetch(`${emulator.loginUrl}/oauth2/decide`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ id, userId: 'zhixia', answer: 'allow' }),
    });
    expect(foreign.status).toBe(403);
    emulator.clock.pass(301_000);
    expect((await decide(emulator, id, 'zhixia', 'allow')).status).toBe(410);
  });
});

describe('what the code is good for', () => {
  test('one user token, whose person can be read and found in the organisation', async () => {
    const emulator = await buildEmulator();
    const code = (await signIn(emulator)).searchParams.get('authCode')!;
    const { json } = await tokenFor(emulator, { code });
    expect(json).toMatchObject({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expireIn: 7200,
      corpId: 'dingcorp01',
    });
    const again = await tokenFor(emulator, { code });
    expect(again.status).toBe(400);
    expect(again.json).toMatchObject({ code: 'invalidParameter.authCode.notFound', message: '不合法的临时授权码' });
    const me = await meOf(emulator, String(json.accessToken));
    expect(me.json).toMatchObject({ nick: '周慕云', unionId: 'uMuyun', openId: expect.any(String) });
    const found = await callOld(emulator, '/topapi/user/getbyunionid', { unionid: me.json.unionId });
    expect(found.json).toMatchObject({ errcode: 0, result: { contact_type: 0, userid: 'Mu_Yun' } });
  });

  test('the organisation is told only when the scope asked for it', async () => {
    const emulator = await buildEmulator();
    const code = (await signIn(emulator, 'zhixia', { scope: 'openid' })).searchParams.get('authCode')!;
    expect((await tokenFor(emulator, { code })).json).not.toHaveProperty('corpId');
  });

  test('a code of the page is not a 免登 code, and the other way round', async () => {
    const emulator = await buildEmulator();
    const web = (await signIn(emulator)).searchParams.get('authCode')!;
    expect((await callOld(emulator, '/topapi/v2/user/getuserinfo', { code: web })).json).toMatchObject({
      errcode: 40078,
    });
    const jsapi = emulator.issueAuthCode('zhixia');
    expect((await tokenFor(emulator, { code: jsapi })).status).toBe(400);
    const { code: sso } = await emulator.control('codes/issue', { userId: 'zhixia', kind: 'sso' });
    expect((await callOld(emulator, '/topapi/v2/user/getuserinfo', { code: sso })).json).toMatchObject({
      errcode: 40078,
    });
  });

  test('a code dies after five minutes and belongs to one app', async () => {
    const emulator = await buildEmulator();
    emulator.registerApp({ ...app, agentId: 2, appKey: 'dingother', appSecret: 'o' });
    const old = (await signIn(emulator)).searchParams.get('authCode')!;
    emulator.clock.pass(300_001);
    expect((await tokenFor(emulator, { code: old })).status).toBe(400);
    const code = (await signIn(emulator)).searchParams.get('authCode')!;
    expect((await tokenFor(emulator, { code, clientId: 'dingother', clientSecret: 'o' })).status).toBe(400);
    expect((await tokenFor(emulator, { code })).status).toBe(200);
  });

  test('a refresh token works once, for thirty days', async () => {
    const emulator = await buildEmulator();
    const code = (await signIn(emulator)).searchParams.get('authCode')!;
    const first = (await tokenFor(emulator, { code })).json;
    emulator.clock.pass(7_200_001);
    expect((await meOf(emulator, String(first.accessToken))).json).toMatchObject({ code: 'accesstoken.expired' });
    const refresh = { grantType: 'refresh_token', refreshToken: first.refreshToken };
    const second = (await tokenFor(emulator, refresh)).json;
    expect((await meOf(emulator, String(second.accessToken))).status).toBe(200);
    expect((await tokenFor(emulator, refresh)).status).toBe(400);
    emulator.clock.pass(30 * 86_400_000);
    expect((await tokenFor(emulator, { ...refresh, refreshToken: second.refreshToken })).status).toBe(400);
  });

  test.each<[object, number, string]>([
    [{ clientSecret: 'wrong' }, 400, 'invalidClientIdOrSecret'],
    [{ clientId: undefined, client_id: app.appKey }, 400, 'MissingclientId'],
    [{ grantType: 'password' }, 400, 'invalidParameter.grantType.invalid'],
    [{ code: 'made-up' }, 400, 'invalidParameter.authCode.notFound'],
  ])('userAccessToken with %j answers %i %s', async (over, status, code) => {
    const emulator = await buildEmulator();
    const answer = await tokenFor(emulator, { code: 'x', ...over });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ code, requestid: expect.any(String), message: expect.any(String) });
  });

  test('users/me refuses an app token as a missing permission, and leaves out the number without its own', async () => {
    const emulator = await buildEmulator();
    const denied = await meOf(emulator, await tokenOf(emulator));
    expect(denied.status).toBe(403);
    expect(denied.json).toMatchObject({
      code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
      accessdenieddetail: { requiredScopes: ['Contact.User.Read'] },
    });
    expect((await meOf(emulator, 'made-up')).json).toMatchObject({ code: 'InvalidAuthentication' });
    emulator.organisation.changePerson('Mu_Yun', { mobile: '13900000001' });
    const read = async () => {
      const code = (await signIn(emulator)).searchParams.get('authCode')!;
      return (await meOf(emulator, String((await tokenFor(emulator, { code })).json.accessToken))).json;
    };
    expect(await read()).toMatchObject({ mobile: '13900000001' });
    emulator.apps.change(app.appKey, { permissions: ['qyapi_base', 'open_app_api_base', 'Contact.User.Read'] });
    expect(await read()).not.toHaveProperty('mobile');
  });

  test('an administrator comes from the admin console with a code of its own', async () => {
    const emulator = await withApp({ ssoSecret: 'sso-secret' });
    const ask = (ssoSecret: string) =>
      call(`${emulator.apiUrl}/v1.0/oauth2/ssoAccessToken`, { corpid: 'dingcorp01', ssoSecret });
    expect((await ask(app.appSecret)).json).toMatchObject({ code: 'invalidClientIdOrSecret' });
    const token = String((await ask('sso-secret')).json.accessToken);
    const { code } = await emulator.control('codes/issue', { userId: 'zhixia', kind: 'sso' });
    const info = (given: string) =>
      call(`${emulator.apiUrl}/v1.0/oauth2/ssoUserInfo?code=${code}`, undefined, {
        'x-acs-dingtalk-access-token': given,
      });
    expect((await info('made-up')).json).toMatchObject({ code: 'invalidToken' });
    expect((await info(token)).json).toMatchObject({
      corpId: 'dingcorp01',
      userId: 'zhixia',
      userName: '沈知夏',
      isAdmin: true,
    });
    expect((await info(token)).json).toMatchObject({ code: 'invalidCode' });
    emulator.apps.change(app.appKey, { permissions: ['qyapi_base'] });
    expect((await info(token)).status).toBe(403);
  });
});
