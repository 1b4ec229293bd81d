import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startEmulator } from '../emulator.ts';
import { launchBrowser } from '../testing/browser.ts';
import { buildEmulator, call, company } from '../testing/build.ts';
import { buildClient, openPage } from '../testing/client.ts';
import { listenAs } from '../testing/receiver.ts';
import type { Emulator } from '../types.ts';

// A browser on a busy machine needs its time; no test here measures any.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  await buildClient();
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const consoleOf = (page: Page) => page.getByRole('region', { name: '开发者后台' });
const go = (page: Page, part: string) =>
  page.getByRole('navigation', { name: '应用菜单' }).getByRole('link', { name: part, exact: true }).click();
const save = (page: Page) => consoleOf(page).getByRole('button', { name: '保存', exact: true }).first().click();
const readValue = (page: Page, name: string) => consoleOf(page).getByLabel(name, { exact: true }).first().textContent();

async function buildBare(): Promise<Emulator> {
  const emulator = await startEmulator({ company, upstream: () => 'http://127.0.0.1:9' });
  onTestFinished(() => emulator.stop());
  return emulator;
}

async function createApp(page: Page, name = '企业邮箱'): Promise<string> {
  await page.getByRole('button', { name: '创建应用' }).click();
  const dialog = page.getByRole('dialog', { name: '创建应用' });
  await dialog.getByLabel('应用名称').fill(name);
  await dialog.getByLabel('应用描述').fill('收发企业邮件');
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await consoleOf(page).getByRole('region', { name: '应用凭证' }).waitFor();
  return (await readValue(page, 'AppKey')) ?? '';
}

