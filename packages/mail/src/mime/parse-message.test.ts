import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import type { ParsedMessage } from '../types.ts';
import { parseMessage } from './parse-message.ts';

async function parse(...parts: (string | Uint8Array)[]): Promise<ParsedMessage> {
  const parsed = await parseMessage(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))));
  if (parsed === 'too_complex') throw new Error('too complex');
  return parsed;
}
const gbk = (text: string) => iconv.encode(text, 'gb18030');
const shown = ({ parts }: ParsedMessage) => parts.map(({ name, size, inline }) => [name, size, inline]);

test('reads a GBK body without a charset, a lying one, and one that only HTML names', async () => {
  expect((await parse('Subject: x\r\n\r\n', gbk('请查收附件'))).text).toBe('请查收附件');
  expect((await parse('Content-Type: text/plain; charset=us-ascii\r\n\r\n', gbk('请查收附件'))).text).toBe(
    '请查收附件',
  );
  expect((await parse('Content-Type: text/plain; charset=utf-8\r\n\r\n', gbk('请查收附件'))).text).toBe('请查收附件');
  const html = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>请查收附件</p>';
  expect((await parse('Content-Type: text/html\r\n\r\n', gbk(html))).html).toBe(html);
  expect((await parse('Content-Type: text/plain; charset=hz-gb-2312\r\n\r\n~{<:Ky~}')).text).toBe('己所');
});

test.each([
  [
    'raw GBK',
    Buffer.concat([Buffer.from('filename="'), gbk('第三季度報價單誠.xlsx'), Buffer.from('"')]),
    '第三季度報價單誠.xlsx',
  ],
  ['raw UTF-8', 'filename="报价.xlsx"', '报价.xlsx'],
  ['RFC 2047 in quotes', 'filename="=?gb18030?B?sai82y54bHN4?="', '报价.xlsx'],
  ['RFC 2047 in two words', 'filename="=?utf-8?B?5oql?=\r\n =?utf-8?B?5Lu3Lnhsc3g=?="', '报价.xlsx'],
  ['RFC 2047 without quotes', 'filename==?utf-8?Q?=E6=8A=A5=E4=BB=B7.xlsx?=', '报价.xlsx'],
  ['RFC 2231', "filename*=utf-8''%E6%8A%A5%E4%BB%B7.xlsx", '报价.xlsx'],
  ['RFC 2231 in GBK, continued and out of order', "filename*1*=%BC%DB.xlsx; filename*0*=gbk''%B1%A8", '报价.xlsx'],
  ['RFC 2231 cut inside a character', "filename*0*=utf-8''%E6%8A; filename*1*=%A5%E4%BB%B7.xlsx", '报价.xlsx'],
  ['RFC 2231 beside a plain one', "filename=bao.xlsx; filename*=utf-8''%E6%8A%A5%E4%BB%B7.xlsx", '报价.xlsx'],
  ['a path', 'filename="../../etc/passwd"', '.._.._etc_passwd'],
  ['a direction override', 'filename="x\u202egpj.exe"', 'xgpj.exe'],
  ['a NUL', 'filename="x\0y.txt"', 'xy.txt'],
  ['nothing', 'size=3', 'part-1.bin'],
])('a file name as %s', async (_, parameter, name) => {
  const parsed = await parse(
    'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; ',
    parameter,
    '\r\n\r\nabc',
  );
  expect(shown(parsed)).toEqual([[name, 3, false]]);
});

test('a name of four kilobytes is cut and keeps its extension', async () => {
  const parsed = await parse(`Content-Type: application/pdf; name="${'长'.repeat(2000)}.pdf"\r\n\r\nx`);
  expect(parsed.parts[0]!.name).toMatch(/^长{180}\.pdf$/);
});

