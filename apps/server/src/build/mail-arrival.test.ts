import { err } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildMail, corpId, type MailCompany, type Mate, openMailCompany } from './mail-testing.ts';

interface Card {
  oa: {
    message_url: string;
    pc_message_url: string;
    status_bar: { status_value: string; status_bg: string };
    body: { title: string; form: { key: string; value: string }[]; content: string; author: string };
  };
}
const read = (msg: string) => (JSON.parse(msg) as Card).oa;
const noticeIdOf = (msg: string) => new URL(read(msg).message_url).searchParams.get('n')!;

interface NoticeRow {
  id: string;
  state: string;
  attempts: number;
  task_id: string | null;
  error: string | null;
  sent_at: Date | null;
  answered_at: Date | null;
}
interface ArrivalRow {
  decision: string;
}

describe('an arrival', () => {
  let company: MailCompany;
  beforeEach(async () => {
    company = await openMailCompany();
  });
  afterEach(() => company.close());

  const notices = () => company.rows<NoticeRow>('notice');
  const decisions = async () => (await company.rows<ArrivalRow>('arrival')).map((row) => row.decision).sort();
  const watched = (...mates: readonly Mate[]) => company.watched(...mates);
  const settled = (state: string, count = 1) =>
    company.until(async () => {
      const rows = await notices();
      return rows.filter((row) => row.state === state).length === count && rows;
    });

  test('becomes a card that names sender, subject and preview, and leads to that very mail', async () => {
    const running = await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail({ subject: '合同评审', text: '各位好，附件是最新版合同。' }));
    const card = await company.cardNumber(1);
    const oa = read(card.msg);
    expect(card.to).toEqual(['zhixia']);
    expect(oa.body).toMatchObject({ title: '合同评审', content: '各位好，附件是最新版合同。' });
    expect(oa.body.form[0]).toEqual({ key: '发件人：', value: '李雷' });
    expect(oa.status_bar).toEqual({ status_value: '未读', status_bg: '0xFF0070D1' });
    const target = await running.features.ports.noticeTarget(mate.principal, noticeIdOf(card.msg));
    const opened = await running.features.ports.read(mate.principal, target!.messageId as never);
    expect(opened?.summary.subject).toBe('合同评审');
  });

  test('that could not be shown before its member left is not shown afterwards', async () => {
    await company.startProcess(['watch']);
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail());
    await settled('waiting');
    company.setMembers(mate, []);
    await company.startProcess(['notify']);
    await settled('dropped');
    expect(company.cards).toEqual([]);
  });

  test('leaves a ledger: when it arrived, was decided, sent and answered, and the task', async () => {
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail());
    const [notice] = await settled('sent');
    expect(notice).toMatchObject({ attempts: 1, task_id: '310045678901', error: null });
    expect(notice?.sent_at?.getTime()).toBeLessThanOrEqual(notice!.answered_at!.getTime());
  });

  test('stores nothing that a person could read', async () => {
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'Topsecretsubject', text: 'Topsecrettext' }));
    await settled('sent');
    for (const table of ['mail_message', 'mail_folder', 'notice', 'arrival'])
      for (const row of await company.rows(table))
        for (const value of Object.values(row)) {
          const text = Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value);
          expect(text).not.toMatch(/topsecret|Topsecret|partner\.example|lilei|INBOX/);
        }
  });

  test('is noticed once when the same mail is seen twice', async () => {
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    const mail = buildMail({ subject: 'twice' });
    await company.sandbox.deliver(mate.address, mail);
    await settled('sent');
    await company.sandbox.deliver(mate.address, mail);
    await company.until(async () => (await decisions()).length === 2);
    expect(await decisions()).toEqual(['noticed', 'repeated']);
    expect(company.cards).toHaveLength(1);
  });

  test('of before the binding is indexed and makes no notice', async () => {
    const running = await company.startProcess();
    const mate = await company.addMate('zhixia', { publish: false, boundAt: new Date(Date.now() + 3_600_000) });
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'old' }));
    await company.publish({
      kind: 'mailbox.bound',
      corpId,
      mailboxId: mate.mailboxId,
      memberId: mate.principal.memberId,
    });
    await watched(mate);
    const page = await running.features.ports.inboxPage(mate.principal, mate.mailboxId);
    expect(page?.messages.map((message) => message.subject)).toEqual(['old']);
    expect(await decisions()).toEqual(['old']);
    expect(await notices()).toEqual([]);
  });

  test('of many mails while nobody watched becomes one summary', async () => {
    const first = await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await first.stop();
    for (let i = 0; i < 12; i += 1) await company.sandbox.deliver(mate.address, buildMail());
    await company.startProcess();
    await settled('sent');
    expect(company.cards.map((card) => read(card.msg).body.title)).toEqual(['12 封新邮件']);
    expect(await decisions()).toHaveLength(12);
  });

  test('while nobody watched is found by the next process', async () => {
    const first = await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await first.stop();
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'meanwhile' }));
    await company.startProcess();
    expect(read((await company.cardNumber(1)).msg).body.title).toBe('meanwhile');
  });

  test('is noticed once when two processes run', async () => {
    await company.startProcess();
    await company.startProcess();
    const mates = [await company.addMate('zhixia'), await company.addMate('muqing'), await company.addMate('daoqian')];
    await watched(...mates);
    for (const mate of mates) await company.sandbox.deliver(mate.address, buildMail());
    await settled('sent', 3);
    expect(company.cards.map((card) => card.to[0]).sort()).toEqual(['daoqian', 'muqing', 'zhixia']);
  });

  test('is watched on by the other process when one stops', async () => {
    const first = await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.startProcess();
    await first.stop();
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'handed over' }));
    expect(read((await company.cardNumber(1)).msg).body.title).toBe('handed over');
  });

  test('survives a broken connection to the mail server', async () => {
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    company.sandbox.dropConnections();
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'after the break' }));
    expect(read((await company.cardNumber(1)).msg).body.title).toBe('after the break');
  });

  test('is sent again with exactly the same bytes when DingTalk was busy', async () => {
    company.answers.push(err({ kind: 'busy', code: '-1', message: '系统繁忙', retryAfterMs: 100, maybeDone: true }));
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail());
    await company.cardNumber(2);
    expect(company.cards[1]?.msg).toBe(company.cards[0]?.msg);
    expect(await settled('sent')).toHaveLength(1);
  });

  test('that DingTalk refuses for good says why in the ledger and is not repeated', async () => {
    company.answers.push(err({ kind: 'scope', code: '60121', message: '找不到该用户' }));
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail());
    const [notice] = await settled('failed');
    expect(notice?.error).toContain('60121');
    expect(company.cards).toHaveLength(1);
  });

  test('whose sender died before the answer is sent again, with the same bytes', async () => {
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail());
    const [notice] = await settled('sent');
    await sql`update notice set state = 'sending', claimed_until = now() - interval '1 second', task_id = null`.execute(
      company.platform.owner,
    );
    await company.enqueueSend(notice!.id);
    await company.cardNumber(2);
    await settled('sent');
    expect(company.cards[1]?.msg).toBe(company.cards[0]?.msg);
  });

  test('whose sender is still at work is left alone by the queue', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    company.hold = promise;
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail());
    await company.cardNumber(1);
    const [notice] = await settled('sending');
    await company.enqueueSend(notice!.id);
    await company.until(async () => (await company.jobStates(notice!.id)).includes('completed'));
    expect(company.cards).toHaveLength(1);
    resolve();
    await settled('sent');
  });

  test('that could not be written as a whole is not written at all, and comes again', async () => {
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await sql`alter table notice rename to notice_away`.execute(company.platform.owner);
    const before = (await company.rows<{ last_uid: number }>('mail_folder')).map((row) => row.last_uid);
    await company.sandbox.deliver(mate.address, buildMail());
    await company.until(async () => (await company.failures()) > 0);
    expect(await decisions()).toEqual([]);
    expect(await company.rows('mail_message')).toEqual([]);
    expect((await company.rows<{ last_uid: number }>('mail_folder')).map((row) => row.last_uid)).toEqual(before);
    await sql`alter table notice_away rename to notice`.execute(company.platform.owner);
    await settled('sent');
    expect(company.cards).toHaveLength(1);
  });

  test('is no news when the server numbers the folder anew', async () => {
    const first = await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    for (let i = 0; i < 3; i += 1) await company.sandbox.deliver(mate.address, buildMail());
    await settled('sent', 3);
    const before = (await company.rows<{ id: string }>('mail_message')).map((row) => row.id).sort();
    await first.stop();
    company.rewrite = (text) => text.replace(/UIDVALIDITY \d+/g, 'UIDVALIDITY 4242');
    await company.startProcess();
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'really new' }));
    await company.cardNumber(4);
    expect(read(company.cards[3]!.msg).body.title).toBe('really new');
    const after = (await company.rows<{ id: string; uidvalidity: number }>('mail_message')).filter((row) =>
      before.includes(row.id),
    );
    expect(after.map((row) => row.uidvalidity)).toEqual([4242, 4242, 4242]);
    expect(company.cards).toHaveLength(4);
  });

  test('is noticed as ever on a server that keeps no numbering', async () => {
    company.rewrite = (text) => text.replace(/UIDVALIDITY \d+/g, 'UIDVALIDITY 0');
    const first = await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'one' }));
    await settled('sent');
    await first.stop();
    await company.startProcess();
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'two' }));
    await settled('sent', 2);
    expect(company.cards.map((card) => read(card.msg).body.title)).toEqual(['one', 'two']);
  });

  test('beyond what DingTalk shows one person a day is announced once more and then kept quiet', async () => {
    await company.startProcess();
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await sql`insert into notice (corp_id, id, member_id, mailbox_id, folder_id, mail_count, sealed, state, day, arrived_at, decided_at)
      select ${corpId}, 'full' || i, ${mate.principal.memberId}::uuid, ${mate.mailboxId}::uuid, ${mate.mailboxId}::uuid, 1, '', 'sent',
        (now() at time zone 'Asia/Shanghai')::date, now(), now() from generate_series(1, 489) i`.execute(
      company.platform.owner,
    );
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'the last one' }));
    await settled('sent', 490);
    await company.sandbox.deliver(mate.address, buildMail({ subject: 'one too many' }));
    await settled('dropped');
    expect(company.cards.map((card) => read(card.msg).body.title)).toEqual(['今天的新邮件提醒到此为止']);
  });

  test('decided by a process that does not send is sent by one that does', async () => {
    await company.startProcess(['watch']);
    const mate = await company.addMate('zhixia');
    await watched(mate);
    await company.sandbox.deliver(mate.address, buildMail());
    await settled('waiting');
    await company.startProcess(['notify']);
    await settled('sent');
    expect(company.cards).toHaveLength(1);
  });

  test('leads nobody but its own member anywhere', async () => {
    const running = await company.startProcess();
    const mate = await company.addMate('zhixia');
    const other = await company.addMate('muqing');
    await watched(mate, other);
    await company.sandbox.deliver(mate.address, buildMail());
    const noticeId = noticeIdOf((await company.cardNumber(1)).msg);
    expect(await running.features.ports.noticeTarget(other.principal, noticeId)).toBeUndefined();
    expect(await running.features.ports.noticeTarget(mate.principal, noticeId)).toBeDefined();
  });
});
