import { expect, test } from 'vitest';
import { doubtLink } from './link-check.ts';

test.each([
  ['https://ccjy-login.example/x', 'ccjy.example', 'mismatch'],
  ['http://203.0.113.9/', 'www.ccjy.example', 'mismatch'],
  ['https://evil.example/ccjy.example', 'https://ccjy.example/login', 'mismatch'],
  ['https://ccjy.example@evil.example/', '登录', 'user'],
  ['https://xn--pypl-0ra.example/', '登录', 'foreign'],
  ['https://evil.example/', 'cc\u200bjy.example', 'mismatch'],
  ['https://evil.com.cn/', 'good.com.cn', 'mismatch'],
])('asks before %s that reads “%s”', (href, text, kind) => {
  expect(doubtLink(href, text)?.kind).toBe(kind);
});

test.each([
  ['https://click.weekly.example/?u=1', 'www.weekly.example'],
  ['https://weekly.example/', '阅读全文'],
  ['https://drive.example/a/b', '报价.xlsx'],
  ['https://a.example/b', 'https://a.example/b'],
  ['https://mail.good.com.cn/', 'good.com.cn'],
  ['mailto:a@b.example', 'c@d.example'],
  ['https://a.example/', 'Version 2.0 is here'],
])('opens %s that reads “%s” without a question', (href, text) => {
  expect(doubtLink(href, text)).toBeUndefined();
});
