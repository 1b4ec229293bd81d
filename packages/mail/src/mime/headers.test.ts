import { expect, test } from 'vitest';
import { parseHeaders } from './headers.ts';

const gbk = {
  测试: [0xb2, 0xe2, 0xca, 0xd4],
  张三: [0xd5, 0xc5, 0xc8, 0xfd],
  誠: [0xd5, 0x5c],
};
const block = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const subject = (...parts: (string | number[])[]) => parseHeaders(block('Subject: ', ...parts, '\r\n')).subject;
const from = (...parts: (string | number[])[]) => parseHeaders(block('From: ', ...parts, '\r\n')).from;

test('reads raw GBK, raw UTF-8 and raw Big5 subjects', () => {
  expect(subject(gbk.测试, '/', gbk.张三)).toBe('测试/张三');
  expect(subject('测试：报价')).toBe('测试：报价');
  expect(subject([0xb3, 0xf8, 0xbb, 0xf9, 0xb3, 0xe6, 0xbd, 0xd0, 0xac, 0x64, 0xa6, 0xac])).toBe('報價單請查收');
});

test.each([
  ['=?utf-8?B?5rWL6K+V?=', '测试'],
  ['=?gb2312?B?1uzpRrv5?=', '朱镕基'],
  ['=?GB18030?B?gTCBMA==?=', '\u0080'],
  ['=?utf-8?Q?a_b=3F=E4=BD=A0?=', 'a b?你'],
  ['Re: =?utf-8?B?5rWL?= =?utf-8?B?6K+V?= ok', 'Re: 测试 ok'],
  // A character cut in two, between words and between encodings.
  ['=?utf-8?B?5rU=?= =?utf-8?B?iw==?=', '测'],
  ['=?gbk?B?sg==?=\r\n =?gbk?Q?=E2?=', '测'],
  ['=?utf-8?B?5rWL6K+V?==?utf-8?B?5rWL6K+V?=', '测试测试'],
  ['=?utf-8*zh?B?5rWL?=', '测'],
  ['=?utf-8?B?5rWL6K+V', '=?utf-8?B?5rWL6K+V'],
  ['"=?utf-8?B?5rWL6K+V?="', '"测试"'],
  ['=?gb2312?B?5rWL6K+V5oql5Lu35Y2V?=', '测试报价单'],
  ['=?x-unknown?B?suLK1A==?=', '测试'],
  ['=?utf-8?Q?two words?=', 'two words'],
  ['=?iso-8859-1?Q?Caf=E9?= =?utf-8?B?5rWL?=', 'Café测'],
])('%s reads as %s', (text, expected) => {
  expect(subject(text)).toBe(expected);
});

test('an address list survives commas in names, raw bytes, groups and comments', () => {
  expect(from('"Li, Si" <li@x.test>, wang@x.test (王五), =?utf-8?B?5byg5LiJLCDmsqE=?= <zhang@x.test>')).toEqual([
    { name: 'Li, Si', address: 'li@x.test' },
    { name: '王五', address: 'wang@x.test' },
    { name: '张三, 没', address: 'zhang@x.test' },
  ]);
  expect(from('"', gbk.张三, gbk.誠, '" <z@x.test>')).toEqual([{ name: '张三誠', address: 'z@x.test' }]);
  expect(from('Team: a@x.test, "B" <b@x.test>;, c@x.test')).toEqual([
    { name: '', address: 'a@x.test' },
    { name: 'B', address: 'b@x.test' },
    { name: '', address: 'c@x.test' },
  ]);
  expect(from('""张三"" <z@x.test>')).toEqual([{ name: '张三', address: 'z@x.test' }]);
  expect(from('=?utf-8?B?5byg5LiJIDx6QHgudGVzdD4=?=')).toEqual([{ name: '张三', address: 'z@x.test' }]);
  expect(from('张三 z@x.test')).toEqual([{ name: '张三', address: 'z@x.test' }]);
  expect(from('z@x.test；y@x.test')).toHaveLength(2);
  expect(from('')).toEqual([]);
  expect(from('<>')).toEqual([]);
});

