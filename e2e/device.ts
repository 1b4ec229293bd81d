import { bridgeForPlaywright, type Device } from '@hongyan/dingtalk-emulator';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { viewports } from './browser.ts';
import type { Product } from './product.ts';

/** A person's phone or PC with DingTalk in it: the app runs at its own origin, the native side is the emulator's. */
export interface PersonDevice {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Wire methods that the page's SDK called, in order. */
  readonly nativeCalls: readonly string[];
  /** Errors that reached the page's console or its top. */
  readonly problems: readonly string[];
  /** Hands the device to somebody else: DingTalk's account is switched, the browser's storage stays. */
  handTo(userId: string): void;
  /** Opens the app from the workbench. */
  openHome(): Promise<void>;
  close(): Promise<void>;
}

const isPhone = (device: Device) => device === 'ios' || device === 'android';

export async function openDevice(
  browser: Browser,
  product: Product,
  userId: string,
  device: Device,
): Promise<PersonDevice> {
  const bridge = bridgeForPlaywright(device);
  const context = await browser.newContext({
    userAgent: bridge.userAgent,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: isPhone(device) ? viewports.phone : viewports.pc,
    hasTouch: isPhone(device),
    deviceScaleFactor: isPhone(device) ? 2 : 1,
  });
  const nativeCalls: string[] = [];
  const problems: string[] = [];
  let holder = userId;
  await context.exposeBinding('__native', (source, method: string, params: unknown) => {
    nativeCalls.push(method);
    return product.emulator.answer(holder, device, source.frame.url(), method, params);
  });
  await context.addInitScript(bridge.initScript);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return {
    context,
    page,
    nativeCalls,
    problems,
    handTo(next) {
      holder = next;
    },
    async openHome() {
      await page.goto(`${product.origin}/static/dingding/?corpId=${product.corpId}`);
    },
    close: () => context.close(),
  };
}

/** Fills in the binding form and waits until it is gone. */
export async function bindMailbox(page: Page, address: string, password: string): Promise<void> {
  const field = page.getByLabel('邮箱地址');
  // The directory's suggestion may arrive between this filling's own two steps (select all, insert).
  do await field.fill(address);
  while ((await field.inputValue()) !== address);
  await page.getByLabel('密码或授权码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '绑定' }).click();
  await page.getByLabel('邮箱地址').waitFor({ state: 'detached' });
}

/** Waits until a person could read this text somewhere on the page: what a covered screen holds does not count. */
export async function seen(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor();
}
