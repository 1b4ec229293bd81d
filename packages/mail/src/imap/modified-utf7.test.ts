import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFolderName, encodeFolderName } from './modified-utf7.ts';

test.each([
  ['草稿箱', '&g0l6P3ux-'],
  ['已发送', '&XfJT0ZAB-'],
  ['已删除', '&XfJSIJZk-'],
  ['病毒文件夹', '&dcVr0mWHTvZZOQ-'],
  ['其他文件夹', '&UXZO1mWHTvZZOQ-'],
  ['A&B', 'A&-B'],
  ['归档', '&X1JoYw-'],
])('%s is %s on the wire', (name, wire) => {
  expect(encodeFolderName(name)).toBe(wire);
  expect(decodeFolderName(wire)).toBe(name);
});

test('every name comes back from the wire, which carries ASCII only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const wire = encodeFolderName(name);
      expect(wire).toMatch(/^[\x20-\x7e]*$/);
      expect(decodeFolderName(wire)).toBe(name);
    }),
  );
});

test('raw UTF-8 and raw GBK names are read as what they are', () => {
  expect(decodeFolderName(Buffer.from('项目').toString('latin1'))).toBe('项目');
  expect(decodeFolderName(Buffer.from([0xcf, 0xee, 0xc4, 0xbf]).toString('latin1'))).toBe('项目');
});
