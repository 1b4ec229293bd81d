import { newId } from '@hongyan/kit';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailboxesOf, openWhole, type Whole } from './whole-testing.ts';

const corpId = 'dingstolen1';
const domain = 'plainly-named.example';

/** Words that a thief would look for, each where it enters the product. */
const canaries = {
  appSecret: 'kanarienappsecret',
  password: 'kanarienpasswort',
  wrongPassword: 'kanarienfalsch',
  authCode: 'kanariencode',
  memberName: '金丝雀本人',
  mailboxName: 'kanarienpostfach',
  senderName: '金丝雀寄信人',
  sender: 'kanarienabsender',
  subject: '金丝雀的主题',
  bodyWord: 'kanarientextwort',
  chinese: '金丝雀正文里的话',
  attachment: 'kanarienanhang',
  attachmentText: 'kanariendateiinhalt',
  messageId: 'kanarienkennung',
  upload: 'kanarienupload',
  uploadText: 'kanarienhochgeladen',
  recipient: 'kanarienempfaenger',
  blindRecipient: 'kanarienblind',
  sentSubject: '金丝雀写的主题',
  sentWord: 'kanariengeschrieben',
  folder: 'kanarienordner',
} as const;

/** How the mail server refuses a login: real ones repeat the address. */
const serversWords = 'ERR.LOGIN.USERSTATUS';

/** A text as it may lie in bytes: plain, as UTF-16, as hex, and as base64 at each of its three positions. */
function spellingsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
  return [
    bytes.toString('latin1'),
    Buffer.from(text, 'utf16le').toString('latin1'),
    bytes.toString('hex'),
    ...base64,
    ...base64.map((one) => one.replaceAll('+', '-').replaceAll('/', '_')),
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
  ];
}
const wanted = Object.entries(canaries).map(([name, text]) => [name, spellingsOf(text)] as const);

/** The names of the canaries that sing in this text (bytes as latin1). */
const heard = (text: string): readonly string[] =>
  wanted.filter(([, spellings]) => spellings.some((one) => text.includes(one))).map(([name]) => name);

