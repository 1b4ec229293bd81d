import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser, openContext } from '../testing/browser.ts';
import { callOld } from '../testing/build.ts';
import { buildClient } from '../testing/client.ts';
import { buildWithProduct, sendCard } from '../testing/sample-product.ts';
import type { Device, Emulator } from '../types.ts';

// A browser on a busy machine needs its time; no test here measures any.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  await buildClient();
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openClient(emulator: Emulator, stored: Record<string, string> = {}): Promise<Page> {
  const context = await openContext(browser);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.addInitScript(remember(stored));
  const page = await context.newPage();
  await page.goto(emulator.clientUrl);
  await page.getByRole('button', { name: '来一封新邮件' }).waitFor();
  return page;
}

/** A script that puts choices into the client's memory; the frames' own storage is left alone. */
const remember = (stored: Record<string, string>): string =>
  `if (window === window.top) Object.entries(${JSON.stringify(stored)}).forEach(([name, value]) => localStorage.setItem(name, value));`;

const phoneOf = (page: Page) => page.getByRole('region', { name: '手机' });
const pcOf = (page: Page) => page.getByRole('region', { name: '电脑' });
const frameOf = (page: Page, place: string) => page.frameLocator(`[data-frame="${place}"]`);
const openOnPhone = (page: Page) => phoneOf(page).getByRole('button', { name: '打开企业邮箱' }).click();

