import type { ComposePrefill } from '@hongyan/contract';
import { newId } from '@hongyan/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../http/types.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { headerOf, openDesk, part } from './member-desk.ts';
import { buildMessage } from './member-stand-ins.ts';
import { codeOf } from './member-testing.ts';

describe('an answer', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  const open = () => openDesk(platform);

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
    await company.send(company.draft({ kind: 'forward', originalId: id, quote: true, originalPartIds: ['original'] }));
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
    expect(await prefill(`${id}/prefill?kind=reply`, colleague)).toBe('request.not_found');
    expect(await prefill(`${newId<string>()}/prefill?kind=reply`, company.me)).toBe('request.not_found');
    expect(await prefill('nonsense/prefill?kind=reply', company.me)).toBe('request.not_found');
    expect(await prefill(`${id}/prefill?kind=new`, company.me)).toBe('request.invalid');
    expect(await codeOf(company.send(company.draft({ kind: 'reply' })))).toBe('request.invalid');
    expect(await codeOf(company.send(company.draft({ kind: 'reply', originalId: newId<string>() })))).toBe('mail.gone');
    const foreignPart = company.draft({ kind: 'forward', originalId: id, originalPartIds: ['9'] });
    expect(await codeOf(company.send(foreignPart))).toBe('mail.gone');
  });
});
