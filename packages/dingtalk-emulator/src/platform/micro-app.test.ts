import { describe, expect, test } from 'vitest';
import { app, buildEmulator, tokenOf } from '../testing/build.ts';
import type { Emulator } from '../types.ts';

async function ask(emulator: Emulator, method: string, path: string, body?: object) {
  const response = await fetch(`${emulator.apiUrl}/v1.0/microApp${path}`, {
    method,
    headers: { 'x-acs-dingtalk-access-token': await tokenOf(emulator), 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
const path = `/apps/${app.agentId}`;

describe('app management on the wire', () => {
  test('the lists show every self-built app, and one person what is visible to them', async () => {
    const emulator = await buildEmulator();
    const made = emulator.apps.create({ name: '草稿应用' });
    const { json } = await ask(emulator, 'GET', '/allInnerApps');
    expect(json.appList).toMatchObject([
      {
        agentId: app.agentId,
        name: '企业邮箱',
        homepageLink: app.homeUrl,
        appId: 0,
        appStatus: 1,
        developType: 0,
        unifiedAppId: expect.stringMatching(/^[\da-f-]{36}$/),
      },
      { agentId: made.agentId, appStatus: 0 },
    ]);
    expect((await ask(emulator, 'GET', '/allApps')).json.appList).toHaveLength(2);
    expect((await ask(emulator, 'GET', '/users/Mu_Yun/apps')).json.appList).toMatchObject([{ agentId: app.agentId }]);
    expect(await ask(emulator, 'GET', '/users/nobody/apps')).toMatchObject({
      status: 400,
      json: { code: 'invalidUserId' },
    });
  });

  test('an administrator changes home pages and egress addresses', async () => {
    const emulator = await buildEmulator();
    const change = {
      opUnionId: 'uZhixia',
      homepageLink: 'https://mail.test/new',
      ipWhiteList: ['127.0.0.1', '10.0.*'],
    };
    expect(await ask(emulator, 'PUT', path, change)).toEqual({ status: 200, json: { result: true } });
    expect(emulator.apps.get(app.appKey)).toMatchObject({
      homeUrl: 'https://mail.test/new',
      pcHomeUrl: app.pcHomeUrl,
      egressIps: ['127.0.0.1', '10.0.*'],
    });
  });

  test.each<[object, string]>([
    [{ opUnionId: undefined }, 'invalidParam'],
    [{ opUnionId: 'nobody' }, 'invalidUser'],
    [{ opUnionId: 'uMuyun' }, 'noAppManagePermission'],
    [{ name: '短' }, 'illegalAppName'],
    [{ desc: '长'.repeat(201) }, 'illegalAppDesc'],
    [{ icon: '@lADmadeup' }, 'illegalAppIcon'],
    [{ ipWhiteList: ['not an address'] }, 'illegalIp'],
    [{ ipWhiteList: Array.from({ length: 51 }, (_, i) => `10.0.0.${i}`) }, 'illegalIp'],
  ])('%j is refused with %s', async (over, code) => {
    const emulator = await buildEmulator();
    expect(await ask(emulator, 'PUT', path, { opUnionId: 'uZhixia', ...over })).toMatchObject({
      status: 400,
      json: { code },
    });
  });

  test('the visible scope is read and changed by what comes and goes', async () => {
    const emulator = await buildEmulator();
    expect((await ask(emulator, 'GET', `${path}/scopes`)).json).toEqual({
      result: { userIds: [], deptIds: [1], roleIds: [], onlyAdminVisible: false },
    });
    const change = { addUserIds: ['zhixia'], delDeptIds: [1], onlyAdminVisible: false };
    expect((await ask(emulator, 'POST', `${path}/scopes`, change)).json).toEqual({ result: true });
    expect((await ask(emulator, 'GET', `${path}/scopes`)).json).toMatchObject({
      result: { userIds: ['zhixia'], deptIds: [] },
    });
    expect((await ask(emulator, 'GET', '/users/Mu_Yun/apps')).json.appList).toEqual([]);
    const tooMany = { addUserIds: Array(101).fill('zhixia') };
    expect(await ask(emulator, 'POST', `${path}/scopes`, tooMany)).toMatchObject({ json: { code: 'invalidParam' } });
  });

  test('another method or another agent is nothing', async () => {
    const emulator = await buildEmulator();
    expect(await ask(emulator, 'DELETE', path)).toMatchObject({
      status: 404,
      json: { code: 'InvalidAction.NotFound' },
    });
    expect(await ask(emulator, 'GET', '/apps/1/scopes')).toMatchObject({
      status: 400,
      json: { code: 'invalidAgentId' },
    });
  });
});
