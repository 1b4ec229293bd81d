import { describe, expect, test } from 'vitest';
import { toDisposition, toSafeName } from './disposition.ts';

describe('file names in answers (RFC 6266)', () => {
  test('gives the true Chinese name, and a stand-in for old clients', () => {
    expect(toDisposition('attachment', '发票 (3月).pdf')).toBe(
      `attachment; filename="__ (3_).pdf"; filename*=UTF-8''%E5%8F%91%E7%A5%A8%20%283%E6%9C%88%29.pdf`,
    );
  });

  test('lets no name break out of the header or the folder', () => {
    for (const name of [
      'a"; filename="b.exe',
      'a\r\nSet-Cookie: x=1',
      '../../etc/passwd',
      'C:\\boot.ini',
      'a\0b',
      '%00"',
    ]) {
      const header = toDisposition('attachment', name);
      expect(header).toMatch(/^attachment; filename="[^"\\%\r\n]+"; filename\*=UTF-8''[A-Za-z0-9.~_!&+$^`|%#-]+$/);
      expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).not.toMatch(/[/\\\r\n\0]/);
    }
  });

  test('shows the true ending of a name that turns the reading direction', () => {
    expect(toSafeName('invoice\u202Efdp.exe')).toBe('invoicefdp.exe');
  });

  test('keeps the ending of a name that is far too long', () => {
    expect(toSafeName(`${'长'.repeat(4000)}.xlsx`)).toMatch(/^长+…长+\.xlsx$/);
  });

  test('has a name for what has none', () => {
    for (const name of ['', '///', '\u202e', '   ']) expect(toSafeName(name)).toBe('file');
    expect(toSafeName('\ud800.txt')).toBe('\ufffd.txt');
  });
});
