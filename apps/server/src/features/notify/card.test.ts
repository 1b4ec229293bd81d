import { buildOaMessage } from '@hongyan/dingtalk';
import type { CorpId, MessageId, NoticeId } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { mailCard, summaryCard } from './card.ts';
import type { ArrivedMail } from './ports.ts';

const now = new Date('2026-11-23T06:05:09Z');
const place = (noticeId: string) => ({
  publicUrl: 'https://mail.example.com',
  corpId: 'dingcorp' as CorpId,
  noticeId: noticeId as NoticeId,
  now,
});
const mail = (
  given: { subject?: string; name?: string; preview?: string; attachments?: number; at?: Date } = {},
): ArrivedMail => ({
  id: 'm' as MessageId,
  internalDate: given.at ?? now,
  attachmentCount: given.attachments ?? 0,
  envelope: {
    from: { name: given.name ?? '李雷', address: 'lilei@partner.example' },
    subject: given.subject ?? '合同评审',
    preview: given.preview ?? '各位好',
  },
});

describe('a card', () => {
  test('shows the time in Shanghai, with seconds', () => {
    expect(mailCard(mail(), place('a')).form[1]).toEqual({ key: '时间：', value: '14:05:09' });
  });

  test('shows the day as well when the mail is of another', () => {
    const card = mailCard(mail({ at: new Date('2026-11-22T15:59:59Z') }), place('a'));
    expect(card.form[1]?.value).toBe('11-22 23:59:59');
  });

  test('leads to the notice and nothing else, on the desktop in the side panel', () => {
    const card = mailCard(mail(), place('abc'));
    expect(card.messageUrl).toBe('https://mail.example.com/static/dingding/?corpId=dingcorp&n=abc');
    expect(card.pcMessageUrl).toContain(encodeURIComponent(card.messageUrl));
    expect(card.pcMessageUrl).toMatch(/pc_slide=true$/);
  });

  test('differs visibly from the card of an equal mail', () => {
    const shown = ['a', 'b'].map((id) => ({ ...mailCard(mail(), place(id)), messageUrl: '', pcMessageUrl: '' }));
    expect(shown[0]).not.toEqual(shown[1]);
  });

  test('names attachments only when there are any', () => {
    expect(mailCard(mail(), place('a')).rich).toBeUndefined();
    expect(mailCard(mail({ attachments: 2 }), place('a')).rich).toEqual({ num: '2', unit: '个附件' });
  });

  test('says so when there is no subject', () => {
    expect(mailCard(mail({ subject: ' ' }), place('a')).title).toBe('（无主题）');
  });

  test('stays under 2,048 bytes whatever the mail brings', () => {
    const long = mail({ subject: '题'.repeat(900), name: '名'.repeat(300), preview: '文'.repeat(2_000) });
    expect(Buffer.byteLength(buildOaMessage(mailCard(long, place('a'.repeat(24)))))).toBeLessThanOrEqual(2_048);
  });

  test('of a burst counts the mails and names the first senders', () => {
    const card = summaryCard(
      ['甲', '乙', '丙', '丁'].map((name) => mail({ name })),
      place('a'),
    );
    expect(card.title).toBe('4 封新邮件');
    expect(card.form[0]?.value).toBe('甲、乙、丙 等 4 人');
  });
});
