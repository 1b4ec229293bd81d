import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser } from '../testing/browser.ts';
import { app, buildEmulator, call, callOld, oaMessage, sendBody, sendPath, tokenOf } from '../testing/build.ts';
import { buildClient, openPage } from '../testing/client.ts';
import { buildWithProduct } from '../testing/sample-product.ts';
import type { Emulator } from '../types.ts';

// A browser on a busy machine needs its time; no test here measures any.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  await buildClient();
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const phoneOf = (page: Page) => page.getByRole('region', { name: '手机' });
const pcOf = (page: Page) => page.getByRole('region', { name: '电脑' });
const send = async (emulator: Emulator, msg: object): Promise<number> => {
  const { json } = await callOld(emulator, sendPath, sendBody({ msg }));
  expect(json).toMatchObject({ errcode: 0 });
  return Number(json.task_id);
};

async function upload(emulator: Emulator, type: string, name: string, content: Buffer): Promise<string> {
  const form = new FormData();
  form.append('media', new Blob([new Uint8Array(content)]), name);
  const url = `${emulator.oapiUrl}/media/upload?access_token=${await tokenOf(emulator)}&type=${type}`;
  const answer = (await (await fetch(url, { method: 'POST', body: form })).json()) as { media_id: string };
  return answer.media_id;
}
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('every kind of notice', () => {
  test('is drawn on the phone with what it says', async () => {
    const emulator = await buildEmulator();
    const picture = await upload(emulator, 'image', 'a.png', png);
    const file = await upload(emulator, 'file', '第三季度报价单.pdf', Buffer.alloc(2048));
    const voice = await upload(emulator, 'voice', 'a.amr', Buffer.alloc(64));
    await send(emulator, { msgtype: 'text', text: { content: '你有 3 封新邮件' } });
    await send(emulator, { msgtype: 'image', image: { media_id: picture } });
    await send(emulator, { msgtype: 'voice', voice: { media_id: voice, duration: '10' } });
    await send(emulator, { msgtype: 'file', file: { media_id: file } });
    await send(emulator, {
      msgtype: 'link',
      link: { messageUrl: 'http://mail.test/', picUrl: picture, title: '报价单', text: '阶梯报价见附件' },
    });
    const text = '## 今日 12 封\n> 3 封未读\n- **周慕云** *报价*\n1. [打开](http://mail.test/)\n<b>不是标签</b>';
    await send(emulator, { msgtype: 'markdown', markdown: { title: '每日摘要', text } });
    const page = await openPage(browser, emulator);
    const feed = phoneOf(page).getByRole('log');
    await feed.getByText('你有 3 封新邮件').waitFor();
    const image = feed.getByRole('article', { name: '[图片]' }).getByRole('img', { name: '图片' });
    await expect
      .poll(() => image.evaluate((shown) => (shown as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(1);
    await feed.getByText('10 秒').waitFor();
    await feed.getByText('第三季度报价单.pdf').waitFor();
    await feed.getByText('2 KB').waitFor();
    await feed.getByRole('button', { name: '查看详情 报价单' }).waitFor();
    const markdown = feed.getByRole('article', { name: '每日摘要' });
    await markdown.getByRole('heading', { name: '今日 12 封' }).waitFor();
    expect(await markdown.getByRole('strong').textContent()).toBe('周慕云');
    await markdown.getByText('<b>不是标签</b>').waitFor();
    await markdown.getByRole('button', { name: '打开' }).waitFor();
  });

  test('an action card has one button or several, each with its own address', async () => {
    const { emulator, origin } = await buildWithProduct();
    const button = (title: string, n: string) => ({ title, action_url: `${origin}/static/dingding/?n=${n}` });
    const several = {
      title: '会议邀请',
      markdown: '周三 15:00',
      btn_orientation: '1',
      btn_json_list: [button('接受', 'yes'), button('拒绝', 'no')],
    };
    await send(emulator, { msgtype: 'action_card', action_card: several });
    const page = await openPage(browser, emulator);
    const card = phoneOf(page).getByRole('article', { name: '会议邀请' });
    await card.getByRole('button', { name: '接受' }).waitFor();
    await card.getByRole('button', { name: '拒绝' }).click();
    const opened = () =>
      page.frames().some((frame) => frame.url().includes('zhixia-ios') && frame.url().includes('n=no'));
    await expect.poll(opened).toBe(true);
  });

  test('a bar changes, and a withdrawn notice leaves DingTalk’s words', async () => {
    const emulator = await buildEmulator();
    const kept = await send(emulator, oaMessage('一', { status_value: '未读', status_bg: '0xFF0070D1' }));
    const gone = await send(emulator, oaMessage('二'));
    const page = await openPage(browser, emulator);
    const feed = phoneOf(page).getByRole('log');
    await feed.getByRole('article', { name: '一' }).getByText('未读').waitFor();
    const bar = { agent_id: app.agentId, task_id: kept, status_value: '已回复', status_bg: '0xFF0F6B3D' };
    await callOld(emulator, '/topapi/message/corpconversation/status_bar/update', bar);
    await feed.getByText('已回复').waitFor();
    await feed.getByRole('article', { name: '二' }).waitFor();
    await callOld(emulator, '/topapi/message/corpconversation/recall', { agent_id: app.agentId, msg_task_id: gone });
    await feed.getByText('企业邮箱 撤回了一条消息').waitFor();
    expect(await feed.getByRole('article', { name: '二' }).count()).toBe(0);
  });
});

describe('where a link leads', () => {
  const single = (url: string) => ({
    msgtype: 'action_card',
    action_card: { title: '审批', markdown: '请看', single_title: '去看', single_url: url },
  });

  test('on PC a foreign address is handed to a browser that is marked as such', async () => {
    const emulator = await buildEmulator();
    await send(emulator, single('http://127.0.0.1:9/foreign'));
    const page = await openPage(browser, emulator);
    await pcOf(page).getByRole('button', { name: /^消息/ }).click();
    const tab = page.context().waitForEvent('page');
    await pcOf(page).getByRole('button', { name: '去看' }).click();
    await tab;
    await pcOf(page).getByRole('region', { name: '系统浏览器' }).getByText('http://127.0.0.1:9/foreign').waitFor();
  });

  test('on PC an openapp link opens the workbench tab, and nonsense is explained', async () => {
    const { emulator, origin } = await buildWithProduct();
    const inner = encodeURIComponent(`${origin}/static/dingding/?n=tab`);
    await send(emulator, single(`dingtalk://dingtalkclient/action/openapp?corpid=c&app_id=0_1&redirect_url=${inner}`));
    await send(emulator, { ...single('dingtalk://dingtalkclient/action/unknown'), n: 1 });
    const page = await openPage(browser, emulator);
    await pcOf(page).getByRole('button', { name: /^消息/ }).click();
    await pcOf(page).getByRole('button', { name: '去看' }).first().click();
    await page.frameLocator('[data-frame="pc-tab"]').getByText('示例页面').waitFor();
    await pcOf(page).getByRole('button', { name: /^消息/ }).click();
    await pcOf(page).getByRole('button', { name: '去看' }).last().click();
    await pcOf(page).getByText('这个链接钉钉打不开', { exact: false }).waitFor();
  });

  test('on a phone openapp works from OA messages only', async () => {
    const { emulator, origin } = await buildWithProduct();
    const inner = encodeURIComponent(`${origin}/static/dingding/?n=oa`);
    const link = `dingtalk://dingtalkclient/action/openapp?corpid=c&app_id=0_1&redirect_url=${inner}`;
    await send(emulator, single(link));
    const oa = oaMessage('结算');
    await send(emulator, { ...oa, oa: { ...oa.oa, message_url: link } });
    const page = await openPage(browser, emulator);
    await phoneOf(page).getByRole('button', { name: '去看' }).click();
    await phoneOf(page).getByText('手机上只有 OA 消息里的 openapp 链接能打开', { exact: false }).waitFor();
    await phoneOf(page).getByRole('button', { name: '查看详情 结算' }).click();
    await page.frameLocator('[data-frame="phone"]').getByText('示例页面').waitFor();
  });
});

describe('what the person is asked on the device', () => {
  test('a picker shows the organisation, and the choice goes back to the page', async () => {
    const { emulator } = await buildWithProduct();
    const page = await openPage(browser, emulator);
    await phoneOf(page).getByRole('button', { name: '打开企业邮箱' }).click();
    const body = page.frameLocator('[data-frame="phone"]').locator('body[data-absent]');
    await body.waitFor();
    const frame = page.frames().find((one) => one.url().includes('zhixia-ios'))!;
    const { json } = await call(`${emulator.oapiUrl}/get_jsapi_ticket?access_token=${await tokenOf(emulator)}`);
    const url = frame.url().split('#')[0]!;
    const plain = `jsapi_ticket=${String(json.ticket)}&noncestr=n1&timestamp=1700000000&url=${decodeURIComponent(url)}`;
    const config = {
      agentId: app.agentId,
      corpId: 'dingcorp01',
      timeStamp: 1_700_000_000,
      nonceStr: 'n1',
      signature: createHash('sha256').update(plain).digest('hex'),
      jsApiList: ['biz.contact.complexPicker'],
    };
    const asked = frame.evaluate(`new Promise((resolve) => {
      sample.config(${JSON.stringify(config)});
      sample.error((error) => resolve({ failed: error }));
      sample.ready(() => sample.biz.contact.complexPicker({ title: '选择收件人', corpId: 'dingcorp01', multiple: true, maxUsers: 1,
        limitTips: '只能选一位', pickedUsers: [], pickedDepartments: [], disabledUsers: [], disabledDepartments: [], requiredUsers: [],
        requiredDepartments: [], appId: ${app.agentId}, permissionType: 'GLOBAL', responseUserOnly: true, startWithDepartmentId: 0 })
        .then(resolve, (error) => resolve({ failed: error })));
    })`);
    const picker = phoneOf(page).getByRole('dialog', { name: '选择收件人' });
    await picker.getByRole('button', { name: /周慕云/ }).click();
    await picker.getByRole('button', { name: /沈知夏/ }).click();
    await picker.getByText('只能选一位').waitFor();
    await picker.getByRole('button', { name: /^确定/ }).click();
    expect(await asked).toMatchObject({ users: [{ emplId: 'Mu_Yun', name: '周慕云' }] });
  });

  test('扫一扫 allows the sign-in of a login page, as the person whose phone it is', async () => {
    const emulator = await buildEmulator();
    const page = await openPage(browser, emulator);
    const login = await page.context().newPage();
    const fields = { redirect_uri: 'http://mail.test/back', response_type: 'code', client_id: app.appKey };
    await login.goto(
      `${emulator.loginUrl}/oauth2/auth?${new URLSearchParams({ ...fields, scope: 'openid corpid', prompt: 'consent', state: 's1' })}`,
    );
    await phoneOf(page)
      .getByRole('button', { name: /^扫一扫，待确认的登录/ })
      .click();
    const waiting = phoneOf(page).getByRole('region', { name: '待确认的登录' });
    const back = login.waitForRequest(/mail\.test\/back/);
    await waiting.getByRole('button', { name: '同意 企业邮箱' }).click();
    const { searchParams } = new URL((await back).url());
    expect(searchParams.get('state')).toBe('s1');
    expect(searchParams.get('authCode')).toBeTruthy();
    await waiting.getByText('没有待确认的登录').waitFor();
  });
});
