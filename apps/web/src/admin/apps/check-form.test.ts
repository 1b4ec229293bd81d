import type { AppForm } from '@hongyan/contract';
import { describe, expect, test } from 'vitest';
import { checkForm, tidyForm } from './check-form.ts';

const good: AppForm = {
  corpId: 'dingabc123',
  agentId: '2871904455',
  appKey: 'dingmail7x2qk9v',
  appSecret: 'secret',
  mailDomain: 'ccjy.example',
  providerId: 'netease-qiye',
};
const netease = {
  id: 'netease-qiye',
  name: { zh: '网易企业邮箱', en: 'NetEase' },
  imap: 'imaps://imap.test:993',
  smtp: 'smtps://smtp.test:465',
};
const generic = { id: 'generic', name: { zh: '其他', en: 'Other' } };

describe('the form of an app', () => {
  test('tells every problem at once', () => {
    const empty = { corpId: '', agentId: '', appKey: ' ', appSecret: '', mailDomain: '', providerId: '' };
    expect(checkForm(empty, { isNew: true, provider: undefined })).toEqual({
      corpId: 'missing',
      agentId: 'missing',
      appKey: 'missing',
      appSecret: 'missing',
      mailDomain: 'missing',
      providerId: 'missing',
    });
  });

  test('finds nothing in a good one, and none of what the server alone can know', () => {
    expect(checkForm(good, { isNew: true, provider: netease })).toEqual({});
  });

  test('knows the shape of what DingTalk shows', () => {
    const wrong = { ...good, corpId: 'ding abc', agentId: '28a', appKey: 'a/b', mailDomain: 'https://ccjy.example' };
    expect(checkForm(wrong, { isNew: true, provider: netease })).toEqual({
      corpId: 'wrong',
      agentId: 'wrong',
      appKey: 'wrong',
      mailDomain: 'wrong',
    });
  });

  test('knows the shape of a mail server’s address', () => {
    const wrong = { ...good, imap: 'mail.x', smtp: 'http://smtp.test' };
    expect(checkForm(wrong, { isNew: false, provider: generic })).toEqual({ imap: 'wrong', smtp: 'wrong' });
    const right = { ...good, imap: 'imap+starttls://mail.test:143', smtp: 'smtp://127.0.0.1:25' };
    expect(checkForm(right, { isNew: false, provider: generic })).toEqual({});
  });

  test('asks for hosts only where the mail system has none of its own', () => {
    expect(checkForm(good, { isNew: true, provider: generic })).toEqual({ imap: 'missing', smtp: 'missing' });
    expect(checkForm({ ...good, imap: 'imaps://a:993' }, { isNew: true, provider: generic })).toEqual({
      smtp: 'missing',
    });
  });

  test('keeps the stored secret on an edit', () => {
    expect(checkForm({ ...good, appSecret: '' }, { isNew: false, provider: netease })).toEqual({});
  });

  test('is sent without blanks and without empty choices', () => {
    expect(
      tidyForm({
        ...good,
        corpId: ' dingabc123 ',
        mailDomain: ' @ccjy.example',
        imap: ' ',
        publicUrl: 'https://m.test ',
      }),
    ).toEqual({ ...good, publicUrl: 'https://m.test' });
  });
});
