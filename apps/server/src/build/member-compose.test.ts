import type { ComposePrefill, Contact, SendStatus, Upload } from '@hongyan/contract';
import { type MailboxId, newId, systemClock } from '@hongyan/kit';
import type { ParsedPart, SendOutcome } from '@hongyan/mail';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../http/types.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { buildCompany, buildMessage, codeOf } from './member-testing.ts';

const failure = { code: 'mail.network', detail: 'connection reset', retry: true } as const;
const notSent: SendOutcome = { kind: 'not_sent', failure };
const unknown: SendOutcome = { kind: 'unknown', failure };

const part = (given: Partial<ParsedPart> & { partId: string }): ParsedPart => {
  const content = given.content ?? Buffer.from(`content of ${given.partId}`);
  return {
    name: 'file.bin',
    mediaType: 'application/octet-stream',
    inline: false,
    size: content.byteLength,
    ...given,
    content,
  };
};

/** Header fields and decoded bodies of a wire mail, enough to look at. */
const headerOf = (text: string, name: string): string =>
  new RegExp(`^${name}: ((?:.*(?:\\r\\n[ \\t].*)*))`, 'im')
    .exec(text.slice(0, text.indexOf('\r\n\r\n') + 2))?.[1]
    ?.replace(/\r\n[ \t]+/g, ' ') ?? '';

const letter = {
  kind: 'new',
  to: [{ name: '李华', address: 'lihua@partner.example' }],
  cc: [],
  bcc: [],
  subject: '你好',
  html: '<p>早上好</p>',
  quote: false,
  uploadIds: [],
  originalPartIds: [],
};

