import { randomUUID } from 'node:crypto';
import { type MailSandbox, startMailSandbox } from '@hongyan/mail-sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFolder } from '../inbox.ts';
import { buildBomb, buildLetter } from '../mails.ts';
import type { Answer, MemberApi } from '../member-api.ts';
import { type Product, startProduct } from '../product.ts';
import { type Dovecot, startDovecot } from '../servers/dovecot.ts';
import { type Postgres, startPostgres } from '../servers/postgres.ts';
import { startWire, type Wire } from '../servers/wire.ts';
import { domain, type Person } from '../systems.ts';
import { until } from '../wait.ts';

/** Asked for a sign of life every five seconds, so that a test need not wait half an hour for it. */
const env = { HONGYAN_MAIL_CHECK_SECONDS: '5' };
/** Within stories that are told at the same time. */
const inTurn = { concurrent: false } as const;

const person = (name: string): Person => ({
  userId: `user-${name}`,
  name: `员工${name}`,
  address: `${name}@${domain}`,
  password: `${name}-2026`,
});

/** Binding asks the sending server too; nothing is sent through this one. */
async function startSubmission(people: readonly Person[]): Promise<MailSandbox> {
  const submission = await startMailSandbox({ seed: 'none' });
  for (const one of people) await submission.addAccount(one);
  return submission;
}

const asStaff = (people: readonly Person[]) =>
  people.map((one) => ({ ...one, unionId: `U${one.userId}`, title: '', departmentId: 1, isAdmin: false }));

/** A member with a bound mailbox, as the pages use it, and what DingTalk showed them. */
interface Desk {
  readonly member: MemberApi;
  readonly mailboxId: string;
  cards(text: string): number;
  allCards(): number;
  subjects(): Promise<string[]>;
  find(subject: string): Promise<Answer['json']>;
  state(): Promise<string>;
}

async function bind(product: Product, who: Person, mailbox: Person = who): Promise<Desk> {
  const member = await product.member(who.userId);
  const bound = await member.bind(mailbox.address, mailbox.password);
  expect(bound.status, bound.text).toBe(200);
  const mailboxId: string = bound.json.mailbox.id;
  const list = async () => (await member.call('GET', `/api/v1/mailboxes/${mailboxId}/messages?limit=200`)).json;
  const state = async () => {
    const session = await member.call('GET', `/api/v1/session?corpId=${product.corpId}`);
    return session.json?.mailboxes?.find((one: { id: string }) => one.id === mailboxId)?.state?.kind ?? 'none';
  };
  await until(`the mailbox of ${who.name} to be ready`, async () => (await state()) === 'ready', 40_000).catch(
    async (error: Error) => {
      throw new Error(`${error.message}; it is ${await state()}\n${product.output()}`);
    },
  );
  const feed = () => product.emulator.feed(who.userId).map((card) => JSON.stringify(card.msg));
  return {
    member,
    mailboxId,
    state,
    cards: (text) => feed().filter((card) => card.includes(text)).length,
    allCards: () => feed().length,
    subjects: async () => (await list()).messages.map((one: { subject: string }) => one.subject),
    find: async (subject) => (await list()).messages.find((one: { subject: string }) => one.subject === subject),
  };
}

const letter = (to: Person, subject: string) => buildLetter(to.address, { subject, text: `正文：${subject}` }).raw;

/** A closing mail that is noticed proves that nothing before it is still on its way. */
async function settle(desk: Desk, deliver: (subject: string) => Promise<unknown>, timeoutMs = 60_000): Promise<void> {
  const subject = `收尾${randomUUID().slice(0, 6)}`;
  await deliver(subject);
  await until('the closing notice', () => desk.cards(subject) > 0, timeoutMs);
}

