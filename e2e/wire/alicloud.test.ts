import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { app, corpId, openWire, type Wire } from './world.ts';

// The SDK is CommonJS whose `default` is a class: loaded as Node itself loads it, whatever the test runner makes of imports.
const load = createRequire(import.meta.url);
const oauth2 = load(
  '@alicloud/dingtalk/dist/oauth2_1_0/client.js',
) as typeof import('@alicloud/dingtalk/dist/oauth2_1_0/client.js');
const contact = load(
  '@alicloud/dingtalk/dist/contact_1_0/client.js',
) as typeof import('@alicloud/dingtalk/dist/contact_1_0/client.js');
const microApp = load(
  '@alicloud/dingtalk/dist/micro_app_1_0/client.js',
) as typeof import('@alicloud/dingtalk/dist/micro_app_1_0/client.js');
const { Config } = load('@alicloud/openapi-client') as typeof import('@alicloud/openapi-client');
const util = load('@alicloud/tea-util') as typeof import('@alicloud/tea-util');

/** The official SDK, sent to the emulator by its own two settings. */
const configOf = ({ endpoint }: Wire) => {
  const config = new Config({});
  config.protocol = 'http';
  config.endpoint = endpoint;
  return config;
};
const runtime = () => new util.RuntimeOptions({});

async function tokenOf(wire: Wire): Promise<string> {
  const { body } = await new oauth2.default(configOf(wire)).getAccessToken(
    new oauth2.GetAccessTokenRequest({ appKey: app.appKey, appSecret: app.appSecret }),
  );
  return body?.accessToken ?? '';
}

