import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { clientOf } from './client.ts';
import { noteTraffic } from './traffic.ts';
import { app, corpId, openWire, type Wire } from './world.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A web site that DingTalk sends the browser back to. */
async function openSite(): Promise<string> {
  const site = createServer((_request, response) => response.setHeader('content-type', 'text/plain').end('back'));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void site.close());
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
}

interface Visit extends Wire {
  readonly page: Page;
  readonly site: string;
}

/** A browser on DingTalk's sign-in page, sent there as an app sends it (dingtalk-api.md §1.5). */
async function openLogin(change: Record<string, string> = {}): Promise<Visit> {
  const wire = await openWire('browser');
  const site = await openSite();
  wire.emulator.apps.change(app.appKey, { redirectUrls: [`${site}/back`] });
  const context = await browser.newContext({ locale: 'zh-CN' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.on('response', (response) => {
    const { pathname, origin } = new URL(response.url());
    if (origin !== new URL(wire.emulator.loginUrl).origin) return;
    noteTraffic('browser', {
      method: response.request().method(),
      path: pathname,
      status: response.status(),
      code: response.ok() ? '0' : String(response.status()),
      family: 'new',
    });
  });
  const query = new URLSearchParams({
    redirect_uri: `${site}/back`,
    response_type: 'code',
    client_id: app.appKey,
    scope: 'openid corpid',
    prompt: 'consent',
    state: 'a-state',
    corpId,
    ...change,
  });
  await page.goto(`${wire.emulator.loginUrl}/oauth2/auth?${query}`);
  return { ...wire, page, site };
}

test('a person who is chosen and agrees comes back with a code that names them', async () => {
  const { page, site, ...wire } = await openLogin();
  await page.getByRole('button', { name: /陈明/ }).click();
  await page.getByRole('button', { name: '同意' }).click();
  await page.waitForURL(`${site}/back?**`);
  const came = new URL(page.url()).searchParams;
  expect(came.get('state')).toBe('a-state');
  const token = await clientOf(wire).oauth.exchangeCode(came.get('authCode') ?? '');
  expect(token).toMatchObject({ ok: true, value: { corpId } });
});

test('a person who refuses comes back with an error', async () => {
  const { page, site } = await openLogin();
  await page.getByRole('button', { name: /陈明/ }).click();
  await page.getByRole('button', { name: '拒绝' }).click();
  await page.waitForURL(`${site}/back?**`);
  expect(new URL(page.url()).searchParams.get('error')).toBeTruthy();
});

test('an address that is not registered is never gone back to', async () => {
  const { page } = await openLogin({ redirect_uri: 'http://elsewhere.test/back' });
  await page
    .getByText(/redirect|重定向/i)
    .first()
    .waitFor();
  expect(new URL(page.url()).hostname).toBe('127.0.0.1');
});
