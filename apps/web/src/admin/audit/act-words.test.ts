import { afterEach, expect, test } from 'vitest';
import { language } from '../../i18n/language.ts';
import { actWords, detailWords, targetWords } from './act-words.ts';

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
    '改 AppSecret · 通道：Stream · 条数：4 · other：x',
  );
  expect(detailWords({})).toBe('');
});

test('what an act was done to reads as words, not as a machine’s name', () => {
  expect(targetWords({ act: 'doctor.ran', target: 'mail_smtp' })).toBe('发信服务器');
  expect(targetWords({ act: 'doctor.ran', target: 'a_later_check' })).toBe('a_later_check');
  expect(targetWords({ act: 'member.unbound', target: '01a206bc-58d5-7476-a853-1a7a35c15455' })).toBe('成员 …c15455');
  expect(targetWords({ act: 'app.paused', target: 'dingdemo' })).toBe('dingdemo');
  expect(targetWords({ act: 'console.signed_in' })).toBe('');
});