describe('the official SDK for servers', () => {
  test('gets the token of an app, the same one until it dies', async () => {
    const wire = await openWire('@alicloud/dingtalk');
    const client = new oauth2.default(configOf(wire));
    const ask = () =>
      client.getAccessToken(new oauth2.GetAccessTokenRequest({ appKey: app.appKey, appSecret: app.appSecret }));
    const first = (await ask()).body;
    expect(first?.expireIn).toBe(7200);
    expect((await ask()).body?.accessToken).toBe(first?.accessToken);
    wire.emulator.expireTokens();
    expect((await ask()).body?.accessToken).not.toBe(first?.accessToken);
  });

  test('understands how a wrong secret is refused', async () => {
    const wire = await openWire('@alicloud/dingtalk');
    const refused = new oauth2.default(configOf(wire)).getAccessToken(
      new oauth2.GetAccessTokenRequest({ appKey: app.appKey, appSecret: 'wrong' }),
    );
    await expect(refused).rejects.toMatchObject({ code: 'invalidClientIdOrSecret' });
  });

  test('gets the unified token', async () => {
    const wire = await openWire('@alicloud/dingtalk');
    const { body } = await new oauth2.default(configOf(wire)).getToken(
      corpId,
      new oauth2.GetTokenRequest({
        clientId: app.appKey,
        clientSecret: app.appSecret,
        grantType: 'client_credentials',
      }),
    );
    expect(body).toMatchObject({ expiresIn: 7200, accessToken: expect.stringMatching(/./) });
  });

  test('signs a person in: code, token, who they are, and the token again', async () => {
    const wire = await openWire('@alicloud/dingtalk');
    const { code } = (await wire.emulator.control('codes/issue', { userId: 'chenming', kind: 'web' })) as {
      code: string;
    };
    const client = new oauth2.default(configOf(wire));
    const { body: token } = await client.getUserToken(
      new oauth2.GetUserTokenRequest({
        clientId: app.appKey,
        clientSecret: app.appSecret,
        code,
        grantType: 'authorization_code',
      }),
    );
    const people = new contact.default(configOf(wire));
    const { body: me } = await people.getUserWithOptions(
      'me',
      new contact.GetUserHeaders({ xAcsDingtalkAccessToken: token?.accessToken }),
      runtime(),
    );
    expect(me).toMatchObject({ nick: '陈明', unionId: 'uChenming' });
    const { body: again } = await client.getUserToken(
      new oauth2.GetUserTokenRequest({
        clientId: app.appKey,
        clientSecret: app.appSecret,
        refreshToken: token?.refreshToken,
        grantType: 'refresh_token',
      }),
    );
    expect(again?.accessToken).toBeTruthy();
  });

  test('is told that an app’s token names nobody', async () => {
    const wire = await openWire('@alicloud/dingtalk');
    const asked = new contact.default(configOf(wire)).getUserWithOptions(
      'me',
      new contact.GetUserHeaders({ xAcsDingtalkAccessToken: await tokenOf(wire) }),
      runtime(),
    );
    await expect(asked).rejects.toMatchObject({ code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' });
  });

  test('learns who opened the app from the organisation’s console', async () => {
    const wire = await openWire('@alicloud/dingtalk');
    const { code } = (await wire.emulator.control('codes/issue', { userId: 'chenming', kind: 'sso' })) as {
      code: string;
    };
    const client = new oauth2.default(configOf(wire));
    const { body: token } = await client.getSsoAccessToken(
      new oauth2.GetSsoAccessTokenRequest({ corpid: corpId, ssoSecret: app.ssoSecret }),
    );
    const { body } = await client.getSsoUserInfoWithOptions(
      new oauth2.GetSsoUserInfoRequest({ code }),
      new oauth2.GetSsoUserInfoHeaders({ xAcsDingtalkAccessToken: token?.accessToken }),
      runtime(),
    );
    expect(body).toMatchObject({ corpId, userId: 'chenming', isAdmin: true });
  });

  test('gets the ticket that pages are signed with', async () => {
    const wire = await openWire('@alicloud/dingtalk');
    const { body } = await new oauth2.default(configOf(wire)).createJsapiTicketWithOptions(
      new oauth2.CreateJsapiTicketHeaders({ xAcsDingtalkAccessToken: await tokenOf(wire) }),
      runtime(),
    );
    expect(body).toMatchObject({ expireIn: 7200, jsapiTicket: expect.stringMatching(/./) });
  });

  test('lists, changes and scopes the organisation’s apps', async () => {
    const wire = await openWire('@alicloud/dingtalk');
    const token = { xAcsDingtalkAccessToken: await tokenOf(wire) };
    const client = new microApp.default(configOf(wire));
    const agentId = String(app.agentId);
    const listed = await client.listAllInnerAppsWithOptions(new microApp.ListAllInnerAppsHeaders(token), runtime());
    expect(listed.body?.appList?.map((one) => one.agentId)).toContain(app.agentId);
    const installed = await client.listAllAppWithOptions(new microApp.ListAllAppHeaders(token), runtime());
    expect(installed.body?.appList?.map((one) => one.agentId)).toContain(app.agentId);
    const seen = await client.listUserVilebleAppWithOptions(
      'lilei',
      new microApp.ListUserVilebleAppHeaders(token),
      runtime(),
    );
    expect(seen.body?.appList?.map((one) => one.name)).toContain(app.name);
    await client.updateInnerAppWithOptions(
      agentId,
      new microApp.UpdateInnerAppRequest({ opUnionId: 'uChenming', homepageLink: 'https://mail.wire.test/other' }),
      new microApp.UpdateInnerAppHeaders(token),
      runtime(),
    );
    const again = await client.listAllInnerAppsWithOptions(new microApp.ListAllInnerAppsHeaders(token), runtime());
    expect(again.body?.appList?.find((one) => one.agentId === app.agentId)?.homepageLink).toBe(
      'https://mail.wire.test/other',
    );
    await client.setMicroAppScopeWithOptions(
      agentId,
      new microApp.SetMicroAppScopeRequest({ addUserIds: ['lilei'], addDeptIds: [37002], onlyAdminVisible: false }),
      new microApp.SetMicroAppScopeHeaders(token),
      runtime(),
    );
    const scope = await client.getMicroAppScopeWithOptions(
      agentId,
      new microApp.GetMicroAppScopeHeaders(token),
      runtime(),
    );
    expect(scope.body?.result).toMatchObject({ userIds: ['lilei'], deptIds: [1, 37002] });
  });

  test('knows an unknown token for what it is', async () => {
    const wire = await openWire('@alicloud/dingtalk');
    const asked = new microApp.default(configOf(wire)).listAllInnerAppsWithOptions(
      new microApp.ListAllInnerAppsHeaders({ xAcsDingtalkAccessToken: 'nobody' }),
      runtime(),
    );
    await expect(asked).rejects.toMatchObject({ code: 'InvalidAuthentication' });
  });
});
