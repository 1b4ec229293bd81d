import { expect, test } from 'vitest';
import { type Answer, agreeable, connectFake, type FakeServer, GREETING, openFake } from '../testing/fake-imap.ts';

const on =
  (pattern: RegExp, act: (server: FakeServer) => string | Uint8Array | undefined): Answer =>
  (command, server) =>
    pattern.test(command.line) ? act(server) : agreeable(command, server);

test.each([
  ['no greeting but another protocol', { greeting: 'HTTP/1.1 400 Bad Request\r\n\r\n' }, 'mail.protocol'],
  ['a goodbye', { greeting: '* BYE too many connections\r\n' }, 'mail.throttled'],
  ['a greeting that is no status', { greeting: '* 5 EXISTS\r\n' }, 'mail.protocol'],
  ['a tagged greeting', { greeting: 'a1 OK hello\r\n' }, 'mail.protocol'],
  ['a PREAUTH without TLS', { greeting: '* PREAUTH welcome\r\n' }, 'mail.protocol'],
  ['an answer to nothing asked', { answer: on(/LOGIN/, () => 'zz OK done\r\n') }, 'mail.protocol'],
  ['an answer to a command not yet sent', { greeting: `${GREETING}a2 OK early\r\n` }, 'mail.protocol'],
  ['binary noise', { greeting: Buffer.alloc(5000, 0xff) }, 'mail.network'],
  ['noise with line ends', { greeting: Buffer.from('\xff\xfe\x00\r\n'.repeat(50), 'latin1') }, 'mail.protocol'],
  ['a login that ends in BYE', { answer: on(/LOGIN/, () => '* BYE try again later\r\n') }, 'mail.throttled'],
  ['a refused login', { answer: on(/LOGIN/, () => 'TAG NO [AUTHENTICATIONFAILED] no\r\n') }, 'mail.auth_bad'],
])('%s ends in a failure, not in an exception', async (_, options, code) => {
  const { result } = await connectFake({ silenceMs: 100, ...options });
  expect(result).toMatchObject({ ok: false, error: { code } });
});

/** Answers that make the connection useless: it ends, and the call says why. */
const scripts: Record<string, string | Uint8Array> = {
  'a literal of 4 GB': '* 1 FETCH (UID 1 BODY[1] {4294967295}\r\n',
  'a literal larger than asked for': '* 1 FETCH (UID 1 BODY[1] {50000000}\r\n',
  'a number with a thousand digits': `* 1 FETCH (UID 1 BODY[1] {${'9'.repeat(1000)}}\r\n)\r\nTAG OK x\r\nzz NO x\r\n`,
  'a line without end': Buffer.alloc(9 * 1024 * 1024, 0x61),
  'lists nested without end': `* 1 FETCH ${'('.repeat(100_000)}\r\nzz OK\r\n`,
  'endless empty literals': Buffer.from(`* 1 FETCH (${'{0}\r\n'.repeat(1_000_000)}`),
  'a flood of unasked news': Buffer.from('* 1 EXISTS\r\n* 2 EXISTS\r\n'.repeat(150_000)),
  'a wrong tag': 'a999 OK done\r\n',
  'an empty line': '\r\n',
  'a tag without status': 'a5\r\n',
  'a star alone': '* \r\n',
  'a BYE': '* BYE enough\r\n',
};

test.each(Object.entries(scripts))('%s ends the connection and the call with a value', async (_, script) => {
  const { connection } = await openFake({ silenceMs: 300, answer: on(/UID FETCH/, () => script) });
  await connection.open('INBOX', { readOnly: true });
  const fetched = await connection.fetchSection(1, '1', { maxBytes: 100 });
  expect(fetched.ok).toBe(false);
  expect(await connection.noop()).toMatchObject({ ok: false });
});

/** Lies that a call survives. */
const lies: Record<string, string> = {
  'a FETCH of another message': '* 9 FETCH (UID 99 BODY[1] {3}\r\nabc)\r\n',
  'a FETCH without a uid': '* 9 FETCH (BODY[1] "abc")\r\n',
  'an empty FETCH': '* 1 FETCH ()\r\n',
  'a FETCH with half a pair': '* 1 FETCH (UID)\r\n',
  'flags that are no list': '* 1 FETCH (FLAGS NIL)\r\n',
  'negative numbers': '* -5 EXISTS\r\n',
  'a huge EXISTS': '* 99999999999 EXISTS\r\n',
  'an unknown response': '* X-SURPRISE (a (b "c"))\r\n',
  'a continuation nobody waits for': '+ what?\r\n',
  'a broken response code': '* OK [UNCLOSED text\r\n',
  'a VANISHED of everything': '* VANISHED 1:4294967295\r\n',
  'EXPUNGE below zero': '* 1 EXPUNGE\r\n'.repeat(10),
};

