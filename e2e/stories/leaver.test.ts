import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildLetter } from '../mails.ts';
import type { MemberApi } from '../member-api.ts';
import { type Product, startProduct } from '../product.ts';
import { people, type RunningMail, startSandboxMail } from '../systems.ts';
import { until } from '../wait.ts';

const [leaver, colleague] = people as [(typeof people)[0], (typeof people)[0]];

describe('someone who leaves the company', () => {
  let mail: RunningMail;
  let product: Product;
  let hers: MemberApi;
  let his: MemberApi;

  beforeAll(async () => {
    mail = await startSandboxMail();
    product = await startProduct({
      mail,
      people: people.map((person, at) => ({
        ...person,
        unionId: `u-${person.userId}`,
        title: '工程师',
        departmentId: 1,
        isAdmin: at === 1,
        email: person.address,
      })),
    });
    hers = await product.member(leaver.userId);
    his = await product.member(colleague.userId);
    expect((await hers.bind(leaver.address, leaver.password)).status).toBe(200);
    expect((await his.bind(colleague.address, colleague.password)).status).toBe(200);
  });
  afterAll(async () => {
    await product?.stop();
    await mail?.stop();
  });

  test('is found by colleagues before, also by pinyin', async () => {
    const found = await until('the directory', async () => {
      const { json } = await his.call('GET', '/api/v1/contacts?q=shenzhi');
      return json?.contacts?.length > 0 && json.contacts;
    });
    expect(found[0]).toMatchObject({ kind: 'colleague', name: leaver.name, address: leaver.address });
  });

  test('is signed out, no longer watched and unbound within moments of the event', async () => {
    expect((await hers.call('GET', '/api/v1/session')).status).toBe(200);
    product.emulator.organisation.removePerson(leaver.userId);
    await until('the end of the session', async () => (await hers.call('GET', '/api/v1/session')).status === 401);
    const cards = product.emulator.feed(leaver.userId).length;
    await mail.deliver(leaver.address, buildLetter(leaver.address, { subject: '给离职的人', text: '你好' }).raw);
    await mail.deliver(colleague.address, buildLetter(colleague.address, { subject: '给留下的人', text: '你好' }).raw);
    await until('the card of the colleague', () =>
      product.emulator.feed(colleague.userId).some((card) => JSON.stringify(card.msg).includes('给留下的人')),
    );
    expect(product.emulator.feed(leaver.userId).length).toBe(cards);
  });

  test('is not offered to colleagues any more', async () => {
    await until('the directory', async () => {
      const { json } = await his.call('GET', '/api/v1/contacts?q=shenzhi');
      return json?.contacts?.length === 0;
    });
  });

  test('leaves the others as they were', async () => {
    const { json } = await his.call('GET', '/api/v1/session');
    expect(json.mailboxes).toMatchObject([{ address: colleague.address }]);
  });

  test('who comes back begins anew: signed in, without a mailbox', async () => {
    product.emulator.organisation.addPerson({
      userId: leaver.userId,
      name: leaver.name,
      unionId: `u-${leaver.userId}`,
      title: '',
      departmentId: 1,
      isAdmin: false,
      email: leaver.address,
    });
    const again = await product.member(leaver.userId);
    const { json } = await again.call('GET', '/api/v1/session');
    expect(json.mailboxes).toEqual([]);
  });
});