describe.concurrent('over a server with NetEase’s habits: no IDLE, no MOVE, no UIDNEXT, ID demanded', () => {
  const shen = person('shen');
  let sandbox: MailSandbox;
  let product: Product;
  let desk: Desk;
  const mail = () => ({
    kind: 'sandbox' as const,
    domain,
    ...sandbox,
    async deliver(to: string, raw: string) {
      await sandbox.deliver(to, raw);
    },
  });

  beforeAll(async () => {
    sandbox = await startMailSandbox({ seed: 'none', profile: 'netease' });
    await sandbox.addAccount(shen);
    product = await startProduct({
      mail: { domain, imapUrl: sandbox.imapUrl, smtpUrl: sandbox.smtpUrl, provider: 'netease-qiye' },
      people: asStaff([shen]),
      env,
    });
    desk = await bind(product, shen);
  });
  afterAll(async () => {
    await product?.stop();
    await sandbox?.stop();
  });

  test('arrivals are noticed by asking, each once', inTurn, async () => {
    await sandbox.deliver(shen.address, letter(shen, '轮询第一封'));
    await until('the first notice', () => desk.cards('轮询第一封') > 0);
    await sandbox.deliver(shen.address, letter(shen, '轮询第二封'));
    await until('the second notice', () => desk.cards('轮询第二封') > 0);
    expect([desk.cards('轮询第一封'), desk.cards('轮询第二封')]).toEqual([1, 1]);
  });

  test('flags set here reach the server', inTurn, async () => {
    const first = await desk.find('轮询第一封');
    const changed = await desk.member.call('POST', `/api/v1/mailboxes/${desk.mailboxId}/flags`, {
      messageIds: [first.id],
      seen: true,
      starred: true,
    });
    expect(changed.status, changed.text).toBeLessThan(300);
    await until('the flags on the server', async () =>
      (await readFolder(mail(), shen, 'INBOX')).some(
        (one) => one.mail.subject === '轮询第一封' && one.flags.has('\\Seen') && one.flags.has('\\Flagged'),
      ),
    );
  });

  test('a move works without MOVE, keeps the message’s id, and goes back again without a notice', inTurn, async () => {
    const moved = await desk.find('轮询第二封');
    const path = `/api/v1/mailboxes/${desk.mailboxId}/move`;
    const there = await desk.member.call('POST', path, { messageIds: [moved.id], to: { role: 'archive' } });
    expect(there.status, there.text).toBe(200);
    await until('the mail in 归档', async () =>
      (await readFolder(mail(), shen, '归档')).some((one) => one.mail.subject === '轮询第二封'),
    );
    expect((await readFolder(mail(), shen, 'INBOX')).map((one) => one.mail.subject)).not.toContain('轮询第二封');
    const back = await desk.member.call('POST', path, { messageIds: [moved.id], to: { role: 'inbox' } });
    expect(back.status, back.text).toBe(200);
    await settle(desk, (subject) => sandbox.deliver(shen.address, letter(shen, subject)));
    expect((await desk.find('轮询第二封')).id).toBe(moved.id);
    expect(desk.cards('轮询第二封')).toBe(1);
  });

  test('a mail sent leaves exactly one copy in 已发送, though the server keeps one itself', inTurn, async () => {
    const sendId = randomUUID();
    const sent = await desk.member.call('POST', '/api/v1/sends', {
      ...{ sendId, mailboxId: desk.mailboxId, kind: 'new', cc: [], bcc: [], subject: '一份就够', html: '<p>好</p>' },
      ...{ to: [{ name: '', address: 'clara@halden-optik.test' }], quote: false, uploadIds: [], originalPartIds: [] },
    });
    expect(sent.status, sent.text).toBe(202);
    await until('the send to end', async () => {
      const { state } = (await desk.member.call('GET', `/api/v1/sends/${sendId}`)).json;
      return state === 'sent';
    });
    await settle(desk, (subject) => sandbox.deliver(shen.address, letter(shen, subject)));
    const copies = (await readFolder(mail(), shen, '已发送')).filter((one) => one.mail.subject === '一份就够');
    expect(copies.length).toBe(1);
    expect(sandbox.outside.length).toBe(1);
  });
});

