import { type MailboxId, newId, systemClock } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { headerOf, letter, openDesk, upload } from './member-desk.ts';
import { buildMessage } from './member-stand-ins.ts';
import { buildCompany, codeOf } from './member-testing.ts';

describe('a mail to send', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  const open = () => openDesk(platform);

  test('goes out once, is kept in Sent, and its state is told', async () => {
    const company = await open();
    const body = company.draft({ bcc: [{ name: '', address: 'boss@example.com' }] });
    expect(await company.send(body)).toEqual({ sendId: body.sendId, state: 'sending' });
    await company.jobs.runDue();
    expect(await company.status(body.sendId)).toEqual({ sendId: body.sendId, state: 'sent' });
    expect(company.sent).toHaveLength(1);
    const { mail, text } = company.sent[0]!;
    expect(mail.envelope).toEqual({ from: 'chen@example.com', to: ['lihua@partner.example', 'boss@example.com'] });
    expect(text).not.toContain('boss@example.com');
    expect(company.mail.sentFolder).toHaveLength(1);
    expect(headerOf(company.mail.sentFolder[0]!.text, 'Bcc')).toBe('boss@example.com');
    expect(headerOf(company.mail.sentFolder[0]!.text, 'Message-ID')).toBe(headerOf(text, 'Message-ID'));
    expect(company.seen.filter((event) => event.kind === 'send.state')).toHaveLength(3);
  });

  test('is one mail when the page asks twice, one after the other or at once', async () => {
    const company = await open();
    const body = company.draft();
    await Promise.all([company.send(body), company.send(body), company.send({ ...body, subject: 'changed' })]);
    await company.jobs.runDue();
    await company.send(body);
    await company.jobs.runDue();
    expect(company.sent).toHaveLength(1);
  });

  test('can be taken back while it is held, and not after', async () => {
    const company = await open();
    const body = company.draft({ holdSeconds: 10 });
    const held = await company.send(body);
    expect(held).toEqual({
      sendId: body.sendId,
      state: 'held',
      heldUntil: new Date(company.clock.now() + 10_000).toISOString(),
    });
    expect((await company.cancel(body.sendId)).state).toBe('cancelled');
    company.clock.advance(11_000);
    await company.jobs.runDue();
    expect(company.sent).toEqual([]);
    const second = company.draft({ holdSeconds: 10 });
    await company.send(second);
    company.clock.advance(10_000);
    await company.jobs.runDue();
    expect(await codeOf(company.cancel(second.sendId))).toBe('send.too_late');
    expect(company.sent).toHaveLength(1);
  });

  test('is not sent before its time, though its job comes early', async () => {
    const company = await open();
    const body = company.draft({ holdSeconds: 30 });
    await company.send(body);
    const [job] = company.jobs.waiting;
    await company.jobs.rerun(job!);
    expect(company.sent).toEqual([]);
    expect((await company.status(body.sendId)).state).toBe('held');
  });

  test('belongs to its member: nobody else sees it, cancels it, or sends from the mailbox', async () => {
    const company = await open();
    const colleague = await company.signIn('u2');
    const body = company.draft({ holdSeconds: 30 });
    await company.send(body);
    expect(await codeOf(company.status(body.sendId, colleague))).toBe('request.not_found');
    expect(await codeOf(company.cancel(body.sendId, colleague))).toBe('request.not_found');
    expect(await codeOf(company.send(company.draft(), colleague))).toBe('binding.missing');
    expect(await codeOf(company.send(company.draft({ mailboxId: newId<MailboxId>() })))).toBe('binding.missing');
    expect(await codeOf(company.send(company.draft({ sendId: 'x' })))).toBe('request.invalid');
    expect(await codeOf(company.send(company.draft({ to: [] })))).toBe('request.invalid');
  });

  test('does not go out of a shared mailbox for somebody who is not bound to it any more', async () => {
    const company = await open();
    const colleague = await company.signIn('u2');
    await company.bind(colleague, 'chen@example.com');
    const body = company.draft({ holdSeconds: 10 });
    await company.send(body);
    await company.call('DELETE', `/api/v1/bindings/${company.mailboxId}`, { as: company.me });
    company.clock.advance(11_000);
    await company.jobs.runDue();
    expect(company.sent).toEqual([]);
    expect(await company.status(body.sendId)).toMatchObject({ state: 'failed', code: 'binding.missing' });
  });

  test('that is larger than the mail system takes is refused before anything is stored', async () => {
    const company = await open();
    company.profile.maxMessageBytes = 2_000;
    const body = company.draft({ html: `<p>${'长'.repeat(5_000)}</p>` });
    await expect(company.send(body)).rejects.toMatchObject({ code: 'mail.size' });
    expect(await codeOf(company.status(body.sendId))).toBe('request.not_found');
  });

  test('carries no script that the page was tricked into', async () => {
    const company = await open();
    await company.send(
      company.draft({ html: '<p onclick="x()">hi<script>alert(1)</script><img src="https://a.example/p.png"></p>' }),
    );
    const { html, text } = company.built[0]!;
    expect(html).not.toMatch(/script|onclick/i);
    expect(html).toContain('https://a.example/p.png');
    expect(text.trim()).toBe('hi');
  });

  test('keeps nothing readable in the database, and nothing at all once it is sent', async () => {
    const company = await open();
    const file = await upload(company, 'canary-file.txt', Buffer.from('canary-bytes'));
    const body = company.draft({ subject: 'canary-subject', html: 'canary-body', uploadIds: [file.id] });
    await company.send(body);
    const dump = async () => {
      const { rows } = await sql<{ words: string | null }>`
        select (select string_agg(s::text || encode(plan, 'escape'), '') from sends s)
          || (select coalesce(string_agg(encode(bytes, 'escape'), ''), '') from send_chunks)
          || (select coalesce(string_agg(u::text || encode(label, 'escape'), ''), '') from uploads u)
          || (select coalesce(string_agg(encode(bytes, 'escape'), ''), '') from upload_chunks) as words`.execute(
        platform.owner,
      );
      return rows[0]?.words ?? '';
    };
    expect(await dump()).not.toMatch(/canary|lihua|Y2FuYXJ5/);
    await company.jobs.runDue();
    const { rows } = await sql<{ n: number }>`select
      (select count(*) from send_chunks where corp_id = ${company.corpId})
      + (select count(*) from uploads where corp_id = ${company.corpId}) as n`.execute(platform.owner);
    expect(rows[0]?.n).toBe(0);
  });

  test('goes through the real queue, also after its hold', async () => {
    const company = buildCompany(platform, 'dingqueued', { queue: platform.queue, clock: systemClock });
    await company.features.start(new Set(['http']));
    const me = await company.signIn('u1', '陈明');
    const mailboxId = await company.bind(me, 'chen@example.com');
    const arrived = Promise.withResolvers<void>();
    const ids = [newId<string>(), newId<string>()];
    company.onEvent = (event) => {
      if (event.kind === 'send.state' && company.sent.length === 2) arrived.resolve();
    };
    for (const [at, sendId] of ids.entries()) {
      await company.call('POST', '/api/v1/sends', {
        as: me,
        body: { ...letter, sendId, mailboxId, holdSeconds: at },
      });
    }
    await arrived.promise;
    for (const sendId of ids)
      expect(await company.call('GET', `/api/v1/sends/${sendId}`, { as: me })).toMatchObject({ state: 'sent' });
    await company.features.stop();
  });

  describe('our copy in Sent', () => {
    test('is left to a server that keeps one, and looked for where it may', async () => {
      for (const [sentCopy, inSent, copies] of [
        ['server_keeps', false, 0],
        ['check', true, 0],
        ['check', false, 1],
        ['append', true, 1],
      ] as const) {
        const company = await open();
        company.profile.sentCopy = sentCopy;
        company.mail.state.inSent = inSent;
        await company.send(company.draft());
        await company.jobs.runDue();
        expect(company.mail.sentFolder).toHaveLength(copies);
      }
    });

    test('is not doubled when what follows must be repeated', async () => {
      const company = await open();
      const original = company.keep(buildMessage(company.mailboxId));
      await company.send(company.draft({ kind: 'reply', originalId: original }));
      const mark = company.mail.ports.markReplied;
      company.mail.ports.markReplied = async () => {
        throw new Error('the mail server is away');
      };
      await company.jobs.runDue().catch(() => undefined);
      expect(company.mail.sentFolder).toHaveLength(1);
      company.mail.ports.markReplied = mark;
      await company.jobs.rerun({
        name: 'compose.follow-up',
        corpId: company.corpId,
        data: { memberId: company.me.memberId, sendId: company.built.length ? await lastSendId(company) : '' },
        due: 0,
        id: 'again',
        attempt: 1,
      });
      expect(company.mail.sentFolder).toHaveLength(1);
      expect(company.mail.marks).toEqual([`answered ${original}`]);
    });
    const lastSendId = async (company: { corpId: string }) => {
      const { rows } = await sql<{ send_id: string }>`
        select send_id from sends where corp_id = ${company.corpId}`.execute(platform.owner);
      return rows[0]!.send_id;
    };
  });
});
