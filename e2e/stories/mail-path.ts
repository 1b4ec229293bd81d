import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bindMailbox, openDevice, type PersonDevice, seen } from '../device.ts';
import { readFolder } from '../inbox.ts';
import { buildHeavyLetter, buildLetter, buildPictureLetter } from '../mails.ts';
import { type Product, startProduct } from '../product.ts';
import { people, type RunningMail } from '../systems.ts';
import { until } from '../wait.ts';

const [zhixia, wanzhou] = people as [(typeof people)[number], (typeof people)[number]];
const attachment = { name: '7号镜组阶梯报价单（含税，2026年第四季度修订版）.pdf', content: randomBytes() };

/** Every byte value, more than once, so that any re-encoding shows. */
function randomBytes(): Uint8Array {
  return Uint8Array.from({ length: 20_000 }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
}

/** The main path of the product, told once for each mail system and each kind of device. */
export function tellMailPath(start: () => Promise<RunningMail>): void {
  let mail: RunningMail;
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [mail, browser] = await Promise.all([start(), launchBrowser()]);
    for (const person of people) {
      const old = buildLetter(person.address, { subject: `旧信 ${person.name}`, text: '绑定之前就在的信' });
      await mail.deliver(person.address, old.raw);
    }
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
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await mail?.stop();
  });

  for (const device of ['ios', 'pc-win'] as const) {
    describe(`on ${device === 'ios' ? 'a phone' : 'a PC'}`, () => {
      const person = device === 'ios' ? zhixia : wanzhou;
      const other = device === 'ios' ? wanzhou : zhixia;
      let held: PersonDevice;
      let linkOf: (subject: string) => Promise<string>;

      beforeAll(async () => {
        held = await openDevice(browser, product, person.userId, device);
        linkOf = async (subject) => {
          const card = await until(`the notice of ${subject}`, () =>
            product.emulator.feed(person.userId).find((one) => JSON.stringify(one.msg).includes(subject)),
          );
          return (card.msg as unknown as { oa: { message_url: string } }).oa.message_url;
        };
      });
      afterAll(() => held?.close());

      test('a member binds the mailbox once and sees the inbox', async () => {
        await held.openHome();
        await bindMailbox(held.page, person.address, person.password);
        await seen(held.page, `旧信 ${person.name}`);
      });

      test('mail that was there before the binding makes no notice', () => {
        expect(
          product.emulator.feed(person.userId).filter((card) => JSON.stringify(card.msg).includes('旧信')),
        ).toEqual([]);
      });

      test('a mail arrives, one notice appears, one tap opens that very mail without a password', async () => {
        const letter = buildLetter(person.address, {
          subject: `交期确认 ${device}`,
          text: '首批 300 套能在 12 月 8 日前到吗？',
          cc: `<${other.address}>`,
        });
        await mail.deliver(person.address, letter.raw);
        const link = await linkOf(letter.subject);
        await held.page.goto('about:blank');
        await held.page.goto(link);
        await seen(held.page, '首批 300 套能在 12 月 8 日前到吗？');
        expect(await held.page.getByLabel('密码或授权码', { exact: true }).count()).toBe(0);
        const cards = product.emulator
          .feed(person.userId)
          .filter((card) => JSON.stringify(card.msg).includes(letter.subject));
        expect(cards.length).toBe(1);
        await until('the mail to be read on the server', async () =>
          (await readFolder(mail, person, 'INBOX')).some(
            (one) => one.mail.subject === letter.subject && one.flags.has('\\Seen'),
          ),
        );
      });

      test('the reply reaches the other side with the right thread headers, and the original is marked answered', async () => {
        const subject = `请回复 ${device}`;
        const letter = buildLetter(person.address, {
          subject,
          text: '请确认。',
          from: other.address,
          fromName: other.name,
        });
        await mail.deliver(person.address, letter.raw);
        await held.page.goto('about:blank');
        await held.page.goto(await linkOf(subject));
        await seen(held.page, '请确认。');
        await held.page.getByRole('button', { name: '回复', exact: true }).first().click();
        const body = held.page.getByRole('textbox', { name: '正文' });
        await body.click();
        await held.page.keyboard.type('确认，周五前到货。');
        await held.page.getByRole('button', { name: '发送', exact: true }).click();
        const reply = await until(
          'the reply in the other mailbox',
          async () => (await readFolder(mail, other, 'INBOX')).find((one) => one.mail.inReplyTo === letter.messageId),
          60_000,
        );
        expect([reply.mail.references].flat()).toContain(letter.messageId);
        expect(reply.mail.subject).toMatch(/(Re|回复)[:：] ?请回复/);
        expect(reply.mail.text).toContain('确认，周五前到货。');
        expect(reply.mail.from?.value[0]?.address).toBe(person.address);
        await until('the original to be marked answered', async () =>
          (await readFolder(mail, person, 'INBOX')).some(
            (one) => one.mail.messageId === letter.messageId && one.flags.has('\\Answered'),
          ),
        );
        await until('one copy in Sent', async () => {
          const copies = (await readFolder(mail, person, '\\Sent')).filter(
            (one) => one.mail.messageId === reply.mail.messageId,
          );
          return copies.length === 1;
        });
      });

      test('a forward carries the attachment byte for byte', async () => {
        const subject = `报价单 ${device}`;
        const letter = buildHeavyLetter(person.address, {
          subject,
          html: '<p>Please see the quotation.</p>',
          attachment,
        });
        await mail.deliver(person.address, letter.raw);
        await held.page.goto('about:blank');
        await held.page.goto(await linkOf(subject));
        await seen(held.page, '.pdf');
        await held.page.getByRole('button', { name: '转发', exact: true }).first().click();
        const to = held.page.getByLabel('收件人', { exact: true });
        await to.click();
        await held.page.keyboard.type(`${other.address},`);
        await held.page.getByRole('button', { name: '发送', exact: true }).click();
        const forwarded = await until(
          'the forward in the other mailbox',
          async () =>
            (await readFolder(mail, other, 'INBOX')).find(
              (one) => /(Fwd?|转发)[:：]/.test(one.mail.subject ?? '') && one.mail.subject?.includes(subject),
            ),
          60_000,
        );
        const part = forwarded.mail.attachments.find((one) => one.filename === attachment.name);
        expect(part?.filename).toBe(attachment.name);
        expect(Buffer.compare(part?.content ?? Buffer.alloc(0), Buffer.from(attachment.content))).toBe(0);
      });

      test('an attachment is downloaded byte for byte', async () => {
        const subject = `下载 ${device}`;
        await mail.deliver(
          person.address,
          buildHeavyLetter(person.address, { subject, html: '<p>附件</p>', attachment }).raw,
        );
        await held.page.goto('about:blank');
        await held.page.goto(await linkOf(subject));
        await seen(held.page, '.pdf');
        const [download] = await Promise.all([
          held.page.waitForEvent('download'),
          held.page.getByText('.pdf').filter({ visible: true }).first().click(),
        ]);
        expect(download.suggestedFilename()).toBe(attachment.name);
        const content = readFileSync(await download.path());
        expect(Buffer.compare(content, Buffer.from(attachment.content))).toBe(0);
      });

      test('a picture inside the letter is shown, from an address of our own', async () => {
        const subject = `图 ${device}`;
        await mail.deliver(person.address, buildPictureLetter(person.address, subject).raw);
        await held.page.goto('about:blank');
        await held.page.goto(await linkOf(subject));
        const picture = held.page.frameLocator('iframe').getByRole('img', { name: 'red' });
        await picture.waitFor();
        await until('the picture to be painted', () =>
          picture.evaluate((element) => (element as HTMLImageElement).naturalWidth === 1),
        );
      });

      test('hostile HTML runs nothing and asks the network for nothing', async () => {
        const asked: string[] = [];
        const note = (request: { url(): string }) => asked.push(request.url());
        held.page.on('request', note);
        const subject = `恶意 ${device}`;
        const html = `<p>看得见的正文</p><script>top.pwned=1;parent.postMessage('pwned','*')</script>
          <img src="http://tracker.test/pixel.png"><img src=x onerror="parent.postMessage('pwned','*')">
          <a href="javascript:parent.postMessage('pwned','*')">点我</a><style>body{background:url(http://tracker.test/css.png)}</style>
          <svg onload="parent.postMessage('pwned','*')"></svg><iframe src="http://tracker.test/frame"></iframe>`;
        await mail.deliver(person.address, buildHeavyLetter(person.address, { subject, html, attachment }).raw);
        await held.page.addInitScript(() => {
          addEventListener('message', (event) => {
            if (event.data === 'pwned') Object.assign(window, { pwned: true });
          });
        });
        await held.page.goto('about:blank');
        await held.page.goto(await linkOf(subject));
        await held.page.frameLocator('iframe').getByText('看得见的正文').waitFor();
        await held.page.getByText(/已拦截 \d+ 张外部图片/).waitFor();
        expect(await held.page.evaluate(() => (window as unknown as { pwned?: boolean }).pwned)).toBeUndefined();
        expect(asked.filter((url) => url.includes('tracker.test'))).toEqual([]);
        held.page.off('request', note);
      });

      test('a second visit needs no password, and the pages raised no error', async () => {
        await held.openHome();
        await seen(held.page, `交期确认 ${device}`);
        expect(held.problems).toEqual([]);
      });
    });
  }
}
