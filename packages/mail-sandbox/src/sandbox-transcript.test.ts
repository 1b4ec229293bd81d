import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMailSandbox } from './sandbox.ts';
import { RawClient } from './testing/raw-client.ts';
import type { MailSandbox } from './types.ts';

const shen = { address: 'shen.zhixia@ccjy.example', password: 'zhixia-2026' };
const now = Date.UTC(2026, 10, 20, 6, 32, 7);
let sandbox: MailSandbox;
const clients: RawClient[] = [];

beforeEach(async () => {
  sandbox = await startMailSandbox({ seed: 'none', now: () => now });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await sandbox.stop();
});

async function open(account?: typeof shen): Promise<RawClient> {
  const client = await RawClient.open(sandbox.imapPort, account);
  clients.push(client);
  return client;
}
const signIn = () => open(shen);
async function signInTo(folder: string): Promise<RawClient> {
  const client = await signIn();
  await client.run(`SELECT ${folder}`);
  return client;
}
const deliver = async (...subjects: string[]) => {
  for (const subject of subjects) await sandbox.deliver(shen.address, `Subject: ${subject}\r\n\r\nbody\r\n`);
};

test('a whole session is answered as RFC 3501 says', async () => {
  await deliver('one');
  const client = await open();
  expect(await client.run('SELECT INBOX')).toBe('T BAD Log in first\r\n');
  expect(await client.run('LOGIN shen.zhixia@ccjy.example wrong')).toMatch(/^T NO \[AUTHENTICATIONFAILED\]/);
  expect(await client.run('LOGIN "shen.zhixia@ccjy.example" "zhixia-2026"')).toMatch(
    /^T OK \[CAPABILITY IMAP4rev1 .*MOVE/,
  );
  expect(await client.run('SELECT inbox')).toMatch(
    /^\* FLAGS \(.*\)\r\n\* OK \[PERMANENTFLAGS \(.*\\\*\)\].*\r\n\* 1 EXISTS\r\n\* 0 RECENT\r\n\* OK \[UNSEEN 1\].*\r\n\* OK \[UIDVALIDITY \d+\].*\r\n\* OK \[UIDNEXT 2\].*\r\nT OK \[READ-WRITE\]/,
  );
  expect(await client.run('FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE UID)')).toBe(
    '* 1 FETCH (FLAGS () INTERNALDATE "20-Nov-2026 14:32:07 +0800" RFC822.SIZE 22 UID 1)\r\nT OK FETCH completed\r\n',
  );
  expect(await client.run('NONSENSE')).toBe('T BAD Unknown command\r\n');
  expect(await client.run('LOGOUT')).toBe('* BYE Logging out\r\nT OK LOGOUT completed\r\n');
  await client.untilClosed();
});

test('SASL PLAIN works with and without an initial response', async () => {
  const answer = Buffer.from(`\0${shen.address}\0${shen.password}`).toString('base64');
  const one = await open();
  expect(await one.run(`AUTHENTICATE PLAIN ${answer}`)).toMatch(/^T OK/);
  const other = await open();
  other.write('a AUTHENTICATE PLAIN\r\n');
  await other.until(/^\+ \r\n/);
  other.write(`${answer}\r\n`);
  expect(await other.until(/\r\n/)).toMatch(/^a OK/);
});

test('sections and partial fetches cut exactly, and PEEK does not mark as read', async () => {
  const raw =
    'Subject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\nskip\r\n--b\r\nX-A: 1\r\n\r\nfirst\r\n' +
    '--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\ninner\r\n--b--\r\n';
  await sandbox.deliver(shen.address, raw);
  const client = await signInTo('INBOX');
  const body = async (section: string) =>
    /\{\d+\}\r\n([\s\S]*)\)\r\nT OK/.exec(await client.run(`UID FETCH 1 BODY.PEEK[${section}`))?.[1];
  expect(await body(']')).toBe(raw);
  expect(await body(']<9.5>')).toBe('s\r\nCo');
  expect(await body(']<99999.5>')).toBe('');
  expect(await body('HEADER.FIELDS (SUBJECT)]')).toBe('Subject: s\r\n\r\n');
  expect(await body('HEADER.FIELDS.NOT (SUBJECT)]')).toBe('Content-Type: multipart/mixed; boundary=b\r\n\r\n');
  expect(await body('1]')).toBe('first');
  expect(await body('1.MIME]')).toBe('X-A: 1\r\n\r\n');
  expect(await body('2.HEADER]')).toBe('Subject: in\r\n\r\n');
  expect(await body('2.1]')).toBe('inner');
  expect(await client.run('UID FETCH 1 BODY.PEEK[7]')).toContain('BODY[7] NIL');
  expect(await client.run('FETCH 1 FLAGS')).toContain('FLAGS ()');
  expect(await client.run('FETCH 1 BODY[1]')).toContain('FLAGS (\\Seen)');
});

