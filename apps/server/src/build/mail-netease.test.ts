import type { MessagePage } from '@hongyan/contract';
import { providerById } from '@hongyan/mail';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildMail, type MailCompany, type Mate, openMailCompany, type Process } from './mail-testing.ts';

/** No IDLE, no MOVE, no UIDNEXT, ID demanded (mail-providers.md §2.3). */
describe('on a server with NetEase’s quirks', () => {
  let company: MailCompany;
  let running: Process;
  let mate: Mate;
  beforeAll(async () => {
    company = await openMailCompany({
      sandbox: { profile: 'netease' },
      profile: { ...providerById('netease-qiye')!, pollMs: 50 },
    });
    running = await company.startProcess();
    mate = await company.addMate('zhixia');
    await company.watched(mate);
  });
  afterAll(() => company.close());

  const list = () =>
    running.call('GET', `/api/v1/mailboxes/${mate.mailboxId}/messages`, mate.principal) as Promise<MessagePage>;

  test('new mail is noticed once', async () => {
    await company.sandbox.deliver(mate.address, buildMail({ subject: '第一封' }));
    await company.cardNumber(1);
    await company.sandbox.deliver(mate.address, buildMail({ subject: '第二封' }));
    await company.cardNumber(2);
    expect(company.cards).toHaveLength(2);
  });

  test('a mail keeps its id on the way to the trash and back', async () => {
    const before = (await list()).messages.map((message) => message.id).sort();
    const move = (role: string) =>
      running.call('POST', `/api/v1/mailboxes/${mate.mailboxId}/move`, mate.principal, {
        messageIds: [before[0]],
        to: { role },
      });
    await move('trash');
    expect((await list()).messages.map((message) => message.id)).toEqual([before[1]]);
    await move('inbox');
    expect((await list()).messages.map((message) => message.id).sort()).toEqual(before);
    const detail = (await running.call('GET', `/api/v1/messages/${before[0]}`, mate.principal)) as { summary: object };
    expect(detail.summary).toMatchObject({ id: before[0] });
    expect(company.cards).toHaveLength(2);
  });

  test('what another client reads is read here too', async () => {
    const client = await company.otherClient(mate);
    await client.open('INBOX', { readOnly: false });
    const newest = await client.newestUids(1);
    await client.storeFlags(newest.ok ? newest.value : [], { add: ['seen'] });
    await company.until(async () => (await list()).messages.filter((message) => message.seen).length === 1);
    await client.close();
  });
});