test('a name cannot dress itself up with direction characters or a second line', () => {
  const [sender] = from('=?utf-8?B?', Buffer.from('boss\u202e\r\nBcc: x').toString('base64'), '?= <evil@x.test>');
  expect(sender).toEqual({ name: 'boss Bcc: x', address: 'evil@x.test' });
});

test.each([
  ['Tue, 7 Feb 2026 21:52:25 +0800', '2026-02-07T13:52:25.000Z'],
  ['7 Feb 26 21:52 GMT', '2026-02-07T21:52:00.000Z'],
  ['Sat, 07 Feb 2026 21:52:25 CST', '2026-02-07T13:52:25.000Z'],
  ['Sat, 07 Feb 2026 21:52:25', '2026-02-07T13:52:25.000Z'],
  ['Sat, 07 Feb 2026 21:52:25 +0800 (CST)', '2026-02-07T13:52:25.000Z'],
  ['Sat, 07-Feb-2026 21:52:25 -0330', '2026-02-08T01:22:25.000Z'],
  ['2026-02-07 21:52:25', '2026-02-07T13:52:25.000Z'],
])('the date %s is %s', (text, expected) => {
  expect(parseHeaders(block(`Date: ${text}\r\n`)).date?.toISOString()).toBe(expected);
});

test.each(['', 'yesterday', 'Tue, 99 Foo 2026 99:99:99'])('the date %j is none', (text) => {
  expect(parseHeaders(block(`Date: ${text}\r\n`)).date).toBeUndefined();
});

test('reads ids with and without brackets, and the references in order', () => {
  const parsed = parseHeaders(
    block(
      'Message-ID: bare@x.test\r\nIn-Reply-To: Your message <a@x> of Monday\r\nReferences: <1@x>\r\n <2@x>,<3@x>\r\n\r\nReferences: <body@x>\r\n',
    ),
  );
  expect(parsed).toMatchObject({
    messageId: '<bare@x.test>',
    inReplyTo: '<a@x>',
    references: ['<1@x>', '<2@x>', '<3@x>'],
  });
});

test.each([
  'List-Id: <x.list>',
  'List-Unsubscribe: <mailto:x@x>',
  'Precedence: bulk',
  'Auto-Submitted: auto-generated',
  'From: no-reply@x.test',
  'From: 通知 <noreply+12@x.test>',
  'From: MAILER-DAEMON@x.test',
])('%s means a machine', (line) => {
  expect(parseHeaders(block(`${line}\r\n`)).machine).toBe(true);
});

test.each(['Auto-Submitted: no', 'Precedence: normal', 'From: norbert@x.test', 'From: reply@x.test'])(
  '%s means a person',
  (line) => {
    expect(parseHeaders(block(`${line}\r\n`)).machine).toBe(false);
  },
);

test('hostile headers cost little and never throw', () => {
  const bombs = [
    `Subject: ${'=?utf-8?B?5rWL?= '.repeat(60_000)}`,
    `From: ${'"'.repeat(60_000)}x`,
    `From: ${"'".repeat(60_000)}x`,
    `From: ${'a'.repeat(60_000)}`,
    `From: ${'('.repeat(60_000)}`,
    `From: ${'<'.repeat(60_000)}`,
    `From: ${'a@b,'.repeat(15_000)}`,
    `To: ${'=?gbk?Q?=B2?='.repeat(5000)}`,
    `Message-ID: ${'<'.repeat(60_000)}`,
    `Date: ${'1 '.repeat(30_000)}`,
    `X: y\r\n${' z\r\n'.repeat(100_000)}`,
  ];
  for (const bomb of bombs) expect(parseHeaders(block(`${bomb}\r\n`)).references).toEqual([]);
});
