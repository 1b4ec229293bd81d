import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { generateCompany } from '../standalone/generate.ts';
import { launchBrowser } from '../testing/browser.ts';
import { app, buildEmulator } from '../testing/build.ts';
import { buildClient, openPage } from '../testing/client.ts';
import { listenAs } from '../testing/receiver.ts';

// A browser on a busy machine needs its time; no test here measures any.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  await buildClient();
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('the organisation’s page', () => {
  test('a new person sends the event, and the page says to whom it went', async () => {
    const emulator = await buildEmulator();
    const keys = { token: 'abc123', aesKey: `${'a'.repeat(42)}A`, owner: app.appKey };
    const receiver = await listenAs(keys);
    const saved = await emulator.control('apps/events', {
      appKey: app.appKey,
      events: { mode: 'push', url: receiver.url, token: keys.token, aesKey: keys.aesKey, types: ['user_add_org'] },
    });
    expect(saved).toEqual({ ok: true });
    const page = await openPage(browser, emulator, '#/contacts/37001');
    await page.getByRole('button', { name: '添加成员' }).click();
    const dialog = page.getByRole('dialog', { name: '添加成员' });
    await dialog.getByLabel('姓名').fill('林晚舟');
    await dialog.getByLabel('userid').fill('linwanzhou');
    await dialog.getByLabel('邮箱', { exact: true }).fill('lin@ccjy.example');
    await dialog.getByRole('button', { name: '保存' }).click();
    const changes = page.getByRole('region', { name: '变更与事件' });
    await changes.getByText('添加成员 林晚舟').waitFor();
    await changes.getByText('企业邮箱 · HTTP').waitFor();
    await changes.getByText('已送达').waitFor();
    expect(emulator.organisation.person('linwanzhou')).toMatchObject({
      name: '林晚舟',
      email: 'lin@ccjy.example',
      departmentId: 37001,
    });
    expect(JSON.parse(receiver.heard.at(-1)!.message)).toMatchObject({
      EventType: 'user_add_org',
      userId: ['linwanzhou'],
    });
    await page.getByRole('row', { name: /林晚舟/ }).waitFor();
  });

  test('a person moves, becomes administrator, and leaves', async () => {
    const emulator = await buildEmulator();
    const page = await openPage(browser, emulator, '#/contacts/37002');
    await page.getByRole('button', { name: '编辑 周慕云' }).click();
    const dialog = page.getByRole('dialog', { name: '编辑成员' });
    await dialog.getByLabel('职位').fill('高级工程师');
    await dialog.getByLabel('产品部').check();
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect.poll(() => emulator.organisation.person('Mu_Yun')?.departmentIds).toEqual([37002, 37001]);
    expect(emulator.organisation.person('Mu_Yun')?.title).toBe('高级工程师');
    await page.getByRole('button', { name: '设为管理员 周慕云' }).click();
    await page.getByText('org_admin_add').waitFor();
    await page.getByText('没有应用订阅这个事件').first().waitFor();
    await page.getByRole('button', { name: '离职 周慕云' }).click();
    await page.getByRole('dialog', { name: '办理离职：周慕云' }).getByRole('button', { name: '离职' }).click();
    await expect.poll(() => emulator.organisation.person('Mu_Yun')).toBeUndefined();
    await page.getByText('这个部门里没有人').waitFor();
  });

  test('a department with somebody in it is not removed, and the page says so', async () => {
    const emulator = await buildEmulator();
    const page = await openPage(browser, emulator, '#/contacts/37002');
    await page.getByRole('button', { name: '添加子部门' }).click();
    const dialog = page.getByRole('dialog', { name: '添加子部门' });
    await dialog.getByLabel('部门名称').fill('镜组');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('添加子部门 镜组').last().waitFor();
    expect([...emulator.organisation.departments()].some(({ name }) => name === '镜组')).toBe(true);
    await page.getByRole('button', { name: '删除部门' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '删除部门' }).click();
    await page.getByRole('alert').first().waitFor();
    expect(emulator.organisation.department(37002)).toBeDefined();
  });

  test('a hundred thousand people show the first two hundred, and a name finds the others', async () => {
    const company = generateCompany(100_000, 1000);
    const emulator = await buildEmulator({ company });
    const last = company.people.at(-1)!;
    const page = await openPage(browser, emulator, '#/contacts');
    await page.getByRole('row').nth(1).waitFor();
    await page.getByLabel('按姓名、userid、邮箱或职位查找').fill(last.userId);
    await page.getByRole('row', { name: new RegExp(last.name) }).waitFor();
    await page.getByText('共 1', { exact: true }).waitFor();
    await page.getByLabel('按姓名、userid、邮箱或职位查找').fill('工程师');
    await page.getByText('只显示前面的，更多请输入姓名查找').waitFor();
    expect(await page.getByRole('row').count()).toBe(201);

    // The desk takes anyone of them.
    await page.getByRole('link', { name: '设备', exact: true }).click();
    await page.getByRole('button', { name: '全部成员' }).click();
    await page.getByLabel('按姓名或部门查找').fill(last.userId);
    await page.getByRole('dialog').getByRole('button', { name: last.name }).click();
    await page.getByRole('button', { name: last.name, pressed: true }).waitFor();
  });
});
