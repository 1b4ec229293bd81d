import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser, openContext } from '../testing/browser.ts';
import { callOld } from '../testing/build.ts';
import { buildWithProduct } from '../testing/sample-product.ts';
import { clientVersion, devices, isPhone, userAgents } from './devices.ts';
import { bridgeForPlaywright } from './playwright.ts';

// A browser on a busy machine needs its time; no test here measures any.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The data that the sample page has written about itself. */
type Told = Record<string, string | undefined>;

describe('the official SDK in a browser that a test drives', () => {
  test.each(devices)('on %s it finds its container and signs the right person in', async (device) => {
    const { emulator, origin } = await buildWithProduct();
    const { userAgent, initScript } = bridgeForPlaywright(device);
    const context = await openContext(browser, { userAgent });
    const called: string[] = [];
    await context.exposeBinding('__native', (source, method: string, params: unknown) => {
      called.push(method);
      return emulator.answer('Mu_Yun', device, source.frame.url(), method, params);
    });
    await context.addInitScript(initScript);
    const page = await context.newPage();
    await page.goto(`${origin}/static/dingding/?corpId=dingcorp01`);
    await page.waitForSelector('body[data-absent]');
    const told = (await page.evaluate('({ ...document.body.dataset })')) as Told;
    expect(JSON.parse(told.env!)).toEqual({
      platform: isPhone(device) ? device : 'pc',
      sub: isPhone(device) ? 'noSub' : device.slice(3),
      version: clientVersion,
      agent: userAgents[device],
    });
    expect(told.failed).toBeUndefined();
    expect(JSON.parse(told.absent!)).toMatchObject({ errorCode: '1' });
    expect(called).toEqual(
      expect.arrayContaining([
        'runtime.permission.requestAuthCodeV2',
        'runtime.permission.requestAuthCode',
        'biz.navigation.setTitle',
      ]),
    );
    for (const code of [told.code, told.old]) {
      const { json } = await callOld(emulator, '/topapi/v2/user/getuserinfo', { code });
      expect(json).toMatchObject({ errcode: 0, result: { userid: 'Mu_Yun' } });
    }
  });

  test.each(['ios', 'android'] as const)('a watched button on %s answers each press', async (device) => {
    const { emulator, origin } = await buildWithProduct();
    const { userAgent, initScript } = bridgeForPlaywright(device);
    const context = await openContext(browser, { userAgent });
    await context.exposeBinding('__native', (source, method: string, params: unknown) =>
      emulator.answer('zhixia', device, source.frame.url(), method, params),
    );
    await context.addInitScript(initScript);
    const page = await context.newPage();
    await page.goto(`${origin}/static/dingding/?corpId=dingcorp01`);
    await page.waitForSelector('body[data-absent]');
    const press = () => page.evaluate("__nativeClick('biz.navigation.setRight'); document.body.dataset.right");
    await expect.poll(press).toBe('clicked');
  });
});