describe.concurrent('over a connection that dies without a word', () => {
  const lin = person('lin');
  let dovecot: Dovecot;
  let submission: MailSandbox;
  let wire: Wire;
  let product: Product;
  let desk: Desk;

  beforeAll(async () => {
    [dovecot, submission] = await Promise.all([startDovecot([lin]), startSubmission([lin])]);
    wire = await startWire(dovecot.imapPort);
    product = await startProduct({
      mail: { domain, imapUrl: `imap://127.0.0.1:${wire.port}`, smtpUrl: submission.smtpUrl },
      people: asStaff([lin]),
      env,
    });
    desk = await bind(product, lin);
  });
  afterAll(async () => {
    await product?.stop();
    await wire?.stop();
    await submission?.stop();
    await dovecot?.stop();
  });

  test('the silence is found out, and what came meanwhile is noticed once', async () => {
    await dovecot.deliver(lin.address, letter(lin, '断线之前'));
    await until('the notice before', () => desk.cards('断线之前') > 0);
    const before = wire.dials();
    wire.freeze();
    await dovecot.deliver(lin.address, letter(lin, '断线之中'));
    await until('the notice of what came meanwhile', () => desk.cards('断线之中') > 0, 100_000);
    await settle(desk, (subject) => dovecot.deliver(lin.address, letter(lin, subject)));
    expect([desk.cards('断线之前'), desk.cards('断线之中')]).toEqual([1, 1]);
    expect(wire.dials() - before).toBeLessThanOrEqual(6);
  }, 150_000);
});

