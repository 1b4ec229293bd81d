import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlainDial } from '../dial.ts';
import { buildMail } from '../mime/build.ts';
import { parseHeaders } from '../mime/headers.ts';
import { providerById } from '../providers/list.ts';
import { type Dovecot, PASSWORD, startDovecot } from '../testing/dovecot.ts';
import type { BodyPart, FetchedHeaders, ImapConnection, ImapNews } from '../types.ts';
import { connectImap } from './connect.ts';

const profile = providerById('dovecot')!;
let dovecot: Dovecot;
beforeAll(async () => {
  dovecot = await startDovecot([
    'read@x.test',
    'idle@x.test',
    'move@x.test',
    'cross@x.test',
    '名@x.test',
    'evil@x.test',
  ]);
});
afterAll(() => dovecot?.stop());

async function connect(user: string, server = dovecot.imaps): Promise<ImapConnection> {
  const connected = await connectImap({
    server,
    credential: { kind: 'password', user, password: PASSWORD },
    profile,
    dial: dovecot.dial,
    silenceMs: 10_000,
  });
  if (!connected.ok) throw new Error(`${connected.error.code} ${connected.error.detail}`);
  return connected.value;
}

/** A mail as an old Chinese client writes it: GBK bytes in the header, no encoding, no label. */
const gbkMail = (id: string): Buffer =>
  Buffer.concat([
    Buffer.from('From: '),
    Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]),
    Buffer.from(' <zhang@x.test>\r\nSubject: '),
    Buffer.from([0xb2, 0xe2, 0xca, 0xd4, 0xb1, 0xa8, 0xbc, 0xdb]),
    Buffer.from(`\r\nMessage-ID: <${id}>\r\nContent-Type: text/plain\r\n\r\n`),
    Buffer.from([0xc4, 0xe3, 0xba, 0xc3]),
    Buffer.from('\r\n'),
  ]);

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string; detail?: string } }): T => {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.detail}`);
  return result.value;
};

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const item of items) out.push(item);
  return out;
}

test('signs in over TLS and over STARTTLS, with a Chinese user name and password', async () => {
  for (const server of [dovecot.imaps, dovecot.imap]) {
    const connection = await connect('名@x.test', server);
    expect(
      must(await connection.listFolders())
        .map(({ wirePath, role }) => [wirePath, role])
        .sort(),
    ).toEqual([
      ['Drafts', 'drafts'],
      ['INBOX', 'inbox'],
      ['Junk', 'junk'],
      ['Sent', 'sent'],
      ['Trash', 'trash'],
    ]);
    await connection.close();
  }
});

test('says that a password is wrong', async () => {
  const connected = await connectImap({
    server: dovecot.imaps,
    credential: { kind: 'password', user: 'read@x.test', password: 'wrong' },
    profile,
    dial: dovecot.dial,
  });
  expect(connected).toMatchObject({ ok: false, error: { code: 'mail.auth_bad', retry: false } });
});

test('refuses a certificate that nobody vouches for, on both doors', async () => {
  for (const server of [dovecot.imaps, dovecot.imap]) {
    const credential = { kind: 'password' as const, user: 'read@x.test', password: PASSWORD };
    const connected = await connectImap({ server, credential, profile, dial: createPlainDial() });
    expect(connected).toMatchObject({ ok: false, error: { code: 'mail.certificate', retry: false } });
  }
});

test('a port where nobody listens is a network failure', async () => {
  const credential = { kind: 'password' as const, user: 'read@x.test', password: PASSWORD };
  const server = { ...dovecot.imaps, port: 1 };
  expect(await connectImap({ server, credential, profile, dial: dovecot.dial })).toMatchObject({
    ok: false,
    error: { code: 'mail.network', retry: true },
  });
});

test('keeps the bytes of a GBK header and of a GBK body', async () => {
  await dovecot.deliver('read@x.test', gbkMail('gbk@x.test'));
  const connection = await connect('read@x.test');
  must(await connection.open('INBOX', { readOnly: true }));
  const [mail] = await all(connection.fetchHeaders({ from: 1, to: '*' }, { structure: true }));
  expect(parseHeaders(mail!.header)).toMatchObject({
    subject: '测试报价',
    from: [{ name: '张三', address: 'zhang@x.test' }],
    messageId: '<gbk@x.test>',
  });
  expect(mail!.structure).toMatchObject({ partId: '1', mediaType: 'text/plain' });
  const body = must(await connection.fetchSection(mail!.uid, 'TEXT'));
  expect([...body!]).toEqual([0xc4, 0xe3, 0xba, 0xc3, 0x0d, 0x0a]);
  expect([...must(await connection.fetchSection(mail!.uid, '1', { maxBytes: 2 }))!]).toEqual([0xc4, 0xe3]);
  const whole = must(await connection.fetchMessage(mail!.uid, { maxBytes: 100_000 }))!;
  expect(Buffer.from(whole).subarray(-gbkMail('gbk@x.test').length)).toEqual(gbkMail('gbk@x.test'));
  expect(await connection.fetchMessage(mail!.uid, { maxBytes: 50 })).toMatchObject({ error: { code: 'mail.size' } });
  expect(must(await connection.fetchSection(999, 'TEXT'))).toBeUndefined();
  // Reading never marks.
  expect([...(await all(connection.fetchFlags([mail!.uid])))[0]!.flags]).toEqual([]);
  await connection.close();
});

test('IDLE tells of new mail, of flags set elsewhere and of removals', async () => {
  const watcher = await connect('idle@x.test');
  const news: ImapNews[] = [];
  watcher.onNews((item) => news.push(item));
  must(await watcher.open('INBOX', { readOnly: true }));
  const signal = new AbortController().signal;
  let waiting = watcher.wait({ signal, pollMs: 60_000 });
  await dovecot.deliver('idle@x.test', gbkMail('idle@x.test'));
  expect(must(await waiting)).toBe('news');
  expect(news).toEqual([{ kind: 'exists', count: 1 }]);
  const other = await connect('idle@x.test');
  must(await other.open('INBOX', { readOnly: false }));
  const [uid] = must(await other.newestUids(1));
  waiting = watcher.wait({ signal, pollMs: 60_000 });
  must(await other.storeFlags([uid!], { add: ['seen', 'flagged'] }));
  expect(must(await waiting)).toBe('news');
  expect(news.at(-1)).toMatchObject({ kind: 'flags', seq: 1, flags: new Set(['seen', 'flagged']) });
  waiting = watcher.wait({ signal, pollMs: 60_000 });
  must(await other.expunge([uid!]));
  expect(must(await waiting)).toBe('news');
  // The mark may be told before the removal.
  while (news.at(-1)?.kind !== 'expunge') must(await watcher.wait({ signal, pollMs: 60_000 }));
  expect(news.at(-1)).toEqual({ kind: 'expunge', seq: 1 });
  await Promise.all([watcher.close(), other.close()]);
});

test('STATUS polling learns the same where IDLE must not be used', async () => {
  const watching = { ...profile, keepAlive: 'status' as const };
  const connected = await connectImap({
    server: dovecot.imaps,
    credential: { kind: 'password', user: 'idle@x.test', password: PASSWORD },
    profile: watching,
    dial: dovecot.dial,
  });
  const watcher = must(connected);
  const counts: number[] = [];
  watcher.onNews((item) => {
    if (item.kind === 'exists') counts.push(item.count);
  });
  const { exists } = must(await watcher.open('INBOX', { readOnly: true }));
  const waiting = watcher.wait({ signal: new AbortController().signal, pollMs: 20 });
  await dovecot.deliver('idle@x.test', gbkMail('poll@x.test'));
  expect(must(await waiting)).toBe('news');
  expect(counts).toEqual([exists + 1]);
  await watcher.close();
});

test('moves with and without MOVE, and knows the new uids', async () => {
  for (const ignoreCapabilities of [[], ['MOVE'], ['MOVE', 'LITERAL+']]) {
    const connected = await connectImap({
      server: dovecot.imaps,
      credential: { kind: 'password', user: 'move@x.test', password: PASSWORD },
      profile: { ...profile, ignoreCapabilities },
      dial: dovecot.dial,
    });
    const connection = must(connected);
    must(await connection.open('INBOX', { readOnly: false }));
    const { uid } = must(
      await connection.append('INBOX', gbkMail('move@x.test'), { flags: ['seen'], date: new Date(0) }),
    );
    expect(uid).toBeGreaterThan(0);
    must(await connection.noop());
    const moved = must(await connection.move([uid!], 'Trash'));
    expect(must(await connection.searchUids('ALL'))).toEqual([]);
    const { uidValidity } = must(await connection.open('Trash', { readOnly: true }));
    expect(moved.uidValidity).toBe(uidValidity);
    const [found] = await all(connection.fetchHeaders([moved.uids.get(uid!)!]));
    expect(found).toMatchObject({ internalDate: new Date(0), flags: new Set(['seen']) });
    await connection.close();
  }
});

test('moving into a folder that is not there says so and loses nothing', async () => {
  const connection = await connect('move@x.test');
  must(await connection.open('INBOX', { readOnly: false }));
  const { uid } = must(await connection.append('INBOX', gbkMail('stay@x.test'), {}));
  must(await connection.noop());
  expect(await connection.move([uid!], 'No/Where')).toMatchObject({
    ok: false,
    error: { code: 'mail.folder_missing' },
  });
  expect(await connection.append('No/Where', Buffer.from('x'), {})).toMatchObject({
    error: { code: 'mail.folder_missing' },
  });
  expect(await connection.open('No/Where', { readOnly: true })).toMatchObject({
    error: { code: 'mail.folder_missing' },
  });
  must(await connection.open('INBOX', { readOnly: false }));
  expect(must(await connection.findByMessageId('<stay@x.test>'))).toEqual([uid]);
  await connection.close();
});

test('creates a folder with a Chinese name, twice without harm', async () => {
  const connection = await connect('move@x.test');
  const made = must(await connection.createFolder(['项目 & 合同', '2026']));
  expect(must(await connection.createFolder(['项目 & 合同', '2026']))).toEqual(made);
  const listed = must(await connection.listFolders()).find(({ wirePath }) => wirePath === made.wirePath);
  expect(listed?.names).toEqual(['项目 & 合同', '2026']);
  expect(must(await connection.status(made.wirePath)).messages).toBe(0);
  expect((await connection.createFolder(['a/b'])).ok).toBe(false);
  await connection.close();
});

test('no text from outside becomes a command of its own', async () => {
  const connection = await connect('evil@x.test');
  must(await connection.open('INBOX', { readOnly: false }));
  for (const evil of [
    'x"\r\na9 CREATE owned\r\n',
    'x\r\na9 CREATE owned',
    'x\na9 CREATE owned\n',
    'x {3}\r\n',
    'x\0',
    '"',
  ]) {
    await connection.createFolder([evil]);
    await connection.open(evil, { readOnly: true });
    await connection.status(evil);
    await connection.append(evil, Buffer.from(evil), { flags: [evil] });
    await connection.append('INBOX', Buffer.from(`Subject: x\r\n\r\n${evil}`), {});
    await connection.findByMessageId(evil);
    await connection.fetchSection(1, evil);
    must(await connection.noop());
  }
  const names = must(await connection.listFolders()).flatMap(({ names }) => names);
  expect(names.filter((name) => name === 'owned')).toEqual([]);
  await connection.close();
});

test('sees what imapflow sees: uids, flags, sizes, dates and structure', async () => {
  const connection = await connect('cross@x.test');
  const built = await buildMail({
    from: { name: '李四', address: 'li@x.test' },
    to: [{ name: '', address: 'cross@x.test' }],
    cc: [],
    bcc: [],
    subject: '第三季度报告',
    html: '<p>见附件</p><img src="cid:logo">',
    text: '见附件',
    messageId: '<cross@x.test>',
    date: new Date('2026-11-01T08:00:00Z'),
    attachments: [
      {
        name: '2026年第三季度销售情况汇总与第四季度工作计划（最终版）.xlsx',
        mediaType: 'application/zip',
        content: Buffer.alloc(4000, 7),
      },
      { name: '图.png', mediaType: 'image/png', content: Buffer.alloc(300, 1), contentId: 'logo' },
    ],
  });
  const enclosing = Buffer.concat([
    Buffer.from(
      'Subject: fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n',
    ),
    built.raw,
    Buffer.from('\r\n--b--\r\n'),
  ]);
  for (const [bytes, flags] of [
    [gbkMail('1@x'), ['seen']],
    [built.raw, ['flagged', '$Forwarded']],
    [enclosing, []],
  ] as const) {
    must(await connection.append('INBOX', bytes, { flags, date: new Date('2026-11-02T00:00:00Z') }));
  }
  must(await connection.open('INBOX', { readOnly: true }));
  const ours = await all(connection.fetchHeaders({ from: 1, to: '*' }, { structure: true }));
  const peer = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.imaps.port,
    secure: true,
    auth: { user: 'cross@x.test', pass: PASSWORD },
    tls: { ca: dovecot.ca },
    logger: false,
  });
  await peer.connect();
  await peer.mailboxOpen('INBOX', { readOnly: true });
  const theirs = [];
  for await (const item of peer.fetch('1:*', {
    uid: true,
    flags: true,
    size: true,
    internalDate: true,
    bodyStructure: true,
  })) {
    theirs.push({
      uid: item.uid,
      flags: [...(item.flags ?? [])]
        .map((flag) => (flag.startsWith('\\') ? flag.slice(1).toLowerCase() : flag))
        .filter((flag) => flag !== 'recent')
        .sort(),
      size: item.size,
      date: new Date(item.internalDate as string | Date).getTime(),
      structure: peerShape(item.bodyStructure as PeerPart),
    });
  }
  await peer.logout();
  expect(ours.map(ourShape)).toEqual(theirs);
  await connection.close();
});

const ourShape = ({ uid, flags, size, internalDate, structure }: FetchedHeaders) => ({
  uid,
  flags: [...flags].sort(),
  size,
  date: internalDate.getTime(),
  structure: structure ? partShape(structure) : undefined,
});

interface Shape {
  type: string;
  part: string;
  size: number;
  name: string | undefined;
  id: string | undefined;
  disposition: string | undefined;
  children: Shape[];
}
const partShape = (part: BodyPart): Shape => ({
  type: part.mediaType,
  part: part.mediaType.startsWith('multipart/') ? '' : part.partId,
  size: part.size,
  name: part.name,
  id: part.contentId,
  disposition: part.disposition,
  children: part.children.map(partShape),
});

interface PeerPart {
  type: string;
  part?: string;
  size?: number;
  parameters?: Record<string, string>;
  dispositionParameters?: Record<string, string>;
  id?: string;
  disposition?: string;
  childNodes?: PeerPart[];
}
const peerShape = (part: PeerPart): Shape => ({
  type: part.type,
  part: part.type.startsWith('multipart/') ? '' : (part.part ?? '1'),
  size: part.size ?? 0,
  name: part.dispositionParameters?.filename ?? part.parameters?.name,
  id: part.id?.replace(/[<>]/g, ''),
  disposition: part.disposition,
  children: (part.childNodes ?? []).map(peerShape),
});
