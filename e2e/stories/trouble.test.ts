import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bindMailbox, openDevice, type PersonDevice, seen } from '../device.ts';
import { buildLetter } from '../mails.ts';
import { type Product, startProduct } from '../product.ts';
import { people, type RunningMail, startRealMail } from '../systems.ts';
import { until } from '../wait.ts';

const [zhixia, wanzhou] = people as [(typeof people)[number], (typeof people)[number]];
const sendPath = '/topapi/message/corpconversation/asyncsend_v2';

describe('when something goes wrong, the page says what to do', () => {
  let mail: RunningMail;
  let product: Product;
  let browser: Browser;
  let phone: PersonDevice;

  beforeAll(async () => {
    [mail, browser] = await Promise.all([startRealMail(), launchBrowser()]);
    product = await startProduct({
      mail,
      people: people.map((person) => ({
        ...person,
        unionId: `U${person.userId}`,
        title: '',
        departmentId: 1,
        isAdmin: false,
      })),
    });
    phone = await openDevice(browser, product, zhixia.userId, 'android');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await mail?.stop();
  });

  const cardsOf = (subject: string) =>
    product.emulator.feed(zhixia.userId).filter((card) => JSON.stringify(card.msg).includes(subject));
  const deliver = (subject: string, text = '正文') =>
    mail.deliver(zhixia.address, buildLetter(zhixia.address, { subject, text }).raw);

  test('a wrong password is named as such, and the form keeps the address', async () => {
    await phone.openHome();
    await phone.page.getByLabel('邮箱地址').fill(zhixia.address);
    await phone.page.getByLabel('密码或授权码', { exact: true }).fill('wrong-password');
    await phone.page.getByRole('button', { name: '绑定' }).click();
    await phone.page
      .getByText(/密码.*不对/)
      .first()
      .waitFor();
    expect(await phone.page.getByLabel('邮箱地址').inputValue()).toBe(zhixia.address);
  });

  test('an address outside the company’s mail domain is refused without asking any mail server', async () => {
    await phone.page.getByLabel('邮箱地址').fill('someone@elsewhere.test');
    await phone.page.getByLabel('密码或授权码', { exact: true }).fill('whatever');
    await phone.page.getByRole('button', { name: '绑定' }).click();
    await phone.page
      .getByText(/不属于/)
      .first()
      .waitFor();
  });

  test('with DingTalk down the notice waits and is not lost', async () => {
    await phone.openHome();
    await bindMailbox(phone.page, zhixia.address, zhixia.password);
    const fault = product.emulator.faults.add({ path: sendPath, kind: 'status', status: 503 });
    await deliver('钉钉停了也不丢');
    await until('a first try', () => product.emulator.calls().some((call) => call.path === sendPath));
    expect(cardsOf('钉钉停了也不丢')).toEqual([]);
    product.emulator.faults.clear(fault);
    await until('the notice after DingTalk is back', () => cardsOf('钉钉停了也不丢').length === 1, 90_000);
  });

  test('a session that has expired is renewed by DingTalk without a question', async () => {
    await phone.context.clearCookies();
    await phone.openHome();
    await seen(phone.page, '钉钉停了也不丢');
  });

  test('another person on the same device never sees the first one’s mail', async () => {
    await deliver('只给知夏看', '工资条');
    await seen(phone.page, '只给知夏看');
    phone.handTo(wanzhou.userId);
    // Watches every painted text from the first moment of the next page on.
    await phone.page.addInitScript(() => {
      const seen = window as unknown as { leaked?: boolean };
      const look = () => {
        if (document.body?.innerText.includes('只给知夏看')) seen.leaked = true;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await phone.openHome();
    await phone.page.getByLabel('邮箱地址').waitFor();
    expect(await phone.page.evaluate(() => (window as unknown as { leaked?: boolean }).leaked)).toBeUndefined();
  });

  test('somebody else’s notice link is refused politely and shows nothing of the mail', async () => {
    const card = cardsOf('只给知夏看')[0];
    const link = (card!.msg as unknown as { oa: { message_url: string } }).oa.message_url;
    await phone.page.goto('about:blank');
    await phone.page.goto(link);
    await until(
      'an answer to be painted',
      async () => (await phone.page.locator('body').innerText()).trim().length > 10,
    );
    expect(await phone.page.locator('body').innerText()).not.toContain('工资条');
    phone.handTo(zhixia.userId);
    await phone.openHome();
    await seen(phone.page, '只给知夏看');
  });

  test('with the mail server down the list stays readable and the state is told', async () => {
    await mail.stop();
    await phone.openHome();
    await seen(phone.page, '只给知夏看');
    await phone.page
      .getByText(/连不上|收信.*暂停|邮件服务器/)
      .first()
      .waitFor({ timeout: 90_000 });
  });
});