/** Every cell of every table of every schema, the queue's included, as its bytes. */
async function dump(whole: Whole): Promise<readonly { where: string; bytes: string }[]> {
  const cells: { where: string; bytes: string }[] = [];
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(whole.platform.owner);
  for (const { schema, name } of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(`${schema}.${name}`)}`.execute(
      whole.platform.owner,
    );
    for (const row of rows)
      for (const [column, value] of Object.entries(row)) {
        const bytes = Buffer.isBuffer(value)
          ? value
          : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value ?? ''));
        cells.push({ where: `${schema}.${name}.${column}`, bytes: bytes.toString('latin1') });
      }
  }
  return cells;
}

const base64Of = (text: string) => Buffer.from(text).toString('base64');
const arriving = [
  `From: =?utf-8?B?${base64Of(canaries.senderName)}?= <${canaries.sender}@partner.example>`,
  `To: ${canaries.mailboxName}@${domain}`,
  `Subject: =?utf-8?B?${base64Of(canaries.subject)}?=`,
  `Date: ${new Date().toUTCString()}`,
  `Message-ID: <${canaries.messageId}@partner.example>`,
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  `${canaries.bodyWord} ${canaries.chinese}`,
  '--b',
  `Content-Type: text/plain; name="${canaries.attachment}.txt"`,
  `Content-Disposition: attachment; filename="${canaries.attachment}.txt"`,
  '',
  canaries.attachmentText,
  '--b--',
  '',
].join('\r\n');

describe('a stolen database', () => {
  let whole: Whole;
  let listener: pg.Client;
  const payloads: string[] = [];
  beforeAll(async () => {
    whole = await openWhole();
    listener = new pg.Client({ connectionString: whole.platform.ownerUrl });
    await listener.connect();
    listener.on('notification', ({ payload }) => payloads.push(payload ?? ''));
    await listener.query('listen hongyan');
    await live();
  });
  afterAll(async () => {
    await listener?.end();
    await whole?.close();
  });

  /** A day in the life of one member: every way by which words come in. */
  async function live(): Promise<void> {
    const { sandbox } = whole;
    const address = `${canaries.mailboxName}@${domain}`;
    await whole.addCorp(corpId, domain, canaries.appSecret);
    await sandbox.addAccount({ address, password: canaries.password });
    const me = await whole.signIn(corpId, 'user1', canaries.memberName, canaries.authCode);
    const refused = await whole.bind(me, address, canaries.wrongPassword);
    expect(refused.status).toBe(422);
    expect((await whole.bind(me, address, canaries.password)).status).toBe(200);
    const mailboxId = (await mailboxesOf(whole, me))[0]!.id;
    await whole.until(async () => (await mailboxesOf(whole, me))[0]?.state.kind === 'ready');

    await sandbox.deliver(address, arriving);
    await whole.until(async () => whole.cards.length > 0);
    expect(whole.cards[0]!.msg).toContain(canaries.subject);
    const ask = (...[method, path, given]: Parameters<Whole['ask']>) => whole.ask(method, path, { as: me, ...given });
    const page = JSON.parse((await ask('GET', `/api/v1/mailboxes/${mailboxId}/messages`)).text);
    const message = page.messages[0];
    const detail = JSON.parse((await ask('GET', `/api/v1/messages/${message.id}`)).text);
    expect(JSON.stringify(detail)).toContain(canaries.bodyWord);
    expect((await ask('GET', detail.attachments[0].url)).text).toContain(canaries.attachmentText);
    for (const q of [canaries.chinese, canaries.subject])
      await ask('GET', `/api/v1/mailboxes/${mailboxId}/messages?q=${encodeURIComponent(q)}`);
    await ask('GET', `/api/v1/messages/${message.id}/prefill?kind=replyAll`);

    const uploaded = await ask('POST', `/api/v1/uploads?name=${canaries.upload}.txt&type=text/plain`, {
      bytes: Buffer.from(canaries.uploadText),
    });
    const left = await ask('POST', `/api/v1/uploads?name=${canaries.upload}2.txt`, {
      bytes: Buffer.from(canaries.uploadText),
    });
    expect([uploaded.status, left.status]).toEqual([200, 200]);
    const letter = {
      mailboxId,
      kind: 'reply',
      originalId: message.id,
      to: [{ name: canaries.senderName, address: `${canaries.recipient}@partner.example` }],
      cc: [],
      bcc: [{ name: '', address: `${canaries.blindRecipient}@partner.example` }],
      subject: canaries.sentSubject,
      html: `<p>${canaries.sentWord}</p>`,
      quote: true,
      uploadIds: [JSON.parse(uploaded.text).id],
      originalPartIds: [detail.attachments[0].partId],
    };
    // One that waits, one that goes out with the file, one that the server refuses in words that repeat the address.
    await ask('POST', '/api/v1/sends', { body: { ...letter, sendId: newId(), holdSeconds: 60 } });
    const nobody = { to: [{ name: '', address: `${canaries.recipient}@${domain}` }], uploadIds: [] };
    for (const change of [{}, nobody]) {
      const sendId = newId<string>();
      const accepted = await ask('POST', '/api/v1/sends', { body: { ...letter, ...change, sendId } });
      expect([accepted.status, accepted.text]).toEqual([202, accepted.text]);
      await whole.until(async () => /"(sent|failed)"/.test((await ask('GET', `/api/v1/sends/${sendId}`)).text));
    }
    await ask('GET', `/api/v1/contacts?q=${canaries.recipient}`);
    await ask('POST', '/api/v1/sends', {
      body: { ...letter, sendId: newId(), to: [{ name: '', address: `${canaries.recipient} not an address` }] },
    });
    await ask('POST', `/api/v1/mailboxes/${mailboxId}/flags`, { body: { messageIds: [message.id], seen: true } });
    await ask('POST', `/api/v1/mailboxes/${mailboxId}/move`, {
      body: { messageIds: [message.id], to: { role: 'archive' } },
    });
    // A password that changed: receiving stops with the server's own words.
    await sandbox.addAccount({ address, password: `${canaries.password}2` });
    sandbox.refuseLogins('disabled');
    sandbox.dropConnections();
    const paused = await whole.until(async () => {
      const [mailbox] = await mailboxesOf(whole, me);
      return mailbox?.state.kind === 'paused' && mailbox.state;
    });
    expect(JSON.stringify(paused)).toContain(serversWords);
  }

  test('shows no word of any mail, no name, no address and no secret', async () => {
    const cells = await dump(whole);
    const found = new Map<string, readonly string[]>();
    for (const { where, bytes } of cells) if (heard(bytes).length > 0) found.set(where, heard(bytes));
    expect(Object.fromEntries(found)).toEqual({});
    expect(cells.filter(({ bytes }) => bytes.includes(serversWords))).toEqual([]);
    // The search can find: what lies open on purpose is found, and each table that holds mail had rows.
    expect(cells.filter(({ bytes }) => bytes.includes(domain)).map(({ where }) => where)).toContain(
      'public.mail_services.domain',
    );
    for (const table of [
      'mail_message',
      'mail_body',
      'notice',
      'uploads',
      'upload_chunks',
      'sends',
      'send_chunks',
      'correspondents',
      'mailboxes',
      'members',
      'app_tokens',
      'apps',
    ])
      expect([table, cells.some(({ where }) => where.startsWith(`public.${table}.`))]).toEqual([table, true]);
    expect(cells.some(({ where }) => where.startsWith('hy_queue.'))).toBe(true);
  });

  test('tells the other processes ids and nothing else', () => {
    expect(payloads.length).toBeGreaterThan(5);
    expect(payloads.flatMap(heard)).toEqual([]);
  });

  test('leaves a log at its most talkative and metrics in which none of it stands', async () => {
    expect(whole.logged.length).toBeGreaterThan(3);
    expect(whole.logged.filter((line) => heard(Buffer.from(line).toString('latin1')).length > 0)).toEqual([]);
    expect(heard(await whole.metrics())).toEqual([]);
  });

  test('and a search that is not blind', () => {
    for (const [name, text] of Object.entries(canaries)) {
      const around = Buffer.from(`x${text}y`);
      for (const bytes of [around.toString('latin1'), around.toString('hex'), around.toString('base64')])
        expect([name, heard(bytes).includes(name)]).toEqual([name, true]);
    }
  });
});
