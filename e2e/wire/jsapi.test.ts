import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { bridgeForPlaywright, type Device } from '@hongyan/dingtalk-emulator';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { clientOf } from './client.ts';
import { type ScopedJsapi, scopedJsapi } from './jsapi-calls.ts';
import { noteJsapi } from './traffic.ts';
import { app, corpId, openWire } from './world.ts';

const identities = [
  { device: 'ios', platform: 'ios' },
  { device: 'android', platform: 'android' },
  { device: 'pc-win', platform: 'pc' },
] as const satisfies readonly { device: Device; platform: ScopedJsapi['on'][number] }[];

let browser: Browser;
let sdk: string;
beforeAll(async () => {
  browser = await launchBrowser();
  sdk = await bundleSdk();
});
afterAll(() => browser?.close());

/** The official SDK, whole and unmodified, as one script that puts it on `window.sdk`. */
async function bundleSdk(): Promise<string> {
  const name = '\0wire-sdk.js';
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    root: path.resolve(import.meta.dirname, '../..'),
    plugins: [
      {
        name: 'wire-sdk',
        resolveId: (id) => (id === 'wire-sdk.js' ? name : undefined),
        load: (id) =>
          id === name ? `import * as dd from 'dingtalk-jsapi'; window.sdk = dd.default ?? dd;` : undefined,
      },
    ],
    build: { write: false, minify: false, rolldownOptions: { input: 'wire-sdk.js', output: { format: 'es' } } },
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (!first || !('output' in first)) throw new Error('nothing was bundled');
  return first.output.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk.code] : [])).join('\n');
}

type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** Calls one API of the SDK in the page. */
const callIn = (page: Page, { api, params }: Pick<ScopedJsapi, 'api' | 'params'>): Promise<Outcome> =>
  page.evaluate(
    async ([name, given]) => {
      // biome-ignore lint/suspicious/noExplicitAny: whatever the SDK has under this name
      const run = name.split('.').reduce((at: any, part) => at[part], (globalThis as any).sdk);
      try {
        await run(given);
        return { ok: true } as const;
      } catch (error) {
        const { errorCode, code } = (error ?? {}) as { errorCode?: unknown; code?: unknown };
        return { ok: false, code: String(errorCode ?? code ?? error) } as const;
      }
    },
    [api, params] as const,
  );

async function openPage(device: Device) {
  const wire = await openWire('client');
  const { emulator } = wire;
  const site = createServer((request, response) =>
    request.url === '/sdk.js'
      ? response.setHeader('content-type', 'text/javascript').end(sdk)
      : response
          .setHeader('content-type', 'text/html; charset=utf-8')
          .end('<!doctype html><title>页</title><script type="module" src="/sdk.js"></script>'),
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void site.close());
  const home = `http://127.0.0.1:${(site.address() as AddressInfo).port}/app/?corpId=${corpId}&m=%E6%B5%8B`;
  emulator.apps.change(app.appKey, { homeUrl: home, pcHomeUrl: home });
  const bridge = bridgeForPlaywright(device);
  const context = await browser.newContext({ userAgent: bridge.userAgent });
  onTestFinished(() => context.close());
  const seen: { method: string; ok: boolean }[] = [];
  await context.exposeBinding('__native', (source, method: string, params: unknown) => {
    const reply = emulator.answer('chenming', device, source.frame.url(), method, params);
    seen.push({ method, ok: reply.kind !== 'fail' });
    return reply;
  });
  await context.addInitScript(bridge.initScript);
  const page = await context.newPage();
  await page.goto(home);
  await page.waitForFunction('window.sdk');
  const client = clientOf(wire);
  const sign = async (url: string) => {
    const signed = await client.jsapi.sign(url);
    if (!signed.ok) throw new Error(signed.error.code);
    return signed.value;
  };
  return { page, home, seen, sign };
}

/** `dd.config` with this signature; resolves to the error's code, or nothing. */
const configure = (page: Page, signature: object, jsApiList: readonly string[]): Promise<string | undefined> =>
  page.evaluate(
    ([signed, list]) =>
      new Promise<string | undefined>((resolve) => {
        // biome-ignore lint/suspicious/noExplicitAny: the SDK as it is
        const { sdk } = globalThis as any;
        addEventListener('unhandledrejection', (event) => event.preventDefault());
        sdk.error((error: { errorCode?: unknown }) => resolve(String(error.errorCode)));
        sdk.config({ ...signed, type: 0, jsApiList: list });
        sdk.ready(() => resolve(undefined));
      }),
    [signature, jsApiList] as const,
  );

describe.each(identities)('the official page SDK on $device', ({ device, platform }) => {
  test('is answered for every API of the catalogue that exists there, and for no other', async () => {
    const { page, home, seen, sign } = await openPage(device);
    const signed = scopedJsapi.filter((one) => one.signed).map(({ wire }) => wire);
    expect(await configure(page, await sign(home), signed)).toBeUndefined();
    for (const one of scopedJsapi) {
      const outcome = await callIn(page, one);
      if (one.on.includes(platform)) expect.soft({ api: one.api, ...outcome }).toEqual({ api: one.api, ok: true });
      else expect.soft({ api: one.api, ok: outcome.ok }).toEqual({ api: one.api, ok: false });
    }
    for (const { method, ok } of seen) noteJsapi(platform, method, ok);
  });

  test('is refused what needs a signed page before the page is signed', async () => {
    const { page } = await openPage(device);
    const picker = scopedJsapi.find(({ api }) => api === 'biz.contact.complexPicker')!;
    expect(await callIn(page, picker)).toEqual({ ok: false, code: '7' });
  });

  test('is refused a signature for another page', async () => {
    const { page, sign } = await openPage(device);
    expect(await configure(page, await sign('https://mail.wire.test/other'), [])).toMatch(/^520\d\d$/);
  });
});
