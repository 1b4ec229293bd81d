import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bindMailbox, openDevice, type PersonDevice, seen } from '../device.ts';
import { buildLetter } from '../mails.ts';
import { type Product, startProduct } from '../product.ts';
import { people, type RunningMail, startSandboxMail } from '../systems.ts';
import { until } from '../wait.ts';

const [admin, member] = people as [(typeof people)[0], (typeof people)[0]];

/** What the guide has the administrator tick, in its words. */
const events = [
  '通讯录用户增加',
  '通讯录用户更改',
  '通讯录用户离职',
  '加入企业后用户激活',
  '通讯录企业部门创建',
  '通讯录企业部门修改',
  '通讯录企业部门删除',
];

/**
 * The vendor's guide, step by step, from an empty database to the first notice: an administrator with DingTalk's developer
 * console in one tab and ours in the other. Each test is a step and needs the ones before it.
 */
describe('the guide', () => {
  let mail: RunningMail;
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let developer: Page;
  let ours: Page;
  let phone: PersonDevice;
  const problems: string[] = [];

  beforeAll(async () => {
    [mail, browser] = await Promise.all([startSandboxMail(), launchBrowser()]);
    product = await startProduct({
      mail,
      untouched: true,
      people: people.map((person, at) => ({
        ...person,
        unionId: `U${person.userId}`,
        title: '',
        departmentId: 1,
        isAdmin: at === 0,
        email: person.address,
      })),
    });
    context = await browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(10_000);
    developer = await context.newPage();
    ours = await context.newPage();
    for (const page of [developer, ours])
      page.on('pageerror', (error) => problems.push(`${error.name}: ${error.message}`));
  });
  afterAll(async () => {
    await phone?.close();
    await browser?.close();
    await product?.stop();
    await mail?.stop();
  });

  /** What a copy button puts into the clipboard. */
  async function copy(page: Page, name: string | RegExp): Promise<string> {
    await page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
    return page.evaluate(() => navigator.clipboard.readText());
  }
  // A page behind another one draws once a second: whoever works in it brings it to the front, as a person does.
  const openMenu = async (name: string) => {
    await developer.bringToFront();
    await developer.getByRole('navigation', { name: '应用菜单' }).getByText(name, { exact: true }).click();
  };
  const save = async () => {
    await developer.bringToFront();
    await developer.getByRole('button', { name: '保存', exact: true }).click();
  };

  const credentials = { corpId: '', agentId: '', appKey: '', appSecret: '' };

  test('the app is created in DingTalk’s console, and its credentials are noted', async () => {
    await developer.bringToFront();
    await developer.goto(`${product.emulator.clientUrl}#/console`);
    await developer.getByRole('button', { name: '创建应用' }).first().click();
    await developer.getByLabel('应用名称').fill('企业邮箱');
    await developer.getByLabel('应用描述').fill('公司的邮件');
    await developer.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await seen(developer, '凭证与基础信息');
    credentials.corpId = await copy(developer, /复制.*CorpId/);
    credentials.agentId = await copy(developer, /复制.*AgentId/);
    credentials.appKey = await copy(developer, /复制.*(AppKey|Client ID)/);
    credentials.appSecret = await copy(developer, /复制.*(AppSecret|Client Secret)/);
    expect(credentials.corpId).toBe(product.corpId);
    expect(credentials.agentId).toMatch(/^\d+$/);
  });

  test('the console opens with the setup token of the first start, which works once', async () => {
    const token = /\/admin\s+(\S+)/.exec(product.output())?.[1] ?? '';
    await ours.goto(`${product.origin}/admin`);
    await ours.getByLabel('初始化口令').fill(token);
    await ours.getByRole('button', { name: '用口令进入' }).click();
    await seen(ours, '自建应用管理');
    const again = await context.request.post(`${product.origin}/api/v1/admin/session/setup`, {
      data: { token },
      headers: { origin: product.origin, 'x-hongyan': 'console' },
    });
    expect(again.status()).toBe(401);
  });

  test('新建应用 takes the four values and says everything that is wrong at once', async () => {
    await ours
      .getByRole('button', { name: '新建应用' })
      .or(ours.getByRole('link', { name: '新建应用' }))
      .first()
      .click();
    await ours.getByText('钉钉自建应用').first().click();
    await ours.getByLabel('CorpId').waitFor();
    await ours.getByLabel('AgentId').fill('not a number');
    await ours.getByRole('button', { name: '确认', exact: true }).click();
    await seen(ours, '没有填 CorpId。');
    await seen(ours, '没有填 AppSecret。');
    await ours.getByLabel('CorpId').fill(credentials.corpId);
    await ours.getByLabel('AgentId').fill(credentials.agentId);
    await ours.getByLabel('AppKey').fill(credentials.appKey);
    await ours.getByLabel('AppSecret', { exact: true }).fill(credentials.appSecret);
    await ours.getByLabel('邮件域').fill(mail.domain);
    await ours.getByLabel('邮件系统').selectOption('generic');
    await ours.getByLabel('收信服务器').fill(mail.imapUrl);
    await ours.getByLabel('发信服务器').fill(mail.smtpUrl);
    const more = ours.getByRole('button', { name: '更多设置' });
    if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
    await ours.getByLabel('邮件服务器在内网').check();
    await ours.getByRole('button', { name: '确认', exact: true }).click();
    await seen(ours, '请求网址');
  });

  test('step 2: the home pages', async () => {
    await openMenu('添加应用能力');
    await developer.getByRole('button', { name: /添加/ }).first().click();
    await openMenu('网页应用');
    await developer.getByLabel('应用首页地址').fill(await copy(ours, '复制应用首页地址'));
    await developer.getByLabel('PC端首页地址').fill(await copy(ours, '复制PC 端首页地址'));
    await save();
    await seen(developer, /^已保存/);
  });

  test('step 3: egress address and redirect address', async () => {
    await openMenu('安全设置');
    await developer.getByLabel('服务器出口IP').fill('127.0.0.1');
    await developer.getByLabel('重定向URL').fill(await copy(ours, '复制重定向 URL'));
    await save();
    await seen(developer, /^已保存/);
  });

  test('step 4: every permission that the console lists', async () => {
    await openMenu('权限管理');
    const names = (await copy(ours, /复制全部.*权限/)).split(/[\n、，]+/).filter(Boolean);
    expect(names.length).toBeGreaterThanOrEqual(7);
    await developer.bringToFront();
    for (const name of names) {
      await developer.getByLabel('搜索权限').fill(name);
      const row = developer.getByRole('row').filter({ hasText: name }).first();
      const apply = row.getByRole('button', { name: /申请/ });
      if (await apply.count()) await apply.click();
      await row.getByText('已开通').waitFor();
    }
  });

  test('step 5: the event push is saved only with the right values', async () => {
    await openMenu('事件与回调');
    await developer.getByLabel(/HTTP推送/).check();
    await developer.getByLabel('加密 aes_key').fill('A'.repeat(43));
    await developer.getByLabel('签名 token').fill(await copy(ours, '复制签名 token'));
    await developer.getByLabel('请求网址').fill(await copy(ours, '复制请求网址'));
    await save();
    await seen(developer, /没有保存/);
    const all = await copy(ours, '复制回调地址');
    const aesKey = await copy(ours, '复制加密 aes_key');
    expect(all).toContain(aesKey);
    await developer.getByLabel('加密 aes_key').fill(aesKey);
    await save();
    await seen(developer, /check_url 回答正确/);
    await seen(ours, /已通过，最近/);
  });

  test('step 6: the seven events', async () => {
    await developer.bringToFront();
    for (const name of events) await developer.getByLabel(name).check();
    await save();
    await seen(developer, /已保存/);
  });

  test('step 7: a version is published', async () => {
    await openMenu('版本管理与发布');
    await developer.getByRole('button', { name: '创建新版本' }).first().click();
    await developer.getByLabel('版本号').fill('1.0.0');
    await developer.getByLabel('版本描述').fill('第一版');
    await developer.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await developer.getByRole('button', { name: '发布', exact: true }).first().click();
    await seen(developer, '已发布');
  });

  test('the doctor finds nothing that failed, and its test notice arrives', async () => {
    await ours.bringToFront();
    await ours.getByRole('button', { name: /开始体检|重新体检/ }).click();
    await seen(ours, /用时 .* 秒/);
    await ours.getByRole('button', { name: '选择收通知的人' }).first().click();
    await ours.getByRole('button', { name: `发给 ${admin.name}` }).click();
    await until('the test notice', () => product.emulator.feed(admin.userId).length === 1);
    const doctor = ours.getByRole('region', { name: '体检' });
    await until('its result', async () => !(await doctor.innerText()).includes('选择收通知的人'));
    expect(await doctor.innerText()).not.toMatch(/未通过\s*[1-9]/);
  });

  test('a member opens the app from the workbench, binds with the address that is already there, and reads', async () => {
    phone = await openDevice(browser, product, member.userId, 'ios');
    await phone.openHome();
    const address = phone.page.getByLabel('邮箱地址');
    await until('the address from the directory', async () => (await address.inputValue()) === member.address);
    await bindMailbox(phone.page, member.address, member.password);
  });

  test('the first mail arrives as a notice, and one tap opens it', async () => {
    const letter = buildLetter(member.address, { subject: '第一封信', text: '从指南走到这里' });
    await mail.deliver(member.address, letter.raw);
    const card = await until('the notice', () =>
      product.emulator.feed(member.userId).find((one) => JSON.stringify(one.msg).includes('第一封信')),
    );
    await phone.page.goto((card.msg as unknown as { oa: { message_url: string } }).oa.message_url);
    await seen(phone.page, '从指南走到这里');
  });

  test('the console shows who is bound, and every act of the way stands in the audit log', async () => {
    await ours.getByRole('link', { name: /成员与绑定/ }).click();
    await seen(ours, member.address);
    await ours.getByRole('link', { name: '审计日志' }).click();
    await seen(ours, /新建|登记/);
    expect(problems).toEqual([]);
  });
});