describe('writing and sending', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());

  let corps = 0;
  async function open() {
    corps += 1;
    const company = buildCompany(platform, `dingcompose${corps}`);
    await company.features.start(new Set(['http']));
    const me = await company.signIn('u1', '陈明');
    const mailboxId = await company.bind(me, 'chen@example.com');
    company.mail.state.allowed = (principal, id) => id === mailboxId && principal.memberId === me.memberId;
    const draft = (given: Record<string, unknown> = {}) => ({
      ...letter,
      sendId: newId<string>(),
      mailboxId,
      ...given,
    });
    const send = (body: Record<string, unknown>, as: Principal = me) =>
      company.call('POST', '/api/v1/sends', { as, body }) as Promise<SendStatus>;
    const status = (sendId: string, as: Principal = me) =>
      company.call('GET', `/api/v1/sends/${sendId}`, { as }) as Promise<SendStatus>;
    const cancel = (sendId: string, as: Principal = me) =>
      company.call('POST', `/api/v1/sends/${sendId}/cancel`, { as }) as Promise<SendStatus>;
    const keep = (message: ReturnType<typeof buildMessage>, raw?: Uint8Array) => {
      company.mail.messages.set(message.summary.id, { ...message, ...(raw ? { raw } : {}) });
      return message.summary.id;
    };
    return { ...company, me, mailboxId, draft, send, status, cancel, keep };
  }
  const upload = async (
    company: Awaited<ReturnType<typeof open>>,
    name: string,
    bytes: Uint8Array,
    as: Principal = company.me,
    type = 'text/plain',
  ) =>
    (await company.call('POST', `/api/v1/uploads?name=${encodeURIComponent(name)}&type=${encodeURIComponent(type)}`, {
      as,
      stream: (async function* () {
        yield bytes;
      })(),
    })) as Upload;

  describe('a mail', () => {
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
  });

  describe('a try that goes wrong', () => {
    test('is repeated when the mail certainly did not go out, with the same Message-ID', async () => {
      const company = await open();
      company.outgoing.outcomes.push(notSent, notSent);
      const body = company.draft();
      await company.send(body);
      await company.jobs.runDue();
      expect((await company.status(body.sendId)).state).toBe('sending');
      company.clock.advance(5_000);
      await company.jobs.runDue();
      company.clock.advance(15_000);
      await company.jobs.runDue();
      expect((await company.status(body.sendId)).state).toBe('sent');
      expect(company.sent).toHaveLength(1);
      expect(company.built).toHaveLength(1);
    });

    test('fails in the end with the server’s own words', async () => {
      const company = await open();
      company.outgoing.outcomes.push(...Array.from({ length: 20 }, () => notSent));
      const body = company.draft();
      await company.send(body);
      for (let hours = 0; hours < 4; hours += 1) {
        for (let minutes = 0; minutes < 60; minutes += 1) {
          await company.jobs.runDue();
          company.clock.advance(60_000);
        }
      }
      expect(await company.status(body.sendId)).toEqual({
        sendId: body.sendId,
        state: 'failed',
        code: 'mail.network',
        detail: 'connection reset',
      });
      expect(company.outgoing.outcomes).toHaveLength(12);
    });

    test('is not repeated after a refusal or a wrong password', async () => {
      const company = await open();
      company.outgoing.outcomes.push(
        { kind: 'refused', failure: { code: 'mail.recipient_rejected', detail: '550 no such user', retry: false } },
        { kind: 'not_sent', failure: { code: 'mail.auth_bad', retry: false } },
      );
      const [first, second] = [company.draft(), company.draft()];
      await company.send(first);
      await company.send(second);
      await company.jobs.runDue();
      expect(await company.status(first.sendId)).toMatchObject({
        state: 'failed',
        code: 'mail.recipient_rejected',
        detail: '550 no such user',
      });
      const { rows } = await sql<{ words: string }>`
        select string_agg(encode(detail, 'escape'), '') as words from sends`.execute(platform.owner);
      expect(rows[0]?.words).not.toContain('no such user');
      expect(await company.status(second.sendId)).toMatchObject({ state: 'failed', code: 'mail.auth_bad' });
      expect(company.jobs.waiting).toEqual([]);
    });

    test('that ended without an answer is shown as unknown where no copy can tell, and never repeated', async () => {
      const company = await open();
      company.outgoing.outcomes.push(unknown);
      const body = company.draft();
      await company.send(body);
      await company.jobs.runDue();
      company.clock.advance(3_600_000);
      await company.jobs.runDue();
      expect(await company.status(body.sendId)).toMatchObject({ state: 'unknown', code: 'send.unknown' });
      expect(company.sent).toEqual([]);
      expect(await codeOf(company.cancel(body.sendId))).toBe('send.too_late');
    });

    test('that ended without an answer is found in Sent where the server keeps copies', async () => {
      const company = await open();
      company.profile.sentCopy = 'server_keeps';
      company.outgoing.outcomes.push(unknown);
      const body = company.draft();
      await company.send(body);
      await company.jobs.runDue();
      expect((await company.status(body.sendId)).state).toBe('sending');
      company.clock.advance(60_000);
      company.mail.state.inSent = true;
      await company.jobs.runDue();
      expect((await company.status(body.sendId)).state).toBe('sent');
      expect(company.mail.sentFolder).toEqual([]);
    });

    test('is given up as unknown after five minutes of looking', async () => {
      const company = await open();
      company.profile.sentCopy = 'server_keeps';
      company.outgoing.outcomes.push(unknown);
      const body = company.draft();
      await company.send(body);
      for (let i = 0; i < 22; i += 1) {
        await company.jobs.runDue();
        company.clock.advance(15_000);
      }
      expect((await company.status(body.sendId)).state).toBe('unknown');
      expect(company.jobs.waiting).toEqual([]);
    });

    test('by a process that died half-way sends nothing again', async () => {
      const company = await open();
      const body = company.draft();
      await company.send(body);
      const job = company.jobs.waiting.splice(0, 1)[0]!;
      // The process dies while the server reads the mail: nothing after this call happens.
      let dialled: () => void = () => undefined;
      const reached = new Promise<void>((resolve) => {
        dialled = resolve;
      });
      company.outgoing.onSend = () => {
        dialled();
        return new Promise(() => undefined);
      };
      void company.jobs.rerun(job);
      await reached;
      expect((await company.status(body.sendId)).state).toBe('sending');
      company.outgoing.onSend = undefined;
      await company.jobs.rerun(job);
      expect(await company.status(body.sendId)).toMatchObject({ state: 'unknown' });
      expect(company.sent).toEqual([]);
    });

    test('is not disturbed by a second job for the same mail', async () => {
      const company = await open();
      const body = company.draft();
      await company.send(body);
      const [job] = company.jobs.waiting;
      let meanwhile: string | undefined;
      company.outgoing.onSend = async () => {
        company.outgoing.onSend = undefined;
        await company.jobs.rerun({ ...job!, id: 'another' });
        meanwhile = (await company.status(body.sendId)).state;
      };
      await company.jobs.runDue();
      expect(meanwhile).toBe('sending');
      expect((await company.status(body.sendId)).state).toBe('sent');
      expect(company.sent).toHaveLength(1);
    });

    test('by a bug of ours counts as unknown, not as unsent', async () => {
      const company = await open();
      company.outgoing.outcomes.push(new Error('bug'));
      const body = company.draft();
      await company.send(body);
      await company.jobs.runDue();
      expect((await company.status(body.sendId)).state).toBe('unknown');
    });
  });

  test('goes through the real queue, also after its hold', async () => {
    corps += 1;
    const company = buildCompany(platform, `dingcompose${corps}`, { queue: platform.queue, clock: systemClock });
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

  describe('an answer', () => {
    const html = '<p>请看 <img src="cid:logo@x"> <img src="https://track.example/1.gif"></p><script>alert(1)</script>';
    const parts = [
      part({ partId: '1', name: 'logo.png', mediaType: 'image/png', contentId: 'logo@x', inline: true }),
      part({ partId: '2', name: '报价单.xlsx' }),
    ];

    test('begins with its people, one prefix, and the washed original', async () => {
      const company = await open();
      const message = buildMessage(company.mailboxId, {
        html,
        parts,
        headers: {
          subject: 'Re: 回复：报价单',
          cc: [
            { name: '', address: 'Chen@Example.com' },
            { name: '', address: 'x@y.example' },
          ],
        },
      });
      const id = company.keep(message);
      const prefill = (await company.call('GET', `/api/v1/messages/${id}/prefill?kind=replyAll`, {
        as: company.me,
      })) as ComposePrefill;
      expect(prefill).toMatchObject({
        kind: 'replyAll',
        subject: '回复：报价单',
        to: [{ address: 'lihua@partner.example' }],
        cc: [{ address: 'x@y.example' }],
        attachments: [],
      });
      expect(prefill.quoteHtml).toContain('写道');
      expect(prefill.quoteHtml).toContain('/api/v1/content/inline/');
      expect(prefill.quoteHtml).not.toMatch(/script|track\.example/);
    });

    test('hangs in the thread and marks the original', async () => {
      const company = await open();
      const id = company.keep(buildMessage(company.mailboxId, { html, parts, headers: { references: ['<root@x>'] } }));
      await company.send(company.draft({ kind: 'reply', originalId: id, quote: true, html: '<p>好的</p>' }));
      await company.jobs.runDue();
      const { text } = company.sent[0]!;
      expect(headerOf(text, 'In-Reply-To')).toBe('<orig@partner.example>');
      expect(headerOf(text, 'References')).toBe('<root@x> <orig@partner.example>');
      expect(company.mail.marks).toEqual([`answered ${id}`]);
      const { html: sentHtml, text: sentText, attachments } = company.built[0]!;
      expect(sentHtml).toMatch(/好的[\s\S]*blockquote[\s\S]*请看/);
      expect(sentHtml).not.toContain('<script');
      expect(sentText).toMatch(/^好的\n\n.*写道：\n> 请看/);
      // The picture in the quote goes along as a part of its own; the file does not.
      expect(attachments.map(({ name }) => name)).toEqual(['logo.png']);
      expect(sentHtml).toContain(`cid:${attachments[0]!.contentId}`);
    });

    test('by forwarding takes the files byte for byte from the server', async () => {
      const company = await open();
      const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256));
      const id = company.keep(
        buildMessage(company.mailboxId, {
          html,
          parts: [parts[0]!, part({ partId: '2', name: '报价单.xlsx', content: bytes })],
        }),
      );
      const prefill = (await company.call('GET', `/api/v1/messages/${id}/prefill?kind=forward`, {
        as: company.me,
      })) as ComposePrefill;
      expect(prefill).toMatchObject({
        subject: '转发：报价单',
        to: [],
        attachments: [{ partId: '2', name: '报价单.xlsx', size: 70_000 }],
      });
      await company.send(company.draft({ kind: 'forward', originalId: id, quote: true, originalPartIds: ['2'] }));
      await company.jobs.runDue();
      expect(company.built[0]!.attachments.map(({ name }) => name)).toEqual(['logo.png', '报价单.xlsx']);
      const base64 = bytes.toString('base64');
      expect(company.sent[0]!.text.replace(/\r\n/g, '')).toContain(base64);
      expect(headerOf(company.sent[0]!.text, 'In-Reply-To')).toBe('');
      expect(company.mail.marks).toEqual([`forwarded ${id}`]);
    });

    test('to a mail that cannot be taken apart forwards it whole', async () => {
      const company = await open();
      const message = { ...buildMessage(company.mailboxId), parsed: 'too_complex' as const };
      const raw = Buffer.from('Subject: bomb\r\n\r\nx');
      const id = company.keep(message, raw);
      const prefill = (await company.call('GET', `/api/v1/messages/${id}/prefill?kind=forward`, {
        as: company.me,
      })) as ComposePrefill;
      expect(prefill.attachments).toMatchObject([{ partId: 'original', name: 'original.eml' }]);
      await company.send(
        company.draft({ kind: 'forward', originalId: id, quote: true, originalPartIds: ['original'] }),
      );
      expect(company.built[0]!.attachments).toMatchObject([{ mediaType: 'message/rfc822', content: raw }]);
    });

    test('speaks English to who reads English', async () => {
      const company = await open();
      const id = company.keep(buildMessage(company.mailboxId, { text: 'line one\n> older' }));
      const prefill = (await company.call('GET', `/api/v1/messages/${id}/prefill?kind=reply`, {
        as: company.me,
        language: 'en-GB,zh;q=0.5',
      })) as ComposePrefill;
      expect(prefill.subject).toBe('Re: 报价单');
      expect(prefill.quoteHtml).toMatch(/On 20 November 2026.*李华 &lt;.*wrote:/s);
    });

    test('needs a message that is there and one’s own', async () => {
      const company = await open();
      const colleague = await company.signIn('u2');
      const id = company.keep(buildMessage(company.mailboxId));
      const prefill = (path: string, as: Principal) => codeOf(company.call('GET', `/api/v1/messages/${path}`, { as }));
      expect(await prefill(`${id}/prefill?kind=reply`, colleague)).toBe('mail.gone');
      expect(await prefill(`${newId<string>()}/prefill?kind=reply`, company.me)).toBe('mail.gone');
      expect(await prefill('nonsense/prefill?kind=reply', company.me)).toBe('mail.gone');
      expect(await prefill(`${id}/prefill?kind=new`, company.me)).toBe('request.invalid');
      expect(await codeOf(company.send(company.draft({ kind: 'reply' })))).toBe('request.invalid');
      expect(await codeOf(company.send(company.draft({ kind: 'reply', originalId: newId<string>() })))).toBe(
        'mail.gone',
      );
      const foreignPart = company.draft({ kind: 'forward', originalId: id, originalPartIds: ['9'] });
      expect(await codeOf(company.send(foreignPart))).toBe('mail.gone');
    });
  });

  describe('an upload', () => {
    test('arrives in the mail byte for byte, however large', async () => {
      const company = await open();
      const bytes = Buffer.alloc(3 * 1024 * 1024 + 17, 'x1y2');
      const file = await upload(company, '../合同\u202Efdp.exe', bytes, company.me, 'application/pdf');
      expect(file).toEqual({ id: file.id, name: '合同fdp.exe', size: bytes.length, mediaType: 'application/pdf' });
      await company.send(company.draft({ uploadIds: [file.id] }));
      expect(Buffer.compare(company.built[0]!.attachments[0]!.content, bytes)).toBe(0);
    });

    test('that the letter shows goes along as its picture', async () => {
      const company = await open();
      const file = await upload(company, 'shot.png', Buffer.from('png'), company.me, 'image/png');
      await company.send(company.draft({ html: `<p><img src="cid:${file.id}"></p>`, uploadIds: [file.id] }));
      const { html, attachments } = company.built[0]!;
      expect(html).toContain(`cid:${attachments[0]!.contentId}`);
    });

    test('can be used and removed by its own member only', async () => {
      const company = await open();
      const colleague = await company.signIn('u2');
      const file = await upload(company, 'a.txt', Buffer.from('a'));
      expect(await codeOf(company.call('DELETE', `/api/v1/uploads/${file.id}`, { as: colleague }))).toBe(
        'request.not_found',
      );
      const theirs = await upload(company, 'b.txt', Buffer.from('b'), colleague);
      expect(await codeOf(company.send(company.draft({ uploadIds: [theirs.id] })))).toBe('request.invalid');
      await company.call('DELETE', `/api/v1/uploads/${file.id}`, { as: company.me });
      expect(await codeOf(company.send(company.draft({ uploadIds: [file.id] })))).toBe('request.invalid');
    });

    test('that breaks off leaves nothing behind', async () => {
      const company = await open();
      const broken = company.call('POST', '/api/v1/uploads?name=a.bin', {
        as: company.me,
        stream: (async function* () {
          yield Buffer.alloc(2 * 1024 * 1024);
          throw new Error('the phone lost its network');
        })(),
      });
      await expect(broken).rejects.toThrow('network');
      const { rows } = await sql<{ n: number }>`
        select (select count(*) from uploads where corp_id = ${company.corpId})
          + (select count(*) from upload_chunks where corp_id = ${company.corpId}) as n`.execute(platform.owner);
      expect(rows[0]?.n).toBe(0);
    });

    test('never becomes part of the mail’s own structure', async () => {
      const company = await open();
      const file = await upload(company, 'a', Buffer.from('a'), company.me, 'multipart/mixed; boundary=x');
      expect(file.mediaType).toBe('application/octet-stream');
    });
  });

  test('offers colleagues first, then whom one has written to', async () => {
    const company = await open();
    const colleague = await company.signIn('u2', '李小龙');
    await company.bind(colleague, 'long@example.com');
    await company.send(company.draft({ to: [{ name: '李华', address: 'lihua@partner.example' }] }));
    await company.jobs.runDue();
    const find = async (q: string, as = company.me) =>
      ((await company.call('GET', `/api/v1/contacts?q=${encodeURIComponent(q)}`, { as })) as { contacts: Contact[] })
        .contacts;
    expect(await find('李')).toEqual([
      { name: '李小龙', address: 'long@example.com', kind: 'colleague' },
      { name: '李华', address: 'lihua@partner.example', kind: 'outsider' },
    ]);
    expect(await find('PARTNER.example')).toHaveLength(1);
    expect(await find('李', colleague)).toHaveLength(1);
    expect(await codeOf(company.call('GET', '/api/v1/contacts?q=x'))).toBe('session.required');
  });
});
