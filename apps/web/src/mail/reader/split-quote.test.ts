import { expect, test } from 'vitest';
import { splitQuote } from './split-quote.ts';

test.each([
  ['好的。\n\n2026年11月20日 14:32，周慕云 <z@ccjy.example> 写道：\n> 第 2 档可以吗？', '好的。', '第 2 档可以吗？'],
  ['Fine.\n\nOn 18 Nov 2026, A wrote:\n> one\n> two', 'Fine.', 'one\ntwo'],
  ['收到\n\n------------------ 原始邮件 ------------------\n发件人: 甲\n正文', '收到', '正文'],
])('folds the original at the end', (text, own, end) => {
  const split = splitQuote(text);
  expect(split.own).toBe(own);
  expect(split.quoted.endsWith(end)).toBe(true);
});

test.each(['> 甲？\n是。\n> 乙？\n否。', '> 全是引用', '没有引用'])('hides nothing that a person wrote: %s', (text) => {
  expect(splitQuote(text)).toEqual({ own: text, quoted: '' });
});