describe.concurrent('over a server that fails in many ways', () => {
  const [zhou, chen, wu, tang, gao, song] = ['zhou', 'chen', 'wu', 'tang', 'gao', 'song'].map(person) as [
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  const everyone = [zhou, chen, wu, tang, gao, song];
  let dovecot: Dovecot;
  let submission: MailSandbox;
  let wire: Wire;
  let product: Product;
  const deliver = (to: Person, subject: string) => dovecot.deliver(to.address, letter(to, subject));

  beforeAll(async () => {
    [dovecot, submission] = await Promise.all([startDovecot(everyone), startSubmission(everyone)]);
    wire = await startWire(dovecot.imapPort);
    product = await startProduct({
      mail: { domain, imapUrl: `imap://127.0.0.1:${wire.port}`, smtpUrl: submission.smtpUrl },
      people: asStaff(everyone),
      env,
    });
  });
  afterAll(async () => {
    await product?.stop();
    await wire?.stop();
    await submission?.stop();
    await dovecot?.stop();
  });

  test('connections that are dropped and a server that is down lose nothing and repeat nothing', inTurn, async () => {
    const desk = await bind(product, zhou);
    for (const round of ['一']) {
      wire.cut();
      await deliver(zhou, `掉线第${round}次`);
      await until(`the notice after drop ${round}`, () => desk.cards(`掉线第${round}次`) > 0);
    }
    const before = wire.dials();
    wire.cut('refused');
    for (const subject of ['停机甲', '停机乙', '停机丙']) await deliver(zhou, subject);
    await until('a few tries while the server is down', () => wire.dials() - before >= 3, 60_000);
    wire.cut();
    await settle(desk, (subject) => deliver(zhou, subject), 90_000);
    const all = ['掉线第一次', '停机甲', '停机乙', '停机丙'];
    expect(all.map((subject) => desk.cards(subject))).toEqual([1, 1, 1, 1]);
    expect(await desk.subjects()).toEqual(expect.arrayContaining(all));
    expect(wire.dials() - before).toBeLessThanOrEqual(20);
    await until('the state to be ready again', async () => (await desk.state()) === 'ready');
  });

  test('an inbox that is numbered anew raises no storm, and the list stays right', inTurn, async () => {
    for (let n = 1; n <= 30; n += 1) await deliver(chen, `旧信${n}`);
    // A server tells when a mail came in whole seconds: what came in the second of the binding counts as new.
    const deliveredAt = Date.now();
    await until('the second to be over', () => Date.now() - deliveredAt > 1_000);
    const desk = await bind(product, chen);
    await deliver(chen, '换号之前');
    await until('the notice before', () => desk.cards('换号之前') > 0);
    const kept = (await desk.find('旧信7')).id;
    wire.cut('refused');
    dovecot.renumberInbox(chen.address);
    await deliver(chen, '换号之中');
    wire.cut();
    await settle(desk, (subject) => deliver(chen, subject));
    expect(desk.allCards()).toBe(3);
    expect([desk.cards('换号之前'), desk.cards('换号之中')]).toEqual([1, 1]);
    await until('the list to be complete', async () => (await desk.subjects()).length === 33);
    expect(new Set(await desk.subjects()).size).toBe(33);
    expect((await desk.find('旧信7')).id).toBe(kept);
    const opened = await desk.member.call('GET', `/api/v1/messages/${kept}`);
    expect(opened.json.body.text).toContain('正文：旧信7');
  });

  test('a mailbox of two members makes a card for each; unbinding ends notices and erases', inTurn, async () => {
    const first = await bind(product, wu);
    const second = await bind(product, tang, wu);
    await deliver(wu, '两人共用');
    await until('a card for each', () => first.cards('两人共用') > 0 && second.cards('两人共用') > 0);
    expect([first.cards('两人共用'), second.cards('两人共用')]).toEqual([1, 1]);
    const shared = await first.find('两人共用');
    const unbound = await second.member.call('DELETE', `/api/v1/bindings/${second.mailboxId}`);
    expect(unbound.status, unbound.text).toBeLessThan(300);
    await settle(first, (subject) => deliver(wu, subject));
    await deliver(wu, '只剩一人');
    await until('the card of the one who stayed', () => first.cards('只剩一人') > 0);
    expect([second.cards('只剩一人'), second.cards('收尾')]).toEqual([0, 0]);
    for (const path of [`/api/v1/mailboxes/${first.mailboxId}/messages`, `/api/v1/messages/${shared.id}`])
      expect((await second.member.call('GET', path)).status).toBe(404);

    const cards = first.allCards();
    await first.member.call('DELETE', `/api/v1/bindings/${first.mailboxId}`);
    await deliver(wu, '无人接收');
    for (const path of [`/api/v1/mailboxes/${first.mailboxId}/messages`, `/api/v1/messages/${shared.id}`])
      expect((await first.member.call('GET', path)).status).toBe(404);
    // Another member's mail, later than this one's, shows that the product has gone on.
    const other = await bind(product, tang);
    await settle(other, (subject) => deliver(tang, subject));
    expect(first.allCards()).toBe(cards);
  });

  test('a mail that is a bomb stops nobody, and its original can still be had', inTurn, async () => {
    const desk = await bind(product, gao);
    for (const kind of ['deep', 'parts', 'headers', 'recipients'] as const) {
      await dovecot.deliver(gao.address, buildBomb(gao.address, kind, `炸弹 ${kind}`));
      await deliver(gao, `炸弹之后 ${kind}`);
      await until(`the mail after ${kind}`, () => desk.cards(`炸弹之后 ${kind}`) > 0);
      expect(desk.cards(`炸弹之后 ${kind}`)).toBe(1);
      expect(desk.cards(`炸弹 ${kind}`)).toBe(1);
    }
    for (const kind of ['deep', 'parts'] as const) {
      const bomb = await desk.find(`炸弹 ${kind}`);
      const opened = await desk.member.call('GET', `/api/v1/messages/${bomb.id}`);
      expect(opened.status, opened.text).toBe(200);
      expect(opened.json.body).toEqual({ kind: 'too_complex' });
      const original = await desk.member.call('GET', opened.json.originalUrl);
      expect(original.status).toBe(200);
      expect(original.text).toContain('Message-ID');
    }
  });

  test(
    'two hundred mails at once are all in the list, in a few cards, and the product still answers',
    inTurn,
    async () => {
      const desk = await bind(product, song);
      const subjects = Array.from({ length: 200 }, (_, n) => `洪峰${n}`);
      const poured = Promise.all(
        Array.from({ length: 8 }, async (_, lane) => {
          for (let n = lane; n < subjects.length; n += 8) await deliver(song, subjects[n]!);
        }),
      );
      while ((await desk.subjects()).length < 20) await new Promise((resolve) => setTimeout(resolve, 50));
      await poured;
      await settle(desk, (subject) => deliver(song, subject));
      const listed = await until('all mails in the list', async () => {
        const first = (await desk.member.call('GET', `/api/v1/mailboxes/${desk.mailboxId}/messages?limit=200`)).json;
        const more = (
          await desk.member.call(
            'GET',
            `/api/v1/mailboxes/${desk.mailboxId}/messages?limit=200&cursor=${encodeURIComponent(first.nextCursor ?? '')}`,
          )
        ).json;
        const all = [...first.messages, ...(first.nextCursor ? more.messages : [])];
        return all.length === 201 && all.map((one: { subject: string }) => one.subject);
      });
      expect(new Set(listed).size).toBe(201);
      expect(desk.allCards()).toBeLessThanOrEqual(40);
    },
  );
});

describe.concurrent('two processes on one database', () => {
  const [han, qin, yang, xu] = ['han', 'qin', 'yang', 'xu'].map(person) as [Person, Person, Person, Person];
  const everyone = [han, qin, yang, xu];
  let dovecot: Dovecot;
  let submission: MailSandbox;
  let postgres: Postgres;
  let product: Product;

  beforeAll(async () => {
    [dovecot, submission, postgres] = await Promise.all([
      startDovecot(everyone),
      startSubmission(everyone),
      startPostgres(),
    ]);
    product = await startProduct({
      mail: { domain, imapUrl: dovecot.imapUrl, smtpUrl: submission.smtpUrl },
      people: asStaff(everyone),
      env: { ...env, HONGYAN_DATABASE_URL: postgres.url },
    });
  });
  afterAll(async () => {
    await product?.stop();
    await postgres?.stop();
    await submission?.stop();
    await dovecot?.stop();
  });

  test('one card for each mail; when one is killed the other takes over', inTurn, async () => {
    const other = await product.startBeside();
    const desks: Desk[] = [];
    for (const one of everyone) desks.push(await bind(product, one));
    const noticed = async (subject: string) => {
      await Promise.all(everyone.map((one) => dovecot.deliver(one.address, letter(one, subject))));
      await until(`${subject} to be noticed`, () => desks.every((desk) => desk.cards(subject) > 0), 60_000);
    };
    await noticed('两个进程');
    await noticed('再来一封');
    await product.kill();
    await noticed('接班之后');
    await product.start();
    await noticed('又有两个');
    await other.stop('SIGKILL');
    await noticed('换人接班');
    await noticed('收尾');
    for (const subject of ['两个进程', '再来一封', '接班之后', '又有两个', '换人接班'])
      expect(
        desks.map((desk) => desk.cards(subject)),
        subject,
      ).toEqual([1, 1, 1, 1]);
  });

  test('unbinding destroys the credential at once and then the whole index', inTurn, async () => {
    const desk = await bind(product, xu);
    // The ledger of arrivals holds no mail and stays its 180 days.
    const kept = ['mailboxes', 'bindings', 'mail_index', 'mail_folder', 'mail_message', 'mail_body'];
    const held = () =>
      kept.filter(
        (table) => postgres.ask(`select count(*) from ${table} where mailbox_id = '${desk.mailboxId}'`) !== '0',
      );
    const { id } = await desk.find('两个进程');
    expect((await desk.member.call('GET', `/api/v1/messages/${id}`)).status).toBe(200);
    expect(held()).toEqual(kept);
    await desk.member.call('DELETE', `/api/v1/bindings/${desk.mailboxId}`);
    expect(held()).not.toContain('mailboxes');
    await until('the index to be erased', () => held().length === 0);
  });
});