describe('the product in the client', () => {
  test.each<[Device, string]>([
    ['ios', 'phone'],
    ['android', 'phone'],
    ['pc-win', 'pc-tab'],
    ['pc-mac', 'pc-tab'],
  ])('opens on %s, unmodified, and signs the person in', async (device, place) => {
    const { emulator, cookies } = await buildWithProduct();
    const page = await openClient(emulator, { phone: device, pc: device });
    if (place === 'phone') await openOnPhone(page);
    else await pcOf(page).getByRole('button', { name: '企业邮箱' }).click();
    const body = frameOf(page, place).locator('body');
    await frameOf(page, place).locator('body[data-absent]').waitFor();
    expect(JSON.parse((await body.getAttribute('data-env'))!)).toMatchObject({
      platform: place === 'phone' ? device : 'pc',
    });
    const code = await body.getAttribute('data-code');
    const { json } = await callOld(emulator, '/topapi/v2/user/getuserinfo', { code });
    expect(json).toMatchObject({ result: { userid: 'zhixia' } });
    // The session cookie survives in the frame: the second visit brings it back.
    await body.evaluate('location.reload()');
    await expect.poll(() => cookies.length).toBe(2);
    expect(cookies).toEqual(['', '__Host-s=1']);
  });

  test('the page sets the title and a button that answers', async () => {
    const { emulator } = await buildWithProduct();
    const page = await openClient(emulator);
    await openOnPhone(page);
    await phoneOf(page).getByRole('heading', { name: '收件箱' }).waitFor();
    await phoneOf(page).getByRole('button', { name: '写信' }).click();
    await frameOf(page, 'phone').locator('body[data-right="clicked"]').waitFor();
  });

  test('toast and question appear over the page, and the choice goes back', async () => {
    const { emulator } = await buildWithProduct();
    const page = await openClient(emulator);
    await openOnPhone(page);
    await frameOf(page, 'phone').getByRole('button', { name: '提示' }).click();
    await phoneOf(page).getByText('已归档 1 封').waitFor();
    await frameOf(page, 'phone').getByRole('button', { name: '询问' }).click();
    await page.getByRole('alertdialog', { name: '永久删除？' }).getByRole('button', { name: '永久删除' }).click();
    await frameOf(page, 'phone').locator(`body[data-chosen='{"buttonIndex":1}']`).waitFor();
  });

  test('back goes back inside the page first, then leaves it', async () => {
    const { emulator } = await buildWithProduct();
    const page = await openClient(emulator);
    await openOnPhone(page);
    await frameOf(page, 'phone').locator('body[data-absent]').waitFor();
    await frameOf(page, 'phone').getByRole('button', { name: '深入' }).click();
    const address = () =>
      page
        .frames()
        .find((frame) => frame.url().includes('zhixia-ios'))
        ?.url();
    await expect.poll(address).toMatch(/#deep$/);
    await phoneOf(page).getByRole('button', { name: '返回' }).click();
    await expect.poll(address).not.toMatch(/#deep$/);
    await phoneOf(page).getByRole('button', { name: '返回' }).click();
    await page.locator('[data-frame="phone"]').waitFor({ state: 'detached' });
    await phoneOf(page)
      .getByRole('heading', { name: /^工作通知/ })
      .waitFor();
  });

  test('a link of the page opens the side panel on PC', async () => {
    const { emulator } = await buildWithProduct();
    const page = await openClient(emulator);
    await pcOf(page).getByRole('button', { name: '企业邮箱' }).click();
    await frameOf(page, 'pc-tab').locator('body[data-absent]').waitFor();
    await frameOf(page, 'pc-tab').getByRole('button', { name: '面板' }).click();
    await frameOf(page, 'pc-panel').getByText('示例页面').waitFor();
    await pcOf(page).getByRole('button', { name: '关闭 侧边面板' }).click();
    await page.locator('[data-frame="pc-panel"]').waitFor({ state: 'detached' });
  });

  test('without a network the page is told, and told again when it is back', async () => {
    const { emulator } = await buildWithProduct();
    const page = await openClient(emulator);
    await openOnPhone(page);
    await frameOf(page, 'phone').locator('body[data-absent]').waitFor();
    await page.getByRole('button', { name: '断网' }).click();
    await frameOf(page, 'phone').locator('body[data-network="offline"]').waitFor();
    await page.getByRole('button', { name: '正常' }).click();
    await frameOf(page, 'phone').locator('body[data-network="online"]').waitFor();
  });

  test('another person gets a device of their own', async () => {
    const { emulator } = await buildWithProduct();
    const page = await openClient(emulator);
    await openOnPhone(page);
    await frameOf(page, 'phone').locator('body[data-absent]').waitFor();
    await page.getByRole('button', { name: '周慕云', exact: true }).click();
    await page.locator('[data-frame="phone"]').waitFor({ state: 'detached' });
    await openOnPhone(page);
    const body = frameOf(page, 'phone').locator('body[data-code]');
    await body.waitFor();
    const { json } = await callOld(emulator, '/topapi/v2/user/getuserinfo', {
      code: await body.getAttribute('data-code'),
    });
    expect(json).toMatchObject({ result: { userid: 'Mu_Yun' } });
  });
});

describe('the feed', () => {
  test('a card appears by itself, counts as unread, and opens its page on the phone', async () => {
    const { emulator, origin } = await buildWithProduct();
    const page = await openClient(emulator);
    await phoneOf(page).getByText('还没有工作通知').waitFor();
    await sendCard(emulator, origin, '7 号镜组交期与新报价单');
    const card = phoneOf(page).getByRole('article', { name: '7 号镜组交期与新报价单' });
    await card.waitFor();
    for (const text of ['企业邮箱', '未读', '发件人：', '周慕云', '个附件', '报价见附件。', '查看详情']) {
      expect(await card.textContent()).toContain(text);
    }
    await pcOf(page)
      .getByRole('button', { name: /消息\s*1 未读/ })
      .waitFor();
    await card.getByRole('button', { name: /查看详情/ }).click();
    await frameOf(page, 'phone').locator('body[data-absent]').waitFor();
    expect(
      page
        .frames()
        .some((frame) =>
          frame.url().startsWith(`${emulator.frameOrigin('zhixia', 'ios')}/static/dingding/?corpId=dingcorp01&n=`),
        ),
    ).toBe(true);
    await expect.poll(() => emulator.feed('zhixia')[0]?.read).toBe(true);
    await pcOf(page).getByRole('button', { name: '消息', exact: true }).waitFor();
  });

  test('on PC the card opens in the side panel', async () => {
    const { emulator, origin } = await buildWithProduct();
    const page = await openClient(emulator);
    await sendCard(emulator, origin, '周会纪要');
    await pcOf(page).getByRole('button', { name: /^消息/ }).click();
    await pcOf(page)
      .getByRole('button', { name: /查看详情 周会纪要/ })
      .click();
    await frameOf(page, 'pc-panel').locator('body[data-absent]').waitFor();
  });

  test('a card that comes while the app is open is announced over it', async () => {
    const { emulator, origin } = await buildWithProduct();
    const page = await openClient(emulator);
    await openOnPhone(page);
    await frameOf(page, 'phone').locator('body[data-absent]').waitFor();
    await sendCard(emulator, origin, '请今日确认');
    await phoneOf(page).getByRole('button', { name: '工作通知：请今日确认' }).click();
    await expect.poll(() => emulator.feed('zhixia')[0]?.read).toBe(true);
  });

  test('the button makes a mail for the person on the desk, and says why when it cannot', async () => {
    const wanted: string[] = [];
    const { emulator } = await buildWithProduct({
      onNewMail: async (userId) => {
        wanted.push(userId);
        if (wanted.length > 1) throw new Error('the sandbox is away');
      },
    });
    const page = await openClient(emulator);
    const button = page.getByRole('button', { name: '来一封新邮件', exact: true });
    await button.click();
    await expect.poll(() => wanted).toEqual(['zhixia']);
    await button.click();
    await page.getByRole('alert').getByText('the sandbox is away').waitFor();
  });
});

describe('the log and the faults', () => {
  test('a call shows with its bytes and outcome; a fault hits once and is gone', async () => {
    const { emulator, origin } = await buildWithProduct();
    const page = await openClient(emulator);
    const log = page.getByRole('region', { name: '调用记录' });
    await log.getByRole('button', { name: '注入故障' }).click();
    await log.getByRole('button', { name: '出口 IP 不在名单 60020', exact: true }).click();
    await log.getByText('生效中').waitFor();
    await page.keyboard.press('Escape');
    await sendCard(emulator, origin, '一');
    await log.getByRole('row', { name: /asyncsend_v2.*60020/ }).waitFor();
    await sendCard(emulator, origin, '二');
    await log.getByRole('row', { name: /asyncsend_v2.*给沈知夏，OA，[\d,]+ 字节.*errcode 0/ }).waitFor();
    await log.getByText('本月 1 / 5,000').waitFor();
    await log
      .getByRole('button', { name: /asyncsend_v2/ })
      .first()
      .click();
    await log.getByText('"task_id"', { exact: false }).waitFor();
  });
});

describe('everyone can use it', () => {
  const looks = [
    { theme: 'light', language: 'zh' },
    { theme: 'dark', language: 'en' },
  ];
  test.each(looks)(
    'axe finds nothing: %j',
    async (stored) => {
      const { emulator, origin } = await buildWithProduct({ onNewMail: async () => undefined });
      await sendCard(emulator, origin, '合同评审');
      const context = await openContext(browser);
      await context.addInitScript(remember(stored));
      const page = await context.newPage();
      await page.goto(emulator.clientUrl);
      await page.getByRole('article').first().waitFor();
      const check = async (part: string) => {
        // Colours are measured when nothing moves any more.
        await page.evaluate(
          'Promise.all(document.getAnimations().map((animation) => animation.finished)).then(() => undefined)',
        );
        const { violations } = await new AxeBuilder({ page }).include(part).exclude('iframe').analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
      };
      await check('body');
      for (const name of [/^(邮箱与密码|Mailbox)$/, /^(注入故障|Inject a fault)$/, /^(设备|Devices)$/]) {
        await page.getByRole('button', { name }).click();
        await check('[role="dialog"]');
        await page.keyboard.press('Escape');
      }
      await page.getByRole('button', { name: /^(消息|Messages)/ }).click();
      await page.getByRole('button', { name: /asyncsend_v2/ }).click();
      await check('main');
    },
    120_000,
  );

  test('the address and the password can be copied', async () => {
    const { emulator } = await buildWithProduct();
    const page = await openClient(emulator);
    await page.getByRole('button', { name: '邮箱与密码' }).click();
    await page.getByRole('button', { name: '复制 密码' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('p4ss');
  });

  test('it says what it is', async () => {
    const { emulator } = await buildWithProduct();
    const page = await openClient(emulator);
    await page.getByText('演示环境，不是钉钉官方客户端').waitFor();
  });
});