test.each(Object.entries(lies))('%s is survived', async (_, lie) => {
  const { connection } = await openFake({ silenceMs: 300, answer: on(/UID FETCH/, () => `${lie}TAG OK done\r\n`) });
  await connection.open('INBOX', { readOnly: true });
  expect(await connection.fetchSection(1, '1', { maxBytes: 100 })).toEqual({ ok: true, value: undefined });
  expect((await connection.noop()).ok).toBe(true);
});

test('a server that falls silent during a command counts as gone', async () => {
  const { connection } = await openFake({ silenceMs: 20, answer: on(/NOOP/, () => undefined) });
  expect(await connection.noop()).toMatchObject({ ok: false, error: { code: 'mail.network', retry: true } });
});

test('calls that wait behind a dead one are answered too, and so are later ones', async () => {
  const { connection } = await openFake({ silenceMs: 20, answer: on(/NOOP/, () => undefined) });
  const results = await Promise.all([connection.noop(), connection.status('INBOX'), connection.listFolders()]);
  expect(results.map(({ ok }) => ok)).toEqual([false, false, false]);
  await expect(async () => {
    for await (const _ of connection.fetchFlags({ from: 1, to: '*' }));
  }).rejects.toMatchObject({ code: 'mail.network' });
});

test('close does not wait for a server that does not answer LOGOUT', async () => {
  const { connection } = await openFake({ answer: on(/LOGOUT/, () => undefined) });
  await connection.close();
  expect(await connection.noop()).toMatchObject({ ok: false });
});

test('a slow reader holds the server back, and a fast server is not held in memory', async () => {
  const body = 'x'.repeat(100_000);
  const { connection, server } = await openFake({
    answer: on(/UID FETCH/, (fake) => {
      // Written as the client reads: what is not read stays with the server.
      let uid = 0;
      const more = () => {
        while (uid < 400) {
          uid += 1;
          const text = `* ${uid} FETCH (UID ${uid} FLAGS () BODY[HEADER.FIELDS (DATE)] {${body.length}}\r\n${body})\r\n`;
          if (!fake.socket.write(text)) return void fake.socket.once('drain', more);
        }
        fake.say(`${fake.commands.at(-1)!.tag} OK done\r\n`);
        uid = 1000;
      };
      more();
      return undefined;
    }),
  });
  await connection.open('INBOX', { readOnly: true });
  let seen = 0;
  for await (const item of connection.fetchHeaders({ from: 1, to: '*' })) {
    if (seen === 0) {
      for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
      expect(server.socket.writableNeedDrain).toBe(true);
    }
    seen += 1;
    expect(item.uid).toBe(seen);
  }
  expect(seen).toBe(400);
});

test('another command during a held-back stream does not wait for its reader', async () => {
  const body = 'x'.repeat(100_000);
  const { connection } = await openFake({
    answer: on(/UID FETCH/, () => {
      const items = Array.from(
        { length: 100 },
        (_, at) =>
          `* ${at + 1} FETCH (UID ${at + 1} FLAGS () BODY[HEADER.FIELDS (DATE)] {${body.length}}\r\n${body})\r\n`,
      );
      return `${items.join('')}TAG OK done\r\n`;
    }),
  });
  await connection.open('INBOX', { readOnly: true });
  let seen = 0;
  for await (const _ of connection.fetchHeaders({ from: 1, to: '*' })) {
    if (seen++ === 0) expect((await connection.noop()).ok).toBe(true);
  }
  expect(seen).toBe(100);
});

test('leaving a stream early, or aborting it, leaves the connection usable', async () => {
  const { connection } = await openFake({
    answer: on(/UID FETCH/, () => {
      const items = Array.from({ length: 50 }, (_, at) => `* ${at + 1} FETCH (UID ${at + 1} FLAGS ())\r\n`);
      return `${items.join('')}TAG OK done\r\n`;
    }),
  });
  await connection.open('INBOX', { readOnly: true });
  for await (const _ of connection.fetchFlags({ from: 1, to: '*' })) break;
  expect((await connection.noop()).ok).toBe(true);
  const stop = new AbortController();
  const stream = connection.fetchFlags([1])[Symbol.asyncIterator]();
  await stream.return?.(undefined);
  stop.abort(new Error('enough'));
  const aborted = connection.fetchHeaders({ from: 1, to: '*' }, { signal: stop.signal })[Symbol.asyncIterator]();
  await expect(aborted.next()).rejects.toThrow('enough');
  expect((await connection.noop()).ok).toBe(true);
});
