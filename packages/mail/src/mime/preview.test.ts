import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { previewFrom } from './preview.ts';

const text = '各位同事，附件是第三季度的销售情况汇总，请查收。谢谢！';
const plain = { mediaType: 'text/plain', maxChars: 100 };

test('wherever base64, quoted-printable or raw text is cut, what comes out is the beginning', () => {
  for (const charset of ['utf-8', 'gb18030']) {
    const bytes = iconv.encode(text, charset);
    const qp = Buffer.from([...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''));
    const base64 = Buffer.from(bytes.toString('base64').replace(/(.{20})/g, '$1\r\n'));
    for (const [encoding, encoded] of [
      ['8bit', bytes],
      ['quoted-printable', qp],
      ['base64', base64],
    ] as const) {
      for (let end = 0; end <= encoded.length; end++) {
        const preview = previewFrom(encoded.subarray(0, end), { ...plain, charset, encoding });
        expect(text.startsWith(preview)).toBe(true);
      }
      expect(previewFrom(encoded, { ...plain, charset, encoding })).toBe(text);
    }
  }
});

test('HTML gives its text only, wherever it is cut', () => {
  const html =
    '<html><head><title>t</title><style>p{color:red}</style></head><body><p title="a>b">你好&amp;再见</p><script>x</script></body>';
  const bytes = Buffer.from(html);
  for (let end = 0; end <= bytes.length; end++) {
    const preview = previewFrom(bytes.subarray(0, end), {
      mediaType: 'text/html',
      charset: 'utf-8',
      encoding: '7bit',
      maxChars: 50,
    });
    expect('你好&再见'.startsWith(preview.replace(/&(a|am|amp)?$/, '')) || preview === 'b">').toBe(true);
  }
  expect(previewFrom(bytes, { mediaType: 'text/html', charset: 'utf-8', encoding: '7bit', maxChars: 50 })).toBe(
    '你好&再见',
  );
});

test('HTML without a label is read by its own meta charset', () => {
  const bytes = iconv.encode('<meta charset="gbk"><p>朱镕基</p>', 'gb18030');
  expect(previewFrom(bytes, { mediaType: 'text/html', encoding: '8bit', maxChars: 50 })).toBe('朱镕基');
});

test('is one line, without filler, and not longer than asked for', () => {
  const preview = (body: string, maxChars = 10) =>
    previewFrom(Buffer.from(body), { mediaType: 'text/plain', encoding: '8bit', charset: 'utf-8', maxChars });
  expect(preview('a\r\n\r\n  b\t c')).toBe('a b c');
  expect(preview('\u034f\u200c\u00ad 你好 \u034f \u200b')).toBe('你好');
  expect(preview('😀😀😀', 2)).toBe('😀😀');
  expect(preview('一二三四五六七八九十一')).toBe('一二三四五六七八九十');
});
