import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildLetter } from '../mails.ts';
import { type Product, startProduct } from '../product.ts';
import { people, type RunningMail, startRealMail } from '../systems.ts';
import { until } from '../wait.ts';

const person = people[0]!;

describe('when the product is killed with SIGKILL, over real Dovecot', () => {
  let mail: RunningMail;
  let product: Product;

  beforeEach(async () => {
    mail = await startRealMail();
    product = await startProduct({
      mail,
      people: people.map((one) => ({ ...one, unionId: `U${one.userId}`, title: '', departmentId: 1, isAdmin: false })),
    });
    const member = await product.member(person.userId);
    const bound = await member.bind(person.address, person.password);
    expect(bound.status, bound.text).toBe(200);
    await untilWatched(product);
  });
  afterEach(async () => {
    await product?.stop();
    await mail?.stop();
  });

  const sends = () => product.emulator.calls().filter((call) => call.path.endsWith('/asyncsend_v2'));
  const cardsOf = (subject: string) =>
    product.emulator.feed(person.userId).filter((card) => JSON.stringify(card.msg).includes(subject));
  const deliver = (subject: string) =>
    mail.deliver(person.address, buildLetter(person.address, { subject, text: '正文' }).raw);

  test('between arrival and send: the notice goes out after the restart, once', async () => {
    // DingTalk refuses before doing anything, so the arrival is stored and the send is not done.
    const fault = product.emulator.faults.add({ path: '/topapi/message/corpconversation/asyncsend_v2', kind: 'down' });
    await deliver('杀在发送之前');
    await until('a first try', () => sends().length > 0);
    await product.kill();
    product.emulator.faults.clear(fault);
    await product.start();
    await until('the notice after the restart', () => cardsOf('杀在发送之前').length > 0, 60_000);
    await settle(product, deliver);
    expect(cardsOf('杀在发送之前').length).toBe(1);
  });

  test('between send and answer: the same bytes are sent at most once more, and the member sees one card', async () => {
    // DingTalk takes the message and never answers.
    const fault = product.emulator.faults.add({ path: '/topapi/message/corpconversation/asyncsend_v2', kind: 'cut' });
    await deliver('杀在回答之前');
    await until('DingTalk to have taken it', () => cardsOf('杀在回答之前').length > 0);
    await product.kill();
    product.emulator.faults.clear(fault);
    const before = sends().length;
    await product.start();
    await settle(product, deliver);
    expect(cardsOf('杀在回答之前').length).toBe(1);
    expect(sends().filter((call) => call.request.includes('杀在回答之前')).length - before).toBeLessThanOrEqual(1);
  });

  test('while nobody watched: mail that came meanwhile is notified after the restart', async () => {
    await product.kill();
    await deliver('停机时到的一');
    await deliver('停机时到的二');
    await product.start();
    await until('both notices', () => cardsOf('停机时到的一').length > 0 && cardsOf('停机时到的二').length > 0, 60_000);
    await settle(product, deliver);
    expect(cardsOf('停机时到的一').length + cardsOf('停机时到的二').length).toBe(2);
  });
});

/** A mail that comes last and is notified shows that what came before has been dealt with. */
async function settle(product: Product, deliver: (subject: string) => Promise<void>): Promise<void> {
  const subject = `收尾 ${Date.now()}`;
  await deliver(subject);
  await until(
    'the closing notice',
    () => product.emulator.feed(person.userId).some((card) => JSON.stringify(card.msg).includes(subject)),
    60_000,
  );
}

async function untilWatched(product: Product): Promise<void> {
  const member = await product.member(person.userId);
  await until('the watch to stand', async () => {
    const session = await member.call('GET', `/api/v1/session?corpId=${product.corpId}`);
    return session.json?.mailboxes?.[0]?.state?.kind === 'ready';
  });
}
