import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bindMailbox, openDevice, type PersonDevice, seen } from '../device.ts';
import { buildHeavyLetter, buildLetter } from '../mails.ts';
import { type Product, startProduct } from '../product.ts';
import { people, type RunningMail, startSandboxMail } from '../systems.ts';

const person = people[0]!;

/** What axe finds against WCAG 2.2 AA, one line a rule, with the places. */
async function findViolations(page: Page): Promise<string[]> {
  // A screen that is still fading in has other colours than the one a person reads.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
        .map((one) => one.finished),
    ),
  );
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

/** Things to press on a phone that are smaller than 44 px in either direction, their hit area included. */
function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, a[href], [role=button], [role=tab], input, select',
    )) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || getComputedStyle(element).visibility === 'hidden') continue;
      const after = getComputedStyle(element, '::after');
      // A hit area larger than the drawing is an `::after` laid around it. Its used size counts, each direction for itself.
      const around = after.position === 'absolute' && after.content !== 'none';
      const width = Math.max(box.width, around ? Number.parseFloat(after.width) : 0);
      const height = Math.max(box.height, around ? Number.parseFloat(after.height) : 0);
      if (width < 43.5 || height < 43.5) {
        small.push(
          `${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 20)} ${Math.round(width)}×${Math.round(height)}`,
        );
      }
    }
    return small;
  });
}

describe.each(['ios', 'pc-win'] as const)('everybody can use it, on %s', (device) => {
  let mail: RunningMail;
  let product: Product;
  let browser: Browser;
  let held: PersonDevice;
  const phone = device === 'ios';

  beforeAll(async () => {
    [mail, browser] = await Promise.all([startSandboxMail(), launchBrowser()]);
    product = await startProduct({
      mail,
      people: people.map((one) => ({ ...one, unionId: `U${one.userId}`, title: '', departmentId: 1, isAdmin: false })),
    });
    await mail.deliver(
      person.address,
      buildLetter(person.address, { subject: '一封普通的信', text: '正文\n\n第二段' }).raw,
    );
    await mail.deliver(
      person.address,
      buildHeavyLetter(person.address, {
        subject: '一封带附件的信',
        html: '<p>请看附件。</p><img src="http://tracker.test/a.png" width="200" height="80">',
        attachment: { name: '报价单.pdf', content: new Uint8Array(2000) },
      }).raw,
    );
    held = await openDevice(browser, product, person.userId, device);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await mail?.stop();
  });

  for (const theme of ['light', 'dark'] as const) {
    describe(theme, () => {
      beforeAll(() => held.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' }));

      if (theme === 'light')
        test('the binding page', async () => {
          await held.openHome();
          await held.page.getByLabel('邮箱地址').waitFor();
          expect(await findViolations(held.page)).toEqual([]);
          if (phone) expect(await findSmallTargets(held.page)).toEqual([]);
          await bindMailbox(held.page, person.address, person.password);
        });

      test('the list', async () => {
        await held.openHome();
        await seen(held.page, '一封带附件的信');
        expect(await findViolations(held.page)).toEqual([]);
        if (phone) expect(await findSmallTargets(held.page)).toEqual([]);
        await held.page
          .getByRole('searchbox', { name: '搜索邮件' })
          .or(held.page.getByLabel('搜索邮件'))
          .first()
          .waitFor();
        if (!phone) await held.page.getByRole('button', { name: '写信' }).first().waitFor();
      });

      test('a mail, with its acts under their names', async () => {
        await held.page.getByText('一封带附件的信').filter({ visible: true }).first().click();
        await held.page
          .getByText(/已拦截 \d+ 张外部图片/)
          .filter({ visible: true })
          .waitFor();
        expect(await findViolations(held.page)).toEqual([]);
        if (phone) expect(await findSmallTargets(held.page)).toEqual([]);
        for (const name of ['回复', '回复全部', '转发']) {
          await held.page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().waitFor();
        }
        if (phone)
          await held.page.getByRole('button', { name: '更多', exact: true }).filter({ visible: true }).first().click();
        for (const name of ['移动到', '删除']) {
          const act = held.page.getByRole('button', { name }).or(held.page.getByRole('menuitem', { name }));
          await act.filter({ visible: true }).first().waitFor();
        }
        if (phone) await held.page.keyboard.press('Escape');
      });

      test('the composer', async () => {
        await held.page.getByRole('button', { name: '回复', exact: true }).filter({ visible: true }).first().click();
        await held.page.getByRole('textbox', { name: '正文' }).waitFor();
        expect(await findViolations(held.page)).toEqual([]);
        if (phone) expect(await findSmallTargets(held.page)).toEqual([]);
      });
    });
  }

  test('nothing scrolls sideways at 320 px', async () => {
    await held.page.setViewportSize({ width: 320, height: 640 });
    await held.page.goto('about:blank');
    await held.openHome();
    await seen(held.page, '一封带附件的信');
    expect(await held.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});