test('picks the body out of alternatives, pictures by cid, and attachments in order', async () => {
  const parsed = await parse(
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\npreamble\r\n',
    '--a\r\nContent-Type: multipart/alternative; boundary=a2\r\n\r\n',
    '--a2\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n你好\r\n',
    '--a2\r\nContent-Type: multipart/related; boundary="a3"\r\n\r\n',
    '--a3\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E4=BD=A0=\r\n=E5=A5=BD</p><img src=3D"cid:p@1">\r\n',
    '--a3\r\nContent-Type: image/png; name=p.png\r\nContent-ID: <p@1>\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n',
    '--a3\r\nContent-Type: image/png; name=unused.png\r\nContent-ID: <p@2>\r\n\r\nxyz\r\n--a3--\r\n',
    '--a2--\r\n--a\r\nContent-Type: text/plain; name=notes.txt\r\nContent-Disposition: attachment\r\n\r\nnote\r\n',
    '--a\r\nContent-Type: message/rfc822\r\n\r\nSubject: =?utf-8?B?5rWL6K+V?=\r\n\r\ninner\r\n--a--\r\nepilogue\r\n',
  );
  expect(parsed.text).toBe('你好');
  expect(parsed.html).toBe('<p>你好</p><img src="cid:p@1">');
  expect(shown(parsed)).toEqual([
    ['p.png', 3, true],
    ['unused.png', 3, false],
    ['notes.txt', 4, false],
    ['测试.eml', 38, false],
  ]);
  expect([...parsed.parts[0]!.content]).toEqual([0, 1, 2]);
});

test('joins several texts, escaping plain ones between HTML', async () => {
  const parsed = await parse(
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<b>1</b>\r\n--b\r\n\r\n<2> & 3\r\n--b--\r\n',
  );
  expect(parsed.html).toBe('<b>1</b>\n<pre style="white-space:pre-wrap">&lt;2&gt; &amp; 3</pre>');
  expect(parsed.text).toBe('<2> & 3');
});

test('survives a missing end, a missing boundary, LF line ends, and a boundary that is the start of another', async () => {
  expect((await parse('Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello')).text).toBe('hello');
  expect((await parse('Content-Type: multipart/mixed\r\n\r\nhello')).text).toBe('hello');
  const nested = await parse(
    'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\none\n--bb\n\ntwo\n--bb--\n--b\n\nthree\n--b--\n',
  );
  expect(nested.text).toBe('one\ntwo\nthree');
  expect((await parse('')).parts).toEqual([]);
  expect((await parse('\r\n\r\n')).text).toBe('\n');
});

test('an invitation that comes twice is one attachment', async () => {
  const parsed = await parse(
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n--c--\r\n--b\r\nContent-Type: application/ics; name=invite.ics\r\nContent-Disposition: attachment\r\n\r\nBEGIN:VCALENDAR\r\n--b--\r\n',
  );
  expect(shown(parsed)).toEqual([['invite.ics', 15, false]]);
});

test('soft line breaks are joined where the sender says they are soft', async () => {
  const parsed = await parse('Content-Type: text/plain; format=flowed\r\n\r\none \r\ntwo\r\n> quoted \r\n> more\r\n');
  expect(parsed.text).toBe('one two\n> quoted \n> more\n');
});

/** Security.md §3.4 and B1: 100 % end in time, as a message or as too complex. */
const bombs: Record<string, (scale: number) => string> = {
  'encoded words in one header': (n) => `Subject: ${'=?utf-8?B?5rWL?= '.repeat(600 * n)}\r\n\r\nx`,
  'one endless header': (n) => `Subject: ${'x'.repeat(100_000 * n)}\r\n\r\nx`,
  'endless headers': (n) => `${'X-A: b\r\n'.repeat(10_000 * n)}\r\nx`,
  'a header folded forever': (n) => `Subject: x\r\n${' y\r\n'.repeat(10_000 * n)}\r\nx`,
  'fifty thousand parts': (n) =>
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(500 * n)}`,
  'parts nested deep': (n) => {
    const open = Array.from(
      { length: 20 * n },
      (_, at) => `--b${at - 1}\r\nContent-Type: multipart/mixed; boundary=b${at}\r\n\r\n`,
    );
    return `${open.join('').replace(/^--b-1\r\n/, '')}x`;
  },
  'messages nested deep': (n) => `${'Content-Type: message/rfc822\r\n\r\n'.repeat(500 * n)}x`,
  'nested multiparts of one boundary': (n) =>
    `${'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'.repeat(200 * n)}x`,
  'nested divs': (n) => `Content-Type: text/html\r\n\r\n${'<div>'.repeat(10_000 * n)}`,
  'endless parameters': (n) => `Content-Type: text/plain${'; a*0*=b'.repeat(5000 * n)}\r\n\r\nx`,
  'endless recipients': (n) => `To: ${'"a, b" <a@b>, '.repeat(3000 * n)}\r\n\r\nx`,
  'cid after cid': (n) => `Content-Type: text/html\r\n\r\n${'cid:x '.repeat(20_000 * n)}`,
  'quoted-printable of nothing': (n) =>
    `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'=\r\n'.repeat(50_000 * n)}`,
  'an empty boundary': (n) => `Content-Type: multipart/mixed; boundary=""\r\n\r\n${'--\r\n'.repeat(10_000 * n)}`,
  'comments in a type': (n) => `Content-Type: text/plain ${'('.repeat(20_000 * n)}\r\n\r\nx`,
  'a boundary that almost fits': (n) =>
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--bx\r\n'.repeat(20_000 * n)}`,
};

