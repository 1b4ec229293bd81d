import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OaCard } from './message/types.ts';
import { buildOaMessage, maxMessageBytes } from './oa-message.ts';

const card: OaCard = {
  messageUrl: 'https://mail.example.com/static/dingding/?corpId=dingcorp01&n=AbCdEf0123456789AbCdEf',
  pcMessageUrl:
    'dingtalk://dingtalkclient/page/link?url=https%3A%2F%2Fmail.example.com%2Fstatic%2Fdingding%2F%3FcorpId%3Ddingcorp01%26n%3DAbCdEf0123456789AbCdEf&pc_slide=true',
  headText: '企业邮箱',
  title: '合同评审 - 请在周五前回复',
  form: [
    { key: '发件人:', value: '李雷' },
    { key: '时间:', value: '09:41:07' },
  ],
  rich: { num: '2', unit: '个附件' },
  content: '各位好，附件是最新版合同。',
  author: '李雷',
  status: { value: '未读', background: '0xFF0070D1' },
};

const bodyOf = (message: string) => JSON.parse(message).oa.body;
const bytesOf = (message: string) => Buffer.byteLength(message);

describe('the text of an OA card', () => {
  test('has the documented shape', () => {
    expect(JSON.parse(buildOaMessage(card))).toEqual({
      msgtype: 'oa',
      oa: {
        message_url: card.messageUrl,
        pc_message_url: card.pcMessageUrl,
        head: { bgcolor: 'FF0070D1', text: '企业邮箱' },
        status_bar: { status_value: '未读', status_bg: '0xFF0070D1' },
        body: {
          title: '合同评审 - 请在周五前回复',
          form: [
            { key: '发件人:', value: '李雷' },
            { key: '时间:', value: '09:41:07' },
          ],
          rich: { num: '2', unit: '个附件' },
          content: '各位好，附件是最新版合同。',
          author: '李雷',
        },
      },
    });
  });

  test('is the same bytes for the same card', () => {
    expect(buildOaMessage(card)).toBe(buildOaMessage(structuredClone(card)));
  });

  test('shortens the content before anything else', () => {
    const message = buildOaMessage({ ...card, title: '题'.repeat(60), content: '字'.repeat(5000), author: '作者' });
    expect(bytesOf(message)).toBeLessThanOrEqual(maxMessageBytes);
    expect(bodyOf(message).content).toMatch(/^字+…$/);
    expect(bodyOf(message).title).toBe('题'.repeat(60));
    expect(bodyOf(message).author).toBe('作者');
  });

  test('shortens the title next, and keeps its beginning', () => {
    const long = `${'x'.repeat(1080)}`;
    const message = buildOaMessage({
      ...card,
      messageUrl: card.messageUrl + long,
      pcMessageUrl: card.pcMessageUrl + long.slice(0, 250),
      title: `季度${'报'.repeat(60)}`,
      content: '字'.repeat(5000),
    });
    expect(bytesOf(message)).toBeLessThanOrEqual(maxMessageBytes);
    expect(bodyOf(message).title).toMatch(/^季度报+…$/);
  });

  test('never cuts a visible character in two', () => {
    const family = '👩‍👩‍👧‍👦';
    const { content } = bodyOf(buildOaMessage({ ...card, content: family.repeat(400) }));
    const kept = content.slice(0, -1);
    expect(content.endsWith('…')).toBe(true);
    expect(kept).toBe(family.repeat(kept.length / family.length));
  });

  test('shows no control characters and no reversed reading direction', () => {
    const { title } = bodyOf(buildOaMessage({ ...card, title: 'invoice\u202Efdp.exe\u0000\u0007 \uD800' }));
    expect(title).toBe('invoice fdp.exe \uFFFD');
  });

  test('is valid and small enough for any text at all', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.string({ unit: 'grapheme', maxLength: 1500 }),
      fc
        .constantFrom('"', '\\', '\n', 'e\u0301', '\uD83D', '👨‍👩‍👧‍👦', `a${'\u0301'.repeat(3000)}`)
        .map((c) => c.repeat(900)),
    );
    fc.assert(
      fc.property(text, text, text, text, text, (title, content, key, value, author) => {
        const form = Array.from({ length: 8 }, () => ({ key, value }));
        const message = buildOaMessage({ ...card, title, content, author, headText: value, form });
        expect(bytesOf(message)).toBeLessThanOrEqual(maxMessageBytes);
        expect(JSON.parse(message).oa.message_url).toBe(card.messageUrl);
        expect(bodyOf(message).form?.length ?? 0).toBeLessThanOrEqual(6);
        expect(message.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('throws when the links alone are too long', () => {
    expect(() => buildOaMessage({ ...card, messageUrl: `https://mail.example.com/${'x'.repeat(2048)}` })).toThrow(
      RangeError,
    );
  });
});
