import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { devices, isPhone } from '../bridge/devices.ts';
import { bridgeForPlaywright } from '../bridge/playwright.ts';
import type { Device } from '../model.ts';
import { launchBrowser, openContext } from '../testing/browser.ts';
import { app, call, tokenOf } from '../testing/build.ts';
import { buildWithProduct } from '../testing/sample-product.ts';
import type { Emulator } from '../types.ts';

// A browser on a busy machine needs its time; no test here measures any.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The sample page with the unmodified SDK, on this device of zhixia's. */
async function openPage(device: Device): Promise<{ page: Page; emulator: Emulator }> {
  const { emulator, origin } = await buildWithProduct();
  const { userAgent, initScript } = bridgeForPlaywright(device);
  const context = await openContext(browser, { userAgent });
  await context.exposeBinding('__native', (source, method: string, params: unknown) =>
    emulator.answer('zhixia', device, source.frame.url(), method, params),
  );
  await context.addInitScript(initScript);
  const page = await context.newPage();
  await page.goto(`${origin}/static/dingding/?corpId=dingcorp01&m=%E6%B5%8B%E8%AF%95#/list`);
  await page.waitForSelector('body[data-absent]');
  return { page, emulator };
}

/** What the page says in `dd.config`, signed as a product signs it (dingtalk-api.md §2.4). */
async function signedConfig(emulator: Emulator, url: string, jsApiList: readonly string[]) {
  const token = await tokenOf(emulator);
  const { json } = await call(`${emulator.apiUrl}/v1.0/oauth2/jsapiTickets`, '', {
    'x-acs-dingtalk-access-token': token,
  });
  const [timeStamp, nonceStr] = ['1700000000000', 'n0nce'];
  const decoded = decodeURIComponent(url.replace(/#.*$/, ''));
  const plain = `jsapi_ticket=${json.jsapiTicket}&noncestr=${nonceStr}&timestamp=${timeStamp}&url=${decoded}`;
  const signature = createHash('sha256').update(plain).digest('hex');
  return { agentId: app.agentId, corpId: 'dingcorp01', timeStamp, nonceStr, signature, type: 0, jsApiList };
}

/** How one call of the SDK ends. */
type Ending = { ok: unknown } | { code: string };
const invoke = (page: Page, expression: string): Promise<Ending> =>
  page.evaluate(
    `Promise.resolve().then(() => ${expression}).then((ok) => ({ ok: ok ?? {} }), (error) => ({ code: String(error.errorCode) }))`,
  ) as Promise<Ending>;

const configure = (page: Page, params: object): Promise<string> =>
  page.evaluate(
    `new Promise((resolve) => { sample.error((error) => resolve(String(error.errorCode))); sample.config(${JSON.stringify(params)}); sample.ready(() => resolve('ready')); })`,
  ) as Promise<string>;

const needsConfig = [
  'biz.contact.complexPicker',
  'biz.contact.choose',
  'biz.contact.departmentsPicker',
  'biz.clipboardData.setData',
  'biz.cspace.saveFile',
  'biz.chat.openSingleChat',
  'biz.chat.chooseConversationByCorpId',
  'biz.util.open',
  'biz.telephone.call',
  'biz.util.invokeWorkbench',
];
const people = { ok: { selectedCount: 1, users: [{ emplId: 'zhixia', name: '沈知夏' }] } };
const ok = { ok: {} };
/** Not declared for the platform, or absent there. */
const none = { code: expect.stringMatching(/^(4050|1)$/) };

/** dingtalk-api.md §2.5: what a call of the SDK brings on a phone and on a desktop, once the page is configured. */
const rows: readonly [expression: string, phone: object, desktop: object][] = [
  ["sample.complexChoose({ corpId: 'dingcorp01', multiple: true })", people, people],
  ["sample.biz.contact.complexPicker({ corpId: 'dingcorp01' })", people, people],
  ["sample.chooseStaffForPC({ corpId: 'dingcorp01', max: 5, multiple: true })", none, { ok: [{ emplId: 'zhixia' }] }],
  [
    "sample.chooseDepartments({ corpId: 'dingcorp01' })",
    { ok: { departmentsCount: 1 } },
    { ok: { departmentsCount: 1 } },
  ],
  ["sample.setClipboard({ text: '已复制' })", ok, ok],
  [
    "sample.saveFileToDingTalk({ url: 'https://mail.test/a.pdf', name: 'a.pdf' })",
    { ok: { data: [{ fileName: 'a.pdf', fileType: 'pdf' }] } },
    none,
  ],
  ["sample.openChatByUserId({ corpId: 'dingcorp01', userId: 'Mu_Yun' })", ok, none],
  ["sample.chooseChat({ corpId: 'dingcorp01', isAllowCreateGroup: false })", { code: '-1' }, none],
  ["sample.openPageInMicroApp({ name: 'profile', params: { id: 'Mu_Yun', corpId: 'dingcorp01' } })", ok, ok],
  ["sample.callUsers({ corpId: 'dingcorp01', users: ['Mu_Yun'] })", ok, none],
  ["sample.openPageInWorkBenchForPC({ app_url: 'https://mail.test/', app_info: { app_tab_key: 'x' } })", none, ok],
  [
    'sample.chooseFile({ count: 1, multiSelection: false })',
    { ok: { files: [{ name: '会议纪要.pdf' }] } },
    { ok: { files: [{ name: '会议纪要.pdf' }] } },
  ],
  ["sample.downloadFile({ url: 'https://mail.test/a.pdf' })", { ok: { filePath: expect.any(String) } }, none],
  ["sample.scan({ type: 'qrCode' })", { ok: { text: expect.any(String) } }, none],
  ["sample.previewImage({ urls: ['https://mail.test/a.png'] })", ok, ok],
  ["sample.openLink({ url: 'https://mail.test/' })", ok, ok],
  ["sample.openPageInModalForPC({ url: 'https://mail.test/', title: 'x', size: 'mini' })", none, ok],
  ["sample.openPageInSlidePanelForPC({ url: 'https://mail.test/', title: 'x' })", none, ok],
  ["sample.isLocalFileExist({ url: 'https://mail.test/a.pdf' })", none, ok],
  // The old name of it is declared for desktops too.
  ['sample.closePage({})', ok, ok],
  ['sample.quitPage({})', none, ok],
];

describe('the catalogue, driven by the official SDK', () => {
  test.each(devices)(
    'on %s: error 7 before dd.config; afterwards each call does what the platform has',
    async (device) => {
      const { page, emulator } = await openPage(device);
      const before = await invoke(page, "sample.complexChoose({ corpId: 'dingcorp01' })");
      expect(before).toEqual({ code: '7' });
      expect(await configure(page, await signedConfig(emulator, page.url(), needsConfig))).toBe('ready');
      for (const [expression, phone, desktop] of rows) {
        const ending = await invoke(page, expression);
        expect({ expression, ending }).toMatchObject({ expression, ending: isPhone(device) ? phone : desktop });
      }
    },
  );

  test.each(['android', 'pc-mac'] as const)('on %s a wrong signature reaches dd.error', async (device) => {
    const { page, emulator } = await openPage(device);
    const wrong = { ...(await signedConfig(emulator, `${page.url().split('#')[0]}&other=1`, needsConfig)) };
    expect(await configure(page, wrong)).toBe('52013');
  });
});
