import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectFake, type FakeServer, openFake } from '../testing/fake-imap.ts';
import type { ImapConnection } from '../types.ts';

/** Set to a larger number for the nightly run (security.md C1 asks for 10,000 for each call site). */
const RUNS = Number(process.env.HONGYAN_FUZZ_RUNS ?? 2000);

const nasty = fc.oneof(
  fc.constantFrom(
    'x\r\na9 DELETE INBOX\r\n',
    'x"\r\na9 LOGOUT',
    '"',
    '\\',
    '{5}\r\nhello',
    '{5+}\r\nhello',
    'x {3}',
    '(\\Seen)',
    '\0',
    'x\ry',
    'x\ny',
    '*',
    '%',
    ') a9 NOOP',
    '\u010d\u010a',
    '\u560d\u560a',
    '已发送\r\n',
    '&-',
    '\u2028',
    '\xff\xfe',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom('\r', '\n', '\0', '"', '\\', '{1}', '{1+}', ' ', 'a', '*', '(', ')', '中', '\x80'), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);

/** Each way in which text from outside reaches a command: the verb it may make, and the call. */
const sites: Record<string, [RegExp, (connection: ImapConnection, text: string) => unknown]> = {
  'open path': [/^(SELECT) /, (c, t) => c.open(t, { readOnly: false })],
  'examine path': [/^(EXAMINE) /, (c, t) => c.open(t, { readOnly: true })],
  'status path': [/^(STATUS) /, (c, t) => c.status(t)],
  'folder name': [/^(LIST "" ""$|CREATE )/, (c, t) => c.createFolder([t])],
  'folder name below another': [/^(LIST "" ""$|CREATE )/, (c, t) => c.createFolder(['a', t])],
  section: [/^UID FETCH 5 \(UID BODY\.PEEK\[[A-Z0-9.]*\]\)$/, (c, t) => c.fetchSection(5, t)],
  'section, first bytes': [/^UID FETCH 5 /, (c, t) => c.fetchSection(5, t, { maxBytes: 9 })],
  'flag added': [/^UID STORE 5 \+FLAGS\.SILENT \([^()]+\)$/, (c, t) => c.storeFlags([5], { add: [t] })],
  'flag removed': [/^UID STORE 5 -FLAGS\.SILENT \([^()]+\)$/, (c, t) => c.storeFlags([5], { remove: [t] })],
  'two flags': [/^UID STORE 5 \+FLAGS\.SILENT \([^()]+\)$/, (c, t) => c.storeFlags([5], { add: ['seen', t] })],
  'move path': [/^UID MOVE 5 /, (c, t) => c.move([5], t)],
  'append path': [/^APPEND /, (c, t) => c.append(t, Buffer.from('x'), {})],
  'append flag': [/^APPEND "Sent" \([^()]+\) /, (c, t) => c.append('Sent', Buffer.from('x'), { flags: [t] })],
  'append bytes': [/^APPEND "Sent" \{\d+\+?\}/s, (c, t) => c.append('Sent', Buffer.from(t), {})],
  'message id': [/^(UID SEARCH HEADER Message-ID |FETCH 1:\* \(UID\)$)/, (c, t) => c.findByMessageId(t)],
  uid: [/^never$/, (c, t) => c.storeFlags([t as unknown as number], { add: ['seen'] })],
  'uid of a section': [/^never$/, (c, t) => c.fetchSection(t as unknown as number, '1')],
  'uid of a move': [/^never$/, (c, t) => c.move([t as unknown as number], 'x')],
  'uid of an expunge': [/^never$/, (c, t) => c.expunge([t as unknown as number])],
  'range start': [/^never$/, (c, t) => drain(c.fetchHeaders({ from: t as unknown as number, to: '*' }))],
  'range end': [/^never$/, (c, t) => drain(c.fetchFlags({ from: 1, to: t === '*' ? 0 : (t as unknown as number) }))],
  'first bytes count': [/^never$/, (c, t) => c.fetchSection(5, '1', { maxBytes: t as unknown as number })],
  'newest count': [/^FETCH \d+:\* \(UID\)$/, (c, t) => c.newestUids(t as unknown as number)],
};

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

test.each(Object.entries(sites))('%s brings no second command', async (_, [allowed, call]) => {
  const { connection, server } = await openFake();
  await connection.open('INBOX', { readOnly: false });
  await fc.assert(
    fc.asyncProperty(nasty, async (text) => {
      const before = server.commands.length;
      await (async () => call(connection, text))().catch((error: unknown) => {
        if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
      });
      await connection.noop();
      expectOnly(server, before, allowed);
    }),
    { numRuns: RUNS },
  );
});

/** Tags run on by one, each verb is one that the call may make, and the last is our own NOOP. */
function expectOnly(server: FakeServer, from: number, allowed: RegExp): void {
  const fresh = server.commands.slice(from);
  const lines = fresh.map(({ line }) => line.replace(/^a\d+ /, ''));
  expect(lines.at(-1)).toBe('NOOP');
  for (const line of lines.slice(0, -1)) expect(line).toMatch(allowed);
  fresh.forEach(({ tag }, at) => {
    expect(tag).toBe(`a${from + at + 1}`);
  });
}

test.each(['user', 'password', 'xoauth2 user', 'token'])('%s brings no second command', async (what) => {
  await fc.assert(
    fc.asyncProperty(nasty, async (text) => {
      const credential =
        what === 'user'
          ? { kind: 'password' as const, user: text, password: 'x' }
          : what === 'password'
            ? { kind: 'password' as const, user: 'x', password: text }
            : what === 'token'
              ? { kind: 'xoauth2' as const, user: 'x', token: text }
              : { kind: 'xoauth2' as const, user: text, token: 'x' };
      const { result, fake } = await connectFake({ credential });
      if (result.ok) await result.value.noop();
      for (const { line } of fake.servers[0]!.commands) {
        expect(line).toMatch(/^a\d+ (LOGIN |AUTHENTICATE (PLAIN|XOAUTH2) [A-Za-z0-9+/=]+$|CAPABILITY$|NOOP$)/);
      }
      if (result.ok) await result.value.close();
    }),
    { numRuns: Math.min(RUNS, 1000) },
  );
});
