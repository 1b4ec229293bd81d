import { expect, test } from 'vitest';
import { providerById } from '../providers/list.ts';
import { type Answer, agreeable, type FakeServer, openFake } from '../testing/fake-imap.ts';
import type { ImapNews } from '../types.ts';

/** Says `+` to IDLE and OK to DONE, and tells when a client begins to wait. */
function idling(onIdle: (server: FakeServer, round: number) => void): Answer {
  let tag = '';
  let round = 0;
  return (command, server) => {
    if (/ IDLE$/.test(command.line)) {
      tag = command.tag;
      server.say('+ idling\r\n');
      onIdle(server, ++round);
      return undefined;
    }
    if (command.line === 'DONE') return `${tag} OK done\r\n`;
    return agreeable(command, server);
  };
}

const forever = () => new AbortController().signal;

test('wakes at new mail and leaves IDLE before it answers', async () => {
  const { connection, server } = await openFake({ answer: idling((fake) => fake.say('* 4 EXISTS\r\n* 1 RECENT\r\n')) });
  const news: ImapNews[] = [];
  connection.onNews((item) => news.push(item));
  await connection.open('INBOX', { readOnly: true });
  expect(await connection.wait({ signal: forever(), pollMs: 1000 })).toEqual({ ok: true, value: 'news' });
  expect(news).toEqual([{ kind: 'exists', count: 4 }]);
  expect(server.commands.at(-1)!.line).toBe('DONE');
});

test('tells expunges, flags and vanished messages in order', async () => {
  const { connection } = await openFake({
    answer: idling((fake) => fake.say('* 2 EXPUNGE\r\n* 1 FETCH (FLAGS (\\Seen) UID 9)\r\n* VANISHED 4:5\r\n')),
  });
  const news: ImapNews[] = [];
  connection.onNews((item) => news.push(item));
  await connection.open('INBOX', { readOnly: true });
  await connection.wait({ signal: forever(), pollMs: 1000 });
  expect(news).toEqual([
    { kind: 'expunge', seq: 2 },
    { kind: 'flags', seq: 1, uid: 9, flags: new Set(['seen']) },
    { kind: 'vanished', uids: [4, 5] },
  ]);
});

test('does not sleep over news that came while another command ran', async () => {
  const { connection } = await openFake({
    answer: (command, fake) =>
      / NOOP/.test(command.line) ? '* 9 EXISTS\r\nTAG OK done\r\n' : agreeable(command, fake),
  });
  await connection.open('INBOX', { readOnly: true });
  await connection.noop();
  expect(await connection.wait({ signal: forever(), pollMs: 1000 })).toEqual({ ok: true, value: 'news' });
});

test('leaves IDLE for another command and takes it up again', async () => {
  const begun: (() => void)[] = [];
  const started = (round: number) => new Promise<void>((resolve) => (begun[round] = resolve));
  const [first, second] = [started(1), started(2)];
  const { connection, server } = await openFake({ answer: idling((_, round) => begun[round]?.()) });
  await connection.open('INBOX', { readOnly: false });
  const stop = new AbortController();
  const waiting = connection.wait({ signal: stop.signal, pollMs: 1000 });
  await first;
  expect((await connection.storeFlags([1], { add: ['seen'] })).ok).toBe(true);
  await second;
  stop.abort();
  expect(await waiting).toEqual({ ok: true, value: 'aborted' });
  expect(server.commands.slice(-5).map(({ line }) => line.replace(/^a\d+ /, ''))).toEqual([
    'IDLE',
    'DONE',
    'UID STORE 1 +FLAGS.SILENT (\\Seen)',
    'IDLE',
    'DONE',
  ]);
});

test('renews IDLE by itself', async () => {
  const profile = { ...providerById('generic')!, idleRenewMs: 8 };
  const stop = new AbortController();
  const { connection } = await openFake({
    profile,
    answer: idling((_, round) => {
      if (round === 3) stop.abort();
    }),
  });
  await connection.open('INBOX', { readOnly: true });
  expect(await connection.wait({ signal: stop.signal, pollMs: 1000 })).toEqual({ ok: true, value: 'aborted' });
});

test('asks by STATUS where IDLE is offered and then refused', async () => {
  const { connection } = await openFake({
    answer: (command, fake) => {
      if (/ IDLE$/.test(command.line)) return 'TAG BAD unknown command\r\n';
      if (/ STATUS /.test(command.line)) return '* STATUS INBOX (MESSAGES 4 UNSEEN 1)\r\nTAG OK done\r\n';
      return agreeable(command, fake);
    },
  });
  await connection.open('INBOX', { readOnly: true });
  expect(await connection.wait({ signal: forever(), pollMs: 5 })).toEqual({ ok: true, value: 'news' });
});

test('tells when the server closes while it idles', async () => {
  const { connection } = await openFake({ answer: idling((fake) => fake.socket.destroy()) });
  const news: ImapNews[] = [];
  connection.onNews((item) => news.push(item));
  await connection.open('INBOX', { readOnly: true });
  expect(await connection.wait({ signal: forever(), pollMs: 1000 })).toMatchObject({
    ok: false,
    error: { code: 'mail.network', retry: true },
  });
  expect(news).toMatchObject([{ kind: 'closed', failure: { code: 'mail.network' } }]);
});

test('is quiet about silence while it idles, and not before', async () => {
  let idle: (() => void) | undefined;
  const begun = new Promise<void>((resolve) => (idle = resolve));
  const { connection } = await openFake({ silenceMs: 30, answer: idling(() => idle?.()) });
  await connection.open('INBOX', { readOnly: true });
  const stop = new AbortController();
  const waiting = connection.wait({ signal: stop.signal, pollMs: 1000 });
  await begun;
  await new Promise((resolve) => setTimeout(resolve, 90));
  stop.abort();
  expect(await waiting).toEqual({ ok: true, value: 'aborted' });
});
