import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bindMailbox, openDevice, seen } from '../device.ts';
import { buildLetter } from '../mails.ts';
import { type Product, startProduct } from '../product.ts';
import { people, type RunningMail, startSandboxMail } from '../systems.ts';
import { until } from '../wait.ts';

const [member, admin] = people as [(typeof people)[0], (typeof people)[0]];

describe('a browser outside DingTalk', () => {
  let mail: RunningMail;
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [mail, browser] = await Promise.all([startSandboxMail(), launchBrowser()]);
    product = await startProduct({
      mail,
      people: people.map((person, at) => ({
        ...person,
        unionId: `U${person.userId}`,
        title: '',
        departmentId: 1,
        isAdmin: at === 1,
        email: person.address,
      })),
    });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await mail?.stop();
  });

  async function openBrowser(): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
    onTestFinished(() => context.close());
    return context.newPage();
  }
  const appUrl = (more = '') => `${product.origin}/static/dingding/?corpId=${product.corpId}${more}`;

  /** Goes to DingTalk's own page, chooses who scans, and answers. */
  async function scan(page: Page, who: string | RegExp, answer: '同意' | '拒绝'): Promise<void> {
    await page.getByRole('link', { name: '用钉钉扫码登录' }).click();
    await page.getByRole('button', { name: who }).first().click();
    await page.getByRole('button', { name: answer }).click();
  }

  test('is signed in by a scan, without a password, and stays so', async () => {
    const page = await openBrowser();
    await page.goto(appUrl());
    await scan(page, new RegExp(member.name), '同意');
    await bindMailbox(page, member.address, member.password);
    expect(new URL(page.url()).search).toBe(`?corpId=${product.corpId}`);
    await page.reload();
    await page.getByRole('button', { name: '写信' }).first().waitFor();
  });

  test('that opens a card’s link is led to that very mail after the scan', async () => {
    const letter = buildLetter(member.address, { subject: '扫码后打开的信', text: '正是这一封' });
    await mail.deliver(member.address, letter.raw);
    const card = await until('the notice', () =>
      product.emulator.feed(member.userId).find((one) => JSON.stringify(one.msg).includes(letter.subject)),
    );
    const page = await openBrowser();
    await page.goto((card.msg as unknown as { oa: { message_url: string } }).oa.message_url);
    await scan(page, new RegExp(member.name), '同意');
    await seen(page, '正是这一封');
  });

  test('whose person refuses is told so, once', async () => {
    const page = await openBrowser();
    await page.goto(appUrl());
    await scan(page, new RegExp(member.name), '拒绝');
    await seen(page, '没有登录：钉钉里没有同意');
    expect(page.url()).not.toContain('signin=');
    await page.reload();
    await seen(page, '登录企业邮箱');
  });

  test('whose person belongs to another organisation comes back from DingTalk’s own refusal without a session', async () => {
    const page = await openBrowser();
    await page.goto(appUrl());
    await scan(page, /其他组织/, '同意');
    await page.getByRole('link', { name: '返回应用' }).click();
    await seen(page, /^没有登录/);
  });

  test('gets nothing from a sign-in that another browser began', async () => {
    const first = await openBrowser();
    await first.goto(appUrl());
    await first.getByRole('link', { name: '用钉钉扫码登录' }).click();
    await first.getByRole('button', { name: new RegExp(member.name) }).waitFor();
    const second = await openBrowser();
    await second.goto(first.url());
    await second.getByRole('button', { name: new RegExp(member.name) }).click();
    await second.getByRole('button', { name: '同意' }).click();
    await seen(second, '没有登录：这次扫码已失效');
    const session = await second.request.get(`${product.origin}/api/v1/session?corpId=${product.corpId}`, {
      headers: { 'x-hongyan': product.corpId },
    });
    expect(session.status()).toBe(401);
  });

  test('opens the console for an administrator only', async () => {
    const page = await openBrowser();
    const enter = async (name: string) => {
      await page.goto(`${product.origin}/admin`);
      await page
        .getByRole('link', { name: '用钉钉登录' })
        .or(page.getByRole('button', { name: '用钉钉登录' }))
        .click();
      await page
        .getByRole('button', { name: new RegExp(name) })
        .first()
        .click();
      await page.getByRole('button', { name: '同意' }).click();
    };
    await enter(member.name);
    await seen(page, '没有登录：管理控制台只对管理员开放');
    await enter(admin.name);
    await seen(page, '自建应用管理');
    await seen(page, admin.name);
  });

  test('a mail session never opens the console', async () => {
    const device = await openDevice(browser, product, admin.userId, 'pc-win');
    onTestFinished(() => device.close());
    await device.openHome();
    await device.page.getByLabel('邮箱地址').waitFor();
    const answer = await device.context.request.get(`${product.origin}/api/v1/admin/session`);
    expect(answer.status()).toBe(401);
  });
});