test('bytes above 127 pass through headers, envelopes and literals as they are', async () => {
  const gbk = Buffer.from('b1a8bce6', 'hex').toString('latin1');
  await sandbox.deliver(shen.address, Buffer.from(`Subject: ${gbk}\r\n\r\n${gbk}\r\n`, 'latin1'));
  const client = await signInTo('INBOX');
  expect(await client.run('FETCH 1 ENVELOPE')).toContain(`(NIL {4}\r\n${gbk} NIL`);
  expect(await client.run('FETCH 1 BODY.PEEK[TEXT]')).toContain(`{6}\r\n${gbk}\r\n`);
  client.write(`a APPEND INBOX {6}\r\n`);
  await client.until(/^\+ .*\r\n/);
  client.write(`\r\n${gbk}\r\n`);
  expect(await client.until(/a .*\r\n/)).toMatch(/\* 2 EXISTS\r\na OK \[APPENDUID \d+ 2\]/);
  expect(await client.run('FETCH 2 RFC822')).toContain(`{6}\r\n\r\n${gbk}`);
});

test('LITERAL+ needs no go-ahead', async () => {
  const client = await signIn();
  expect(await client.run('APPEND INBOX (\\Seen) {5+}\r\nA: b\n')).toMatch(/^T OK \[APPENDUID \d+ 1\]/);
  expect(await client.run('STATUS INBOX (MESSAGES UNSEEN)')).toContain('* STATUS "INBOX" (MESSAGES 1 UNSEEN 0)');
});

test('numbers stay until the client is told of an expunge, and what went can still be read', async () => {
  await deliver('one', 'two', 'three');
  const one = await signInTo('INBOX');
  const other = await signInTo('INBOX');
  await other.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
  expect(await other.run('EXPUNGE')).toBe('* 1 EXPUNGE\r\nT OK EXPUNGE completed\r\n');
  const fetched = await one.run('FETCH 1:3 BODY.PEEK[HEADER]');
  expect([...fetched.matchAll(/Subject: (\w+)/g)].map((match) => match[1])).toEqual(['one', 'two', 'three']);
  expect(fetched).not.toContain('EXPUNGE');
  expect(await one.run('SEARCH SUBJECT two')).toContain('* SEARCH 2\r\n');
  expect(await one.run('NOOP')).toContain('* 1 EXPUNGE\r\n');
  expect(await one.run('SEARCH SUBJECT two')).toContain('* SEARCH 1\r\n');
});

test('IDLE tells a second session of new mail, flags and expunges at once', async () => {
  await deliver('one');
  const idler = await signInTo('INBOX');
  idler.write('i IDLE\r\n');
  await idler.until(/^\+ .*\r\n/);
  const { announcedAt, uid } = await sandbox.deliver(shen.address, 'Subject: two\r\n\r\n');
  expect([announcedAt, uid]).toEqual([now, 2]);
  expect(await idler.until(/\r\n/)).toBe('* 2 EXISTS\r\n');
  const other = await signInTo('INBOX');
  await other.run('UID STORE 1 +FLAGS (\\Seen \\Deleted)');
  expect(await idler.until(/\r\n/)).toBe('* 1 FETCH (UID 1 FLAGS (\\Seen \\Deleted))\r\n');
  await other.run('UID EXPUNGE 1');
  expect(await idler.until(/\r\n/)).toBe('* 1 EXPUNGE\r\n');
  idler.write('DONE\r\n');
  expect(await idler.until(/\r\n/)).toBe('i OK IDLE completed\r\n');
});

test('DONE sent together with IDLE ends it', async () => {
  const client = await signInTo('INBOX');
  client.write('i IDLE\r\nDONE\r\nn NOOP\r\n');
  expect(await client.until(/n OK.*\r\n/)).toMatch(/^\+ idling\r\ni OK IDLE completed\r\nn OK/);
});

test('MOVE tells COPYUID before the expunges and keeps flags and date', async () => {
  await deliver('one', 'two', 'three');
  const client = await signInTo('INBOX');
  await client.run('STORE 1,3 FLAGS (\\Flagged)');
  await client.run('CREATE "&T5uUflVG-"');
  expect(await client.run('UID MOVE 1,3 "&T5uUflVG-"')).toMatch(
    /^\* OK \[COPYUID \d+ 1,3 1:2\] Moved\r\n\* 1 EXPUNGE\r\n\* 2 EXPUNGE\r\nT OK/,
  );
  await client.run('SELECT "&T5uUflVG-"');
  expect(await client.run('FETCH 1:* (UID FLAGS INTERNALDATE)')).toContain(
    '* 2 FETCH (UID 2 FLAGS (\\Flagged) INTERNALDATE "20-Nov-2026 14:32:07 +0800")',
  );
});

