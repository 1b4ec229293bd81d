import { describe, expect, test } from 'vitest';
import { stripPrefixes, toReplySubject } from './subject.ts';

describe('subject of an answer', () => {
  test('never stacks prefixes, whoever put them there', () => {
    for (const subject of [
      '报价单',
      'Re: 报价单',
      'RE:回复：Re: 报价单',
      '回复: 答复：转发：报价单',
      'Fwd: FW： 报价单',
      'Re[2]: Aw: 报价单',
      '  回复(3)：  报价单 ',
    ])
      expect(toReplySubject(subject, 'reply', 'zh')).toBe('回复：报价单');
  });

  test('speaks the language of the page', () => {
    expect(toReplySubject('回复：Offer', 'replyAll', 'en')).toBe('Re: Offer');
    expect(toReplySubject('Re: Offer', 'forward', 'en')).toBe('Fwd: Offer');
    expect(toReplySubject('Offer', 'forward', 'zh')).toBe('转发：Offer');
  });

  test('leaves words alone that only begin like a prefix', () => {
    for (const subject of ['Regarding: the offer', 'Report: May', '转发率：上升', 'Reply', '回复慢', 'Forward: march'])
      expect(stripPrefixes(subject)).toBe(subject);
  });

  test('takes a hostile subject in a moment', () => {
    expect(stripPrefixes(`${'Re:'.repeat(20_000)}x`)).toBe('x');
    expect(stripPrefixes(' '.repeat(50_000))).toBe('');
  });
});