describe('the vendor’s guide in the developer console', () => {
  test('can be followed from an empty organisation to the workbench', async () => {
    const emulator = await buildBare();
    const page = await openPage(browser, emulator, '#/console');
    await consoleOf(page).getByText('还没有应用').waitFor();
    const appKey = await createApp(page);
    const app = () => emulator.apps.get(appKey);
    expect(await readValue(page, 'AgentId')).toBe(String(app()?.agentId));
    expect(await readValue(page, 'CorpId')).toBe('dingcorp01');
    expect(await readValue(page, 'AppSecret')).not.toBe(app()?.appSecret);
    await page.getByRole('button', { name: '显示 AppSecret' }).click();
    expect(await readValue(page, 'AppSecret')).toBe(app()?.appSecret);

    await go(page, '添加应用能力');
    await page.getByRole('button', { name: '添加', exact: true }).click();
    await page.getByLabel('应用首页地址').fill('http://mail.test/static/dingding/?corpId=$CORPID$');
    await page.getByLabel('PC端首页地址').fill('http://mail.test/static/dingding/?corpId=$CORPID$&pc=1');
    await save(page);
    await expect.poll(() => app()?.pcHomeUrl).toBe('http://mail.test/static/dingding/?corpId=$CORPID$&pc=1');

    await go(page, '安全设置');
    await page.getByLabel('服务器出口IP').fill('59.111.178.93,220.197.30.*,220.197.31.*');
    await page.getByLabel('重定向URL').fill('http://mail.test/miniapp/dingding/qr/redirect');
    await save(page);
    await expect.poll(() => app()?.egressIps).toEqual(['59.111.178.93', '220.197.30.*', '220.197.31.*']);
    expect(app()?.redirectUrls).toEqual(['http://mail.test/miniapp/dingding/qr/redirect']);

    await go(page, '权限管理');
    for (const [name, code] of [
      ['通讯录个人信息读权限', 'Contact.User.Read'],
      ['企业员工手机号信息', 'fieldMobile'],
      ['邮箱等个人信息', 'fieldEmail'],
      ['通讯录部门信息读权限', 'qyapi_get_department_list'],
      ['成员信息读权限', 'qyapi_get_member'],
      ['通讯录部门成员读权限', 'qyapi_get_department_member'],
      ['管理微应用的权限', 'qyapi_microapp_manage'],
    ] as const) {
      await page.getByLabel('搜索权限').fill(name);
      const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: code, exact: true }) });
      await row.getByRole('button', { name: '申请', exact: true }).click();
      await expect.poll(() => app()?.permissions).toContain(code);
    }
    expect(app()?.permissions).not.toContain('Todo.Todo.Write');

    await go(page, '事件与回调');
    const keys = { token: '5ye3fAdWQL1nPaN', aesKey: 'KlbBiqrRaOyhSCqcQE3jGUUPDgQrI6XZDqRb0Me6kQI', owner: appKey };
    const receiver = await listenAs(keys, 'plain');
    await page.getByLabel('加密 aes_key', { exact: true }).fill(keys.aesKey);
    await page.getByLabel('签名 token', { exact: true }).fill(keys.token);
    await page.getByLabel('请求网址').fill(receiver.url);
    await save(page);
    await page.getByRole('alert').getByText('没有保存：返回内容不是加密的 JSON').waitFor();
    expect(app()?.events).toBeUndefined();
    receiver.answer = 'success';
    await save(page);
    await page.getByText('已保存。验证事件 check_url 回答正确。').waitFor();
    expect(receiver.heard.at(-1)?.message).toBe('{"EventType":"check_url"}');
    const names = ['通讯录用户增加', '通讯录用户更改', '通讯录用户离职', '加入企业后用户激活'];
    for (const name of [...names, '通讯录企业部门创建', '通讯录企业部门修改', '通讯录企业部门删除'])
      await page.getByRole('checkbox', { name, exact: true }).check();
    await save(page);
    await expect.poll(() => app()?.events?.types.length).toBe(7);

    await page.getByRole('link', { name: '设备', exact: true }).click();
    await page.getByText('还没有应用。登记一个应用后，它会出现在这里。').first().waitFor();
    await page.goBack();
    await go(page, '版本管理与发布');
    await page.getByRole('button', { name: '创建新版本' }).click();
    const dialog = page.getByRole('dialog', { name: '创建新版本' });
    await dialog.getByLabel('版本描述').fill('第一个版本');
    await dialog.getByRole('radio', { name: '部分员工' }).check();
    await dialog.getByLabel('光学组').check();
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await expect.poll(() => app()?.published).toBe(true);
    expect(app()?.visibleScope).toEqual({ departmentIds: [37002], userIds: [], adminsOnly: false });

    // Only who is in the scope has it.
    await page.getByRole('link', { name: '设备', exact: true }).click();
    await page.getByText('还没有应用。登记一个应用后，它会出现在这里。').first().waitFor();
    await page.getByRole('button', { name: '周慕云', exact: true }).click();
    await page.getByRole('region', { name: '电脑' }).getByRole('button', { name: '企业邮箱' }).waitFor();
  });

  test('what cannot be saved says why, and nothing is saved', async () => {
    const emulator = await buildBare();
    const page = await openPage(browser, emulator, '#/console');
    const appKey = await createApp(page);
    await go(page, '安全设置');
    await page.getByLabel('服务器出口IP').fill('59.111.178.93.220.197.30.*');
    await save(page);
    await page.getByText('“59.111.178.93.220.197.30.*”不是可用的写法。').waitFor();
    await go(page, '事件与回调');
    await page.getByLabel('加密 aes_key', { exact: true }).fill('short');
    await page.getByLabel('签名 token', { exact: true }).fill('abc');
    await page.getByLabel('请求网址').fill('http://127.0.0.1:9/callback');
    await save(page);
    await page.getByRole('alert').getByText('没有保存：加密 aes_key 须为 43 位英文字母或数字').waitFor();
    await page.getByRole('button', { name: '随机生成 aes_key' }).click();
    await save(page);
    await page.getByRole('alert').getByText('没有保存：请求网址无法访问').waitFor();
    expect(emulator.apps.get(appKey)).toMatchObject({ egressIps: [] });
    expect(emulator.apps.get(appKey)?.events).toBeUndefined();
  });

  test('a secret that is reset gives no token to who has the old one', async () => {
    const emulator = await buildEmulator();
    const page = await openPage(browser, emulator, '#/console/dingmailapp0001/credentials');
    await page.getByRole('button', { name: '重置 AppSecret' }).click();
    await page.getByText('AppSecret 已重置').waitFor();
    const body = { appKey: 'dingmailapp0001', appSecret: 's3cret' };
    expect((await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, body)).status).toBe(400);
  });

  test('Stream mode is saved without an address', async () => {
    const emulator = await buildEmulator();
    const page = await openPage(browser, emulator, '#/console/dingmailapp0001/events');
    await page.getByRole('radio', { name: 'Stream 模式推送' }).check();
    await save(page);
    await expect.poll(() => emulator.apps.get('dingmailapp0001')?.events).toEqual({ mode: 'stream', types: [] });
    await page.getByText('当前连接 0').waitFor();
  });
});
