import { expect, test } from 'vitest';
import type { OutgoingMail } from '../types.ts';
import { buildMail } from './build.ts';
import { newMessageId } from './message-id.ts';
import { parseMessage } from './parse-message.ts';

const mail = (own: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: { name: '李四', address: 'li@corp.example' },
  to: [{ name: '王五, 采购', address: 'wang@x.test' }],
  cc: [],
  bcc: [],
  subject: '第三季度报价单',
  html: '<p>请查收</p>',
  text: '请查收',
  messageId: '<1@corp.example>',
  date: new Date('2026-11-01T08:00:00Z'),
  attachments: [],
  ...own,
});
const headerOf = (raw: Uint8Array): string => Buffer.from(raw).toString('latin1').split('\r\n\r\n')[0]!;

test('what is built is read back as it was meant', async () => {
  const name = '2026年第三季度销售情况汇总与第四季度工作计划（最终版）－修订—给客户 & "甲方".docx';
  const content = Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 256));
  const built = await buildMail(
    mail({
      html: '<p>请查收</p><img src="cid:logo@x">',
      inReplyTo: '<0@x>',
      references: ['<a@x>', '<0@x>'],
      attachments: [
        { name, mediaType: 'application/msword', content },
        { name: '图.png', mediaType: 'image/png', content, contentId: 'logo@x' },
      ],
    }),
  );
  const parsed = await parseMessage(built.raw);
  if (parsed === 'too_complex') throw new Error(parsed);
  expect(parsed.headers).toMatchObject({
    subject: '第三季度报价单',
    from: [{ name: '李四', address: 'li@corp.example' }],
    to: [{ name: '王五, 采购', address: 'wang@x.test' }],
    messageId: '<1@corp.example>',
    inReplyTo: '<0@x>',
    references: ['<a@x>', '<0@x>'],
    date: new Date('2026-11-01T08:00:00Z'),
  });
  expect(parsed.text).toBe('请查收');
  expect(parsed.parts.map((part) => [part.name, part.inline])).toEqual([
    ['图.png', true],
    [name, false],
  ]);
  for (const part of parsed.parts) expect(Buffer.from(part.content)).toEqual(content);
});

test('gives file names both in the standard form and in the form that Chinese clients read', async () => {
  const built = await buildMail(
    mail({ attachments: [{ name: '报价.xlsx', mediaType: 'application/zip', content: Buffer.from('x') }] }),
  );
  const text = Buffer.from(built.raw).toString('latin1');
  expect(text).toMatch(/name="=\?UTF-8\?B\?5oql5Lu3Lnhsc3g=\?="/);
  expect(text).toMatch(/filename\*(0\*)?=utf-8''%E6%8A%A5%E4%BB%B7\.xlsx/);
});

test('blind copies are in the envelope and nowhere in the message', async () => {
  const built = await buildMail(
    mail({ bcc: [{ name: '秘', address: 'secret@x.test' }], cc: [{ name: '', address: 'wang@x.test' }] }),
  );
  expect(built.envelope).toEqual({ from: 'li@corp.example', to: ['wang@x.test', 'secret@x.test'] });
  expect(Buffer.from(built.raw).toString('latin1')).not.toMatch(/bcc|secret/i);
});

test('every line ends in CRLF and no line is too long', async () => {
  const built = await buildMail(mail({ text: 'a\nb\r\nc\rd', html: `<p>${'很长'.repeat(2000)}</p>` }));
  const text = Buffer.from(built.raw).toString('latin1');
  expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
});

const breaks = [
  '\r\nBcc: evil@x.test',
  '\nBcc: evil@x.test',
  '\rBcc: evil@x.test',
  '\r\n\r\n<b>body</b>',
  '\0',
  '\u2028Bcc: evil@x.test',
  '"\r\nBcc: evil@x.test',
  ';\r\n Bcc: evil@x.test',
];
const fields: Record<string, (evil: string) => Partial<OutgoingMail>> = {
  subject: (evil) => ({ subject: `x${evil}` }),
  'from name': (evil) => ({ from: { name: `x${evil}`, address: 'li@corp.example' } }),
  'from address': (evil) => ({ from: { name: '', address: `li@corp.example${evil}` } }),
  'to name': (evil) => ({ to: [{ name: `x${evil}`, address: 'a@x.test' }] }),
  'to address': (evil) => ({ to: [{ name: '', address: `a@x.test${evil}` }] }),
  'cc name': (evil) => ({ cc: [{ name: `x${evil}`, address: 'a@x.test' }] }),
  'cc address': (evil) => ({ cc: [{ name: '', address: `a@x.test${evil}` }] }),
  'bcc address': (evil) => ({ bcc: [{ name: '', address: `a@x.test${evil}` }] }),
  'message id': (evil) => ({ messageId: `<1@x${evil}>` }),
  'in reply to': (evil) => ({ inReplyTo: `<1@x${evil}>` }),
  reference: (evil) => ({ references: ['<0@x>', `<1@x${evil}>`] }),
  'file name': (evil) => ({
    attachments: [{ name: `x${evil}.txt`, mediaType: 'text/plain', content: Buffer.from('x') }],
  }),
  'media type': (evil) => ({ attachments: [{ name: 'x', mediaType: `text/plain${evil}`, content: Buffer.from('x') }] }),
  'content id': (evil) => ({
    attachments: [{ name: 'x', mediaType: 'image/png', content: Buffer.from('x'), contentId: `c${evil}` }],
  }),
};

test.each(Object.entries(fields))('no line break in the %s becomes a header', async (_, own) => {
  for (const evil of breaks) {
    const built = await buildMail(mail(own(evil)));
    const text = Buffer.from(built.raw).toString('latin1');
    expect(text).not.toMatch(/(^|[\r\n])[ \t]*Bcc:/i);
    expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
    expect(headerOf(built.raw)).toMatch(/^From: [\s\S]*MIME-Version: 1\.0/);
  }
});

test('a Message-ID is new each time and stays at a real domain', () => {
  expect(newMessageId('corp.example')).toMatch(/^<[0-9a-f]{32}@corp\.example>$/);
  expect(newMessageId('corp.example')).not.toBe(newMessageId('corp.example'));
  expect(newMessageId('例子.测试')).toMatch(/@xn--fsqu00a\.xn--0zwm56d>$/);
  expect(newMessageId('x>\r\nBcc: y')).toMatch(/@localhost>$/);
});
