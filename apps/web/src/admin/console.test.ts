import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type DevConsole, startConsole } from '../../dev/console-server.ts';

// A browser on a busy machine needs its time; no test here measures any.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let browser: Browser;
let dist: string;
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'hongyan-console-'));
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'silent', build: { outDir: dist } });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
});
afterAll(async () => {
  await browser?.close();
  await rm(dist, { recursive: true, force: true });
});

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const setup = '/admin/apps/ding8f2c41aa90be7d';

/** The console at a screen of a scene, in a fresh profile. */
async function open(
  scene: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; server: DevConsole }> {
  const server = await startConsole({ scene, dist });
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  onTestFinished(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  await page.goto(`${server.url}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, server };
}

/** What axe finds against WCAG 2.2 AA, one line a rule, with the places. */
async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

/** Things to press that are smaller than 44 px in either direction, their hit area included. */
const findSmallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')].flatMap((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return [];
      const after = getComputedStyle(element, '::after');
      const around = after.position === 'absolute' && after.content !== 'none';
      const width = Math.max(box.width, around ? Number.parseFloat(after.width) : 0);
      const height = Math.max(box.height, around ? Number.parseFloat(after.height) : 0);
      return width < 43.5 || height < 43.5 ? [element.ariaLabel ?? element.outerHTML.slice(0, 80)] : [];
    }),
  );

const sidewaysPixels = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

const screens = [
  ['out', '/admin', '登录管理控制台'],
  ['admin', '/admin', '概览'],
  ['operator', '/admin/apps', '自建应用管理'],
  ['operator', '/admin/apps/new', '新建钉钉自建应用'],
  ['operator', setup, '企业邮箱'],
  ['operator', '/admin/mail', '邮件服务'],
  ['operator', '/admin/members', '成员与绑定'],
  ['operator', '/admin/audit', '审计日志'],
  ['operator', '/admin/system', '系统'],
  ['broken', '/admin', '概览'],
] as const;

describe('everybody can use it', () => {
  test.each(screens)('%s at %s', async (scene, path, title) => {
    const { page } = await open(scene, path);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await findViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findViolations(page)).toEqual([]);
  });

  test.each(screens)('%s at %s, on a phone', async (scene, path) => {
    const { page } = await open(scene, path, phone);
    await page.waitForLoadState('networkidle');
    expect(await findViolations(page)).toEqual([]);
    expect(await findSmallTargets(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await sidewaysPixels(page)).toBeLessThanOrEqual(0);
  });
});

describe('signing in', () => {
  test('a wrong setup token is explained at its field, the right one opens the console', async () => {
    const { page } = await open('out', '/admin');
    const token = page.getByLabel('初始化口令');
    await page.getByRole('button', { name: '用口令进入' }).click();
    await page.getByText('先填口令。').waitFor();
    await token.fill('wrong');
    await page.getByRole('button', { name: '用口令进入' }).click();
    await page.getByText('初始化口令不对、已用过或已过期。').waitFor();
    expect(await token.evaluate((field) => field === document.activeElement)).toBe(true);
    await token.fill('open');
    await page.getByRole('button', { name: '用口令进入' }).click();
    await page.getByRole('navigation', { name: '控制台栏目' }).waitFor();
  });

  test('用钉钉登录 leads to DingTalk’s page for the corp that was typed', async () => {
    const { page, server } = await open('out', '/admin');
    await page.getByLabel('CorpId').fill('dingabc123');
    const asked = page.waitForRequest((request) => request.url().includes('/miniapp/'));
    await page.getByRole('button', { name: '用钉钉登录' }).click();
    expect((await asked).url()).toBe(`${server.url}/miniapp/dingding/qr/start?corpId=dingabc123&to=admin`);
  });

  test('a refusal of DingTalk’s page is explained once and leaves the address', async () => {
    const { page } = await open('out', '/admin?signin=foreign&corpId=dingabc123');
    await page.getByText('没有登录：这个钉钉账号不属于本企业').waitFor();
    expect(new URL(page.url()).search).toBe('?corpId=dingabc123');
    await page.reload();
    await page.getByRole('button', { name: '用钉钉登录' }).waitFor();
    expect(await page.getByText('没有登录').count()).toBe(0);
  });

  test('a session that ends under the hands says so and shows nothing more of the company', async () => {
    const { page, server } = await open('operator', '/admin/members');
    await page.getByText('沈知夏').first().waitFor();
    server.end();
    await page.getByRole('tab', { name: /未绑定/ }).click();
    await page.getByText('登录已结束').waitFor();
    expect(await page.getByText('沈知夏').count()).toBe(0);
  });
});

describe('a new app', () => {
  test('is begun as the vendor guide says, and an empty form tells everything that is missing', async () => {
    const { page } = await open('operator', '/admin');
    await page.getByRole('link', { name: '自建应用管理' }).click();
    await page.getByRole('button', { name: '新建应用' }).click();
    await page.getByRole('button', { name: /钉钉自建应用/ }).click();
    await page.getByRole('button', { name: '确认' }).click();
    for (const words of [
      '没有填 CorpId。',
      '没有填 AgentId。',
      '没有填 AppKey。',
      '没有填 AppSecret。',
      '没有填邮件域。',
      '没有选邮件系统。',
    ])
      await page.getByText(words).waitFor();
    expect(await page.getByLabel('CorpId').evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('keeps what was typed when the server refuses a field, and puts the focus there', async () => {
    const { page } = await open('operator', '/admin/apps/new');
    const secret = page.getByLabel('AppSecret', { exact: true });
    await page.getByLabel('CorpId').fill('dingabc123');
    await page.getByLabel('AgentId').fill('2871904455');
    await page.getByLabel('AppKey').fill('badkey');
    await secret.fill('geheim');
    await page.getByLabel('邮件域').fill('ccjy.example');
    await page.getByLabel('邮件系统').selectOption('generic');
    await page.getByLabel('收信服务器').fill('imaps://imap.ccjy.example:993');
    await page.getByLabel('发信服务器').fill('smtps://smtp.ccjy.example:465');
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByText('钉钉的 AppKey 以 ding 开头。').waitFor();
    expect(await page.getByLabel('AppKey').evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await secret.inputValue()).toBe('geheim');
    await page.getByLabel('AppKey').fill('dingkey');
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByRole('heading', { name: '网页应用' }).waitFor();
  });
});

describe('the set-up page', () => {
  test('copies every value under its name, and the callback’s three at once', async () => {
    const { page } = await open('operator', setup);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: '复制服务器出口 IP' }).click();
    await page.getByRole('button', { name: '已复制服务器出口 IP' }).waitFor();
    expect(await clipboard()).toBe('203.0.113.24,203.0.113.25');
    await page.getByRole('button', { name: '复制回调地址' }).click();
    await page.getByRole('button', { name: '已复制回调地址' }).waitFor();
    expect(await clipboard()).toBe(
      [
        '加密 aes_key: Zk8rT2vNq4LwYc7HsBd1XfGm6JpUe9AiRo3QtVx5KzM',
        '签名 token: 9fTq3XwLb7Rk2Zd',
        '请求网址: https://mail.ccjy.example/miniapp/callback/dingding?corpId=ding8f2c41aa90be7d',
      ].join('\n'),
    );
  });

  test('sees by itself that DingTalk’s test has come', async () => {
    const { page, server } = await open('operator', setup);
    await page.getByText('等待钉钉验证').waitFor();
    server.change({ eventChannel: { mode: 'push', refused: 0, lastCheckAt: new Date().toISOString() } });
    await page.getByText(/已通过，最近/).waitFor();
  });

  test('runs the doctor check by check and shows what it found', async () => {
    const { page } = await open('never', setup);
    const doctor = page.getByRole('region', { name: '体检' });
    await doctor.getByText('还没有做过').waitFor();
    await doctor.getByRole('button', { name: '开始体检' }).click();
    await doctor
      .getByText(/已检查 \d+ \/ 14/)
      .first()
      .waitFor();
    await doctor.getByRole('button', { name: '重新体检' }).waitFor();
    await doctor.getByRole('button', { name: '复制203.0.113.25' }).waitFor();
    await doctor.getByRole('button', { name: '第 3 步' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('step-3');
  });

  test('removes an app only when its domain has been typed', async () => {
    const { page } = await open('operator', setup);
    await page.getByRole('button', { name: '更多操作' }).click();
    await page.getByRole('menuitem', { name: '移除应用' }).click();
    const removed = page.waitForRequest((request) => request.method() === 'DELETE');
    await page.getByRole('button', { name: '移除', exact: true }).click();
    await page.getByText('与要求的不一致').waitFor();
    await page.getByLabel('输入 ccjy.example 确认').fill('ccjy.example');
    await page.getByRole('button', { name: '移除', exact: true }).click();
    expect((await removed).url()).toContain('/api/v1/admin/apps/ding8f2c41aa90be7d');
  });
});

describe('members', () => {
  test('are found, filtered and paged', async () => {
    const { page } = await open('operator', '/admin/members');
    await page.getByText('已显示 50 人').waitFor();
    await page.getByRole('button', { name: '再看 50 人' }).click();
    await page.getByText('已显示 100 人').waitFor();
    await page.getByRole('tab', { name: /需要处理/ }).click();
    await page.getByText('邮箱地址或密码不对。').waitFor();
    await page.getByLabel('搜索成员').fill('nobody');
    await page.getByText('没有找到“nobody”').waitFor();
    await page.getByRole('button', { name: '清除条件' }).click();
    await page.getByText('已显示 50 人').waitFor();
  });

  test('are unbound only after a question', async () => {
    const { page } = await open('operator', '/admin/members');
    await page.getByRole('button', { name: '解绑 person0@ccjy.example' }).click();
    const asked = page.waitForRequest((request) => request.url().endsWith('/unbind'));
    await page.getByRole('dialog').getByRole('button', { name: '解绑' }).click();
    expect((await asked).postDataJSON()).toEqual({ mailboxId: 'mb-0-person0@ccjy.example' });
    await page.getByText('已解绑 person0@ccjy.example').waitFor();
  });
});
