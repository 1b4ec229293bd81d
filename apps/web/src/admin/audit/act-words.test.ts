import { afterEach, expect, test } from 'vitest';
import { language } from '../../i18n/language.ts';
import { actWords, detailWords } from './act-words.ts';

afterEach(() => {
  language.value = 'zh';
});

test('an act is told in the language of the page, one without words by its name', () => {
  language.value = 'zh';
  expect(actWords({ act: 'member.unbound' })).toBe('解绑成员邮箱');
  language.value = 'en';
  expect(actWords({ act: 'member.unbound' })).toBe('Unbound a member’s mailbox');
  expect(actWords({ act: 'app.unheard_of' })).toBe('app.unheard_of');
  expect(actWords({ act: 'constructor' })).toBe('constructor');
});

test('the small print names what changed and leaves out what did not', () => {
  language.value = 'zh';
  expect(detailWords({ detail: { agentId: false, appSecret: true, mode: 'stream', ranges: 4, other: 'x' } })).toBe(
    '改 AppSecret · 通道: Stream · 条数: 4 · other: x',
  );
  expect(detailWords({})).toBe('');
});