test.each(Object.entries(bombs))('%s ends, at three sizes', async (_, make) => {
  for (const scale of [1, 10, 100]) {
    const parsed = await parseMessage(Buffer.from(make(scale)));
    expect(parsed === 'too_complex' || typeof parsed.headers.subject === 'string').toBe(true);
  }
});

test('parts past the limits are too complex, not cut silently', async () => {
  expect(await parseMessage(Buffer.from(bombs['fifty thousand parts']!(100)))).toBe('too_complex');
  expect(await parseMessage(Buffer.from(bombs['parts nested deep']!(10)))).toBe('too_complex');
  expect(await parseMessage(Buffer.from(bombs['endless headers']!(100)))).toBe('too_complex');
});

test('a message past its time or memory is killed, and the next one is read', async () => {
  const heavy = Buffer.from(`Content-Type: text/html\r\n\r\n${'测'.repeat(3_000_000)}`);
  expect(await parseMessage(heavy, { cpuMs: 1, heapMb: 64 })).toBe('too_complex');
  expect((await parse('Subject: next\r\n\r\nx')).headers.subject).toBe('next');
});

test('many messages at once are all read, each as itself', async () => {
  const parsed = await Promise.all(Array.from({ length: 40 }, (_, at) => parse(`Subject: ${at}\r\n\r\nbody ${at}`)));
  expect(parsed.map(({ headers, text }) => [headers.subject, text])).toEqual(
    parsed.map((_, at) => [`${at}`, `body ${at}`]),
  );
});

test('the caller keeps its bytes', async () => {
  const raw = Buffer.from('Subject: x\r\n\r\nbody');
  await parseMessage(raw);
  expect(raw.toString()).toBe('Subject: x\r\n\r\nbody');
});

test('no bytes make it throw', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\r\n',
      '\n',
      '\r\n\r\n',
      '--b',
      '--b--',
      'Content-Type: multipart/mixed; boundary=b\r\n',
      'Content-Type: text/html; charset=gbk\r\n',
      'Content-Transfer-Encoding: base64\r\n',
      'Subject: =?gbk?Q?=B2?=',
      "Content-Disposition: attachment; filename*0*=gbk''%B2",
      '"',
      ';',
      '=',
      '\xb2',
      '\0',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      expect(await parseMessage(Buffer.from(pieces.join(''), 'latin1'))).not.toBe('too_complex');
    }),
    { numRuns: 300 },
  );
});

const corpus = join(import.meta.dirname, '../../../../../shared/corpora/eml');

if (existsSync(corpus)) {
  test('agrees with postal-mime on ordinary mail', async () => {
    const files = readdirSync(corpus).filter((name) => name.endsWith('.eml'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const raw = readFileSync(join(corpus, file));
      const ours = await parse(raw);
      const theirs = await PostalMime.parse(raw, { forceRfc822Attachments: true });
      expect([file, ours.headers.subject]).toEqual([file, (theirs.subject ?? '').trim()]);
      expect([file, ours.headers.messageId]).toEqual([file, theirs.messageId || undefined]);
      const files = (types: readonly string[]) => types.filter((type) => !/calendar|\/ics$/.test(type)).sort();
      expect([file, files(ours.parts.map(({ mediaType }) => mediaType))]).toEqual([
        file,
        files(theirs.attachments.map(({ mimeType }) => mimeType)),
      ]);
      // Textual parts differ by design: the other parser rewrites their line ends.
      const binary = (type: string) => !/^(text|message)\/|\/ics$/.test(type);
      const mine = ours.parts.filter(({ mediaType }) => binary(mediaType)).map(({ content }) => Buffer.from(content));
      const peer = theirs.attachments
        .filter(({ mimeType }) => binary(mimeType))
        .map(({ content }) => Buffer.from(content as ArrayBuffer));
      expect([file, mine]).toEqual([file, peer]);
    }
  });
} else {
  console.warn(`LEFT OUT: comparing with postal-mime on ordinary mail, because ${corpus} is absent`);
}
