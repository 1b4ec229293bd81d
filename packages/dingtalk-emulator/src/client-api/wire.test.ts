import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser } from '../testing/browser.ts';
import { app, buildEmulator, call, callOld, oaMessage, sendBody, sendPath } from '../testing/build.ts';
import { buildClient, expectAccessible, openPage } from '../testing/client.ts';

// A browser on a busy machine needs its time; no test here measures any.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  await buildClient();
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('behind the wire', () => {
  test('a call names the rule that it broke, and shows its bodies without the secret', async () => {
    const emulator = await buildEmulator();
    await callOld(emulator, '/topapi/v2/user/get', { userid: 'zhixia' }, 'nosuchtoken');
    await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, { appKey: app.appKey, appSecret: app.appSecret });
    const page = await openPage(browser, emulator, '#/wire/calls');
    const row = page.getByRole('row', { name: /user\/get.*§1\.4.*40014/ });
    await row.waitFor();
    await page.getByRole('button', { name: /oauth2\/accessToken/ }).click();
    await page.getByText('"accessToken"', { exact: false }).waitFor();
    expect(await page.locator('body').textContent()).not.toContain(app.appSecret);
    await page.getByRole('checkbox', { name: '只看没有成功的' }).check();
    await expect.poll(() => page.getByRole('button', { name: /oauth2\/accessToken/ }).count()).toBe(0);
  });

  test('a fault hits the next calls and is seen counting down', async () => {
    const emulator = await buildEmulator();
    const page = await openPage(browser, emulator, '#/wire/faults');
    await page.getByLabel('错误码').fill('90018');
    await page.getByLabel('次数').fill('2');
    await page.getByRole('button', { name: '注入', exact: true }).click();
    await page.getByText('还剩 2').waitFor();
    await callOld(emulator, sendPath, sendBody({ msg: oaMessage('一') }), 'any');
    await page.getByText('还剩 1').waitFor();
    await page.getByRole('button', { name: '全部解除' }).click();
    await page.getByText('没有故障').waitFor();
  });

  test('quota, edition, tokens and the clock can be moved', async () => {
    const emulator = await buildEmulator();
    await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, { appKey: app.appKey, appSecret: app.appSecret });
    const page = await openPage(browser, emulator, '#/wire/limits');
    await page.getByLabel('接口调用 已用').fill('5000');
    await page.getByRole('button', { name: '改为 接口调用' }).click();
    await page.getByText('5,000 / 5,000', { exact: true }).waitFor();
    await page.getByLabel('版本').selectOption('professional');
    await page.getByText('5,000 / 200,000', { exact: true }).waitFor();
    await page.getByRole('button', { name: '立即过期 企业邮箱' }).click();
    await page.getByText('已过期', { exact: true }).waitFor();
    await page.getByRole('button', { name: '+2 小时' }).click();
    await page.getByText(/比本机快 2 小时/).waitFor();
  });

  test('an unsettled rule is switched at once', async () => {
    const emulator = await buildEmulator();
    const page = await openPage(browser, emulator, '#/wire/switches');
    await page.getByRole('group', { name: '“一天”怎样算' }).getByRole('button', { name: '从第一条起 24 小时' }).click();
    await expect.poll(() => emulator.switches.dayBoundary).toBe('rolling');
    await page.getByText('已更改，立即生效').waitFor();
  });

  test('any event at all can be sent, and what became of it is told', async () => {
    const emulator = await buildEmulator();
    const events = {
      mode: 'push' as const,
      url: 'http://127.0.0.1:9/x',
      token: 'abc',
      aesKey: 'a'.repeat(43),
      types: [],
    };
    emulator.registerApp({ ...app, events });
    const page = await openPage(browser, emulator, '#/wire/events');
    await page.getByRole('button', { name: '发送任意事件' }).click();
    const dialog = page.getByRole('dialog', { name: '发送任意事件' });
    await dialog.getByLabel('事件类型').fill('label_user_change');
    await dialog.getByLabel('字段（JSON 对象）').fill('{"odd":true}');
    await dialog.getByRole('button', { name: '发送', exact: true }).click();
    await page.getByRole('button', { name: 'label_user_change', exact: true }).click();
    await page.getByText('被拒绝').first().waitFor();
    await page.getByText('"odd": true', { exact: false }).waitFor();
  });
});

describe('everyone can use the organisation’s pages', () => {
  const looks = [
    { theme: 'light', language: 'zh' },
    { theme: 'dark', language: 'en' },
  ];
  const places = [
    '#/console',
    ...['credentials', 'abilities', 'web', 'security', 'permissions', 'events', 'release'].map(
      (part) => `#/console/${app.appKey}/${part}`,
    ),
    '#/contacts',
    ...['calls', 'events', 'limits', 'faults', 'switches'].map((part) => `#/wire/${part}`),
  ];
  test.each(looks)('axe finds nothing: %j', { timeout: 300_000 }, async (stored) => {
    const emulator = await buildEmulator();
    await callOld(emulator, sendPath, sendBody());
    await callOld(emulator, '/topapi/v2/user/get', { userid: 'nobody' });
    emulator.registerApp({ ...app, events: { mode: 'stream', types: ['user_modify_org'] } });
    await emulator.control('people/change', { userId: 'zhixia', change: { title: '总监' } });
    const page = await openPage(browser, emulator, '', stored);
    for (const place of places) {
      await page.evaluate(`location.hash = ${JSON.stringify(place)}`);
      await page.locator('main:visible').waitFor();
      await expectAccessible(page);
    }
    await page.getByRole('link', { name: /^(通讯录管理|Organisation)$/ }).click();
    await page.getByRole('button', { name: /^(添加成员|Add a person)$/ }).click();
    await expectAccessible(page);
  });
});