test('COPY leaves the originals and says where the copies are', async () => {
  await deliver('one');
  const client = await signInTo('INBOX');
  expect(await client.run('COPY 1 "&X1JoYw-"')).toMatch(/^T OK \[COPYUID \d+ 1 1\]/);
  expect(await client.run('COPY 1 nowhere')).toMatch(/^T NO \[TRYCREATE\]/);
  expect(await client.run('STATUS "&X1JoYw-" (MESSAGES UIDNEXT)')).toContain('(MESSAGES 1 UIDNEXT 2)');
});

test('folders are made, renamed with what is below them, and deleted', async () => {
  const client = await signIn();
  await client.run('CREATE a/b');
  await client.run('CREATE a');
  expect(await client.run('RENAME a c')).toMatch(/^T OK/);
  expect(await client.run('LIST "" c*')).toContain('* LIST (\\HasChildren) "/" "c"\r\n');
  expect(await client.run('LIST "" "c/%"')).toContain('"c/b"');
  expect(await client.run('DELETE INBOX')).toMatch(/^T NO \[CANNOT\]/);
  expect(await client.run('DELETE c/b')).toMatch(/^T OK/);
  expect(await client.run('LIST "" "c/%"')).toBe('T OK LIST completed\r\n');
});

test('a uid set with a star names the last message even when it starts above it', async () => {
  await deliver('one', 'two');
  const client = await signInTo('INBOX');
  expect(await client.run('UID FETCH 9:* UID')).toBe('* 2 FETCH (UID 2)\r\nT OK FETCH completed\r\n');
});

test('EXAMINE changes nothing', async () => {
  await deliver('one');
  const client = await signIn();
  await client.run('EXAMINE INBOX');
  expect(await client.run('STORE 1 FLAGS (\\Seen)')).toMatch(/^T NO \[READ-ONLY\]/);
  expect(await client.run('FETCH 1 BODY[]')).not.toContain('\\Seen');
});

test('SEARCH knows flags, dates, sets, NOT, OR and decoded headers', async () => {
  await sandbox.deliver(
    shen.address,
    'Message-ID: <m1@x>\r\nSubject: =?gb18030?B?vbvG2g==?=\r\nFrom: =?utf-8?B?5ZGo5oWV5LqR?= <zhou@x.example>\r\n\r\n300 sets\r\n',
  );
  await deliver('two');
  const client = await signInTo('INBOX');
  const search = async (criteria: string) => /^\* SEARCH ?(.*)\r\n/.exec(await client.run(`SEARCH ${criteria}`))?.[1];
  const jiaoqi = Buffer.from('交期').toString('latin1');
  expect(await search(`CHARSET UTF-8 SUBJECT {6+}\r\n${jiaoqi}`)).toBe('1');
  expect(await search('HEADER Message-ID <m1@x>')).toBe('1');
  expect(await search('BODY "300 SETS"')).toBe('1');
  expect(await search('NOT UID 1')).toBe('2');
  expect(await search('OR SUBJECT two UID 1')).toBe('1 2');
  expect(await search('SINCE 20-Nov-2026 UNSEEN')).toBe('1 2');
  expect(await search('BEFORE 20-Nov-2026')).toBe('');
  expect(await client.run('SEARCH FROB')).toMatch(/^T BAD/);
});

test('refused logins, dropped connections and a server that is down or silent', async () => {
  sandbox.refuseLogins('auth-code');
  const client = await open();
  expect(await client.run(`LOGIN ${shen.address} ${shen.password}`)).toContain('T NO LOGIN Login error');
  sandbox.refuseLogins(undefined);
  expect(await client.run(`LOGIN ${shen.address} ${shen.password}`)).toMatch(/^T OK/);
  sandbox.dropConnections();
  await client.untilClosed();
  await sandbox.pause();
  await expect(signIn()).rejects.toThrow('closed before');
  await sandbox.resume();
  const back = await signInTo('INBOX');
  await sandbox.pause('silent');
  back.write('x NOOP\r\n');
  await sandbox.deliver(shen.address, 'Subject: held\r\n\r\n');
  await sandbox.resume();
  expect(await back.until(/x OK.*\r\n/)).toBe('* 1 EXISTS\r\nx OK completed\r\n');
});
