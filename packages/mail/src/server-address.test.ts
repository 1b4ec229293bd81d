import { expect, test } from 'vitest';
import { formatServerAddress, isLoopback, parseServerAddress } from './server-address.ts';

test.each([
  'imaps://imap.qiye.163.com:993',
  'imap+starttls://mail.example:143',
  'imap://localhost:1143',
  'smtps://smtp.example:465',
  'smtp+starttls://smtp.example:587',
  'smtp://127.0.0.1:2525',
  'imaps://[::1]:993',
])('%s reads and writes the same', (url) => {
  expect(formatServerAddress(parseServerAddress(url)!)).toBe(url);
});

test('a missing port is the usual one', () => {
  expect(parseServerAddress('imaps://mail.example')?.port).toBe(993);
  expect(parseServerAddress('smtp+starttls://mail.example/')?.port).toBe(587);
});

test.each([
  'http://x',
  'imaps://user:pw@x',
  'imaps://x/path',
  'imaps://x:0',
  'imaps://x:70000',
  'imaps://',
  'imaps://a b',
  '__proto__://x',
  'imaps://x\r\ny',
])('%j is no mail server', (url) => {
  expect(parseServerAddress(url)).toBeUndefined();
});

test('only this machine is this machine', () => {
  expect(['localhost', '127.0.0.1', '127.9.9.9', '::1', 'mail.localhost'].every(isLoopback)).toBe(true);
  expect(['10.0.0.1', 'localhost.example', '127.0.0.1.example', '::2', '0.0.0.0'].some(isLoopback)).toBe(false);
});
