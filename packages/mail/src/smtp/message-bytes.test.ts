import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeSmtp } from '../testing/fake-smtp.ts';
import { toDataBytes } from './message-bytes.ts';
import { sendMail } from './send.ts';

const data = (text: string): string => toDataBytes(Buffer.from(text, 'latin1')).toString('latin1');

test.each([
  ['a\r\nb', 'a\r\nb\r\n'],
  ['a\nb\rc', 'a\r\nb\r\nc\r\n'],
  ['.\r\n.a\r\n..b\r\na.', '..\r\n..a\r\n...b\r\na.\r\n'],
  ['a\n.\nMAIL FROM:<x>\n', 'a\r\n..\r\nMAIL FROM:<x>\r\n'],
  ['a\r.\rb', 'a\r\n..\r\nb\r\n'],
  ['a\r\n.\rb\r\r\n.\n', 'a\r\n..\r\nb\r\n\r\n..\r\n'],
  ['', ''],
  ['\r', '\r\n'],
])('%j goes out as %j', (text, expected) => {
  expect(data(text)).toBe(expected);
});

const smuggled = fc
  .array(
    fc.constantFrom('\r', '\n', '.', 'a', '\r\n', '\n.\n', '\r.\r', '\r\n.\r\n', '\0', 'MAIL FROM:<evil@x.test>'),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

test('no text leaves a lone CR or LF, or a line with only a dot', () => {
  fc.assert(
    fc.property(smuggled, (text) => {
      const out = data(text);
      expect(out).not.toMatch(/(^|[^\r])\n|\r([^\n]|$)/);
      expect(out).not.toMatch(/(^|\r\n)\.\r\n/);
      expect(out.replace(/(^|\r\n)\.\./g, '$1.').replace(/\r\n$/, '')).toBe(
        text.replace(/\r\n|\r|\n/g, '\r\n').replace(/\r\n$/, ''),
      );
    }),
    { numRuns: 3000 },
  );
});

test('whatever the text, the server sees one message and no command in it', async () => {
  await fc.assert(
    fc.asyncProperty(smuggled, async (text) => {
      const { servers, options } = fakeSmtp();
      const built = { raw: Buffer.from(text), envelope: { from: 'a@x.test', to: ['b@x.test'] } };
      expect((await sendMail(options, built)).kind).toBe('sent');
      expect(servers[0]!.messages).toHaveLength(1);
      expect(servers[0]!.lines.map((line) => line.split(' ')[0])).toEqual([
        'EHLO',
        'AUTH',
        'MAIL',
        'RCPT',
        'DATA',
        'QUIT',
      ]);
    }),
    { numRuns: 300 },
  );
});
