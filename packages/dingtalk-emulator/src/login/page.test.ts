import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser, openContext } from '../testing/browser.ts';
import { app, buildEmulator } from '../testing/build.ts';
import { serveProduct } from '../testing/product.ts';
import type { Emulator } from '../types.ts';

// A browser on a busy machine needs its time; no test here measures any.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The sign-in page in a real browser, asked for by a product that shows what comes back. */
async function openSignIn(
  options: { locale?: string; dark?: boolean } = {},
): Promise<{ page: Page; emulator: Emulator }> {
  const { origin } = await serveProduct((asked, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<title>product</title><p>${asked.url}</p>`);
  });
  const emulator = await buildEmulator();
  emulator.registerApp({ ...app, homeUrl: `${origin}/`, pcHomeUrl: `${origin}/` });
  const context = await openContext(browser, {
    locale: options.locale ?? 'zh-CN',
    colorScheme: options.dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const query = new URLSearchParams({
    redirect_uri: `${origin}/qr/redirect`,
    response_type: 'code',
    client_id: app.appKey,
    scope: 'openid corpid',
    prompt: 'consent',
    state: 's1',
  });
  await page.goto(`${emulator.loginUrl}/oauth2/auth?${query}`);
  return { page, emulator };
}

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);

describe('the sign-in page in a browser', () => {
  test('is walked through with the keyboard alone, and ends at the product', async () => {
    const { page } = await openSignIn();
    await page.getByLabel('姓名或账号').fill('慕云');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('button').allTextContents()).toEqual(['周慕云工程师']);
    await page.getByLabel('姓名或账号').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '同意' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/qr\/redirect\?authCode=.+&code=.+&state=s1$/);
    expect(await page.title()).toBe('product');
  });

  test('goes on by itself when somebody’s phone has allowed it', async () => {
    const { page, emulator } = await openSignIn();
    const state = await (await fetch(emulator.apiUrl.replace(/api$/, 'control/state'))).json();
    const [login] = (state as { logins: { id: string; appName: string }[] }).logins;
    expect(login).toMatchObject({ appName: app.name, wantsCorp: true });
    await emulator.control('logins/approve', { id: login!.id, userId: 'zhixia' });
    await page.waitForURL(/authCode=/);
  });

  test('explains to somebody of another organisation why they are not let in, and leads back', async () => {
    const { page } = await openSignIn({ locale: 'en-US' });
    await page.getByRole('button', { name: /Emma Stone/ }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/not a member of this organisation/);
    await page.getByRole('link', { name: 'Back to the app' }).click();
    await page.waitForURL(/error=user_not_in_corp/);
  });

  test.each([false, true])('has nothing that axe objects to (dark: %s)', async (dark) => {
    const { page } = await openSignIn({ dark });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /沈知夏/ }).click();
    expect(await violations(page)).toEqual([]);
  });
});
