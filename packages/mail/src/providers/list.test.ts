import { expect, test } from 'vitest';
import { failureOfText } from '../failure.ts';
import { parseServerAddress } from '../server-address.ts';
import { findProvider, providerById, providers } from './list.ts';

test.each([
  ['li@corp.example', ['hzmx01.mxmail.netease.com.'], 'netease-qiye'],
  ['li@corp.example', ['mxbiz1.qq.com'], 'tencent-exmail'],
  ['li@corp.example', ['mxn.mxhichina.com', 'mxw.mxhichina.com'], 'aliyun-qiye'],
  ['li@corp.example', ['corp-example.mail.protection.outlook.com'], 'microsoft365'],
  ['li@corp.example', ['ASPMX.L.GOOGLE.COM'], 'gmail'],
  ['li@163.com', [], 'netease-163'],
  ['LI@126.COM', [], 'netease-126'],
  ['li@qq.com', [], 'qq'],
  ['li@corp.example', ['mail.corp.example'], undefined],
  ['li@corp.example', ['evilmxmail.netease.com.example'], undefined],
  ['li@corp.example', ['notgoogle.com'], undefined],
])('%s with %j is %s', (address, mx, id) => {
  expect(findProvider({ address, mx })?.id).toBe(id);
});

test('every profile is whole: unique id, addresses that parse, steps in both languages', () => {
  expect(new Set(providers.map(({ id }) => id)).size).toBe(providers.length);
  for (const { imap, smtp, authSteps, name } of providers) {
    if (imap) expect(parseServerAddress(imap)).toMatchObject({ protocol: 'imap' });
    if (smtp) expect(parseServerAddress(smtp)).toMatchObject({ protocol: 'smtp' });
    expect(authSteps.zh.length).toBe(authSteps.en.length);
    expect(authSteps.zh.length).toBeGreaterThan(0);
    expect(name.zh && name.en).toBeTruthy();
  }
});

test('no profile sends a password in clear text', () => {
  for (const { imap, smtp } of providers) {
    for (const url of [imap, smtp]) if (url) expect(parseServerAddress(url)!.security).not.toBe('plain');
  }
});

test.each([
  ['netease-qiye', 'ERR.LOGIN.PASSERR', 'mail.auth_code_required'],
  ['netease-qiye', '460 ERR.LOGIN.REQCODE', 'mail.auth_code_required'],
  ['netease-qiye', 'LOGIN Login error ERR.LOGINRULE.IPDENY', 'mail.ip_denied'],
  ['netease-qiye', 'ERR.LOGIN.USERSTATUS', 'mail.account_disabled'],
  ['netease-qiye', 'ERR.LOGIN.PERMDENY', 'mail.service_off'],
  ['netease-qiye', 'ERR.REQ.VERIFYCODE', 'mail.account_disabled'],
  ['netease-qiye', 'PRELOGIN.TOO_MANY_REQUESTS', 'mail.throttled'],
  ['netease-163', 'SELECT Unsafe Login. Please contact kefu@188.com for help', 'mail.unsafe_login'],
  [
    'tencent-exmail',
    'Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy',
    'mail.auth_ambiguous',
  ],
  ['tencent-exmail', 'Mail length exceeded', 'mail.size'],
  ['gmail', '[ALERT] Application-specific password required: https://x (Failure)', 'mail.auth_code_required'],
  ['gmail', 'Too many simultaneous connections. (Failure)', 'mail.throttled'],
  ['microsoft365', 'AUTHENTICATE failed.', 'mail.protocol'],
  ['generic', '[AUTHENTICATIONFAILED] Authentication failed.', 'mail.auth_bad'],
  ['generic', 'Quota exceeded (mailbox for user is full)', 'mail.quota'],
  ['generic', Buffer.from('用户名或密码错误').toString('latin1'), 'mail.auth_bad'],
])('on %s, %j means %s', (id, words, code) => {
  expect(failureOfText(words, providerById(id)!, 'mail.protocol').code).toBe(code);
});

test('a server’s words are cut, and hold no control characters', () => {
  const { detail } = failureOfText(`x\r\n\0${'y'.repeat(100_000)}`, providerById('generic')!, 'mail.protocol');
  expect(detail).toMatch(/^x y+$/);
  expect(detail!.length).toBeLessThanOrEqual(300);
});
