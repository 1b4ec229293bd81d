import type { MessageDetail, MessagePage } from '@hongyan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildMail, corpId, type MailCompany, type Mate, openMailCompany, type Process } from './mail-testing.ts';

describe('a mail that is opened again at once', () => {
  let company: MailCompany;
  let running: Process;
  beforeAll(async () => {
    company = await openMailCompany();
    running = await company.startProcess();
  });
  afterAll(() => company.close());

  async function mateWith(name: string, mail: string) {
    const mate = await company.addMate(name, { mails: [mail], boundAt: new Date(Date.now() + 3_600_000) });
    await company.watched(mate);
    const page = (await running.call(
      'GET',
      `/api/v1/mailboxes/${mate.mailboxId}/messages`,
      mate.principal,
    )) as MessagePage;
    return { mate, id: page.messages[0]!.id };
  }
  const parsedFor = async (mate: Mate, id: string) =>
    (await running.features.ports.read(mate.principal, id as never))?.parsed;

  test('is parsed once', async () => {
    const { mate, id } = await mateWith('once', buildMail());
    const parsed = await parsedFor(mate, id);
    expect(parsed).toMatchObject({ headers: {} });
    expect(await parsedFor(mate, id)).toBe(parsed);
  });

  test('is shown only to whom it may be shown now', async () => {
    const { mate, id } = await mateWith('owner', buildMail());
    const other = await company.addMate('other');
    const parsed = await parsedFor(mate, id);
    expect(await parsedFor(other, id)).toBeUndefined();
    company.setMembers(mate, [other]);
    expect(await parsedFor(mate, id)).toBeUndefined();
    expect(await parsedFor(other, id)).toBe(parsed);
  });

  test('is parsed anew when its mailbox was bound or unbound', async () => {
    const { mate, id } = await mateWith('leaver', buildMail());
    const parsed = await parsedFor(mate, id);
    const { memberId } = mate.principal;
    await company.publish({ kind: 'mailbox.bound', corpId, mailboxId: mate.mailboxId, memberId });
    const again = await company.until(async () => {
      const now = await parsedFor(mate, id);
      return now !== parsed && now;
    });
    expect(again).toEqual(parsed);
  });

  test('that is a bomb for the washer is too complex and keeps its original', async () => {
    const bomb = Array.from({ length: 55_000 }, (_, at) => `<p style="color:red;font:a b c${at};top:1;x:y">`).join(
      '\r\n',
    );
    const head = 'From: a@partner.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n';
    const { mate, id } = await mateWith('bombed', `${head}${bomb}\r\n`);
    const detail = (await running.call('GET', `/api/v1/messages/${id}`, mate.principal)) as MessageDetail;
    expect(detail.body).toEqual({ kind: 'too_complex' });
    expect(detail.originalUrl).toBeTruthy();
  });
});
