import { Secret } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { buildApp } from '../../testing/build-app.ts';
import { noteRecorded } from '../../testing/traffic.ts';

const issuing = '/v1.0/oauth2/ssoAccessToken';
const asking = '/v1.0/oauth2/ssoUserInfo';
const issued = { json: { accessToken: 'sso-token', expireIn: 7200 } };
const who = (over: object = {}) => ({
  json: { corpId: 'dingcorp01', corpName: '示例', userId: 'user0001', userName: '陈明', isAdmin: true, ...over },
});
const ssoSecret = new Secret('sso-s3cret');

describe('the administrator who comes from DingTalk’s own console', () => {
  test('is known by the SSO token, never by the app’s', async () => {
    const { app, calls } = buildApp({ [issuing]: issued, [asking]: who() });
    expect(await app.oauth.getConsoleAdmin('c0de', ssoSecret)).toEqual({
      ok: true,
      value: { userId: 'user0001', name: '陈明', isAdmin: true },
    });
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([`POST ${issuing}`, `GET ${asking}`]);
    expect(JSON.parse(calls[0]!.body!)).toEqual({ corpid: 'dingcorp01', ssoSecret: 'sso-s3cret' });
    expect(calls[1]!.query.get('code')).toBe('c0de');
    expect(calls[1]!.headers['x-acs-dingtalk-access-token']).toBe('sso-token');
    for (const { method, path } of calls) noteRecorded(method, path);
  });

  test('of another organisation is turned away', async () => {
    const { app } = buildApp({ [issuing]: issued, [asking]: who({ corpId: 'dingcorp02' }) });
    expect(await app.oauth.getConsoleAdmin('c0de', ssoSecret)).toMatchObject({
      ok: false,
      error: { code: 'sso.corp' },
    });
  });

  test('with a wrong secret or a used code hears the platform’s word, without the secret', async () => {
    const wrong = { status: 400, json: { code: 'invalidClientIdOrSecret', message: 'sso-s3cret' } };
    const refused = await buildApp({ [issuing]: wrong }).app.oauth.getConsoleAdmin('c0de', ssoSecret);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'token', message: '[secret]' } });
    const used = { status: 400, json: { code: 'invalidCode', message: 'c0de' } };
    const spent = await buildApp({ [issuing]: issued, [asking]: used }).app.oauth.getConsoleAdmin('c0de', ssoSecret);
    expect(spent).toMatchObject({ ok: false, error: { kind: 'param', code: 'invalidCode', message: '[secret]' } });
  });
});
