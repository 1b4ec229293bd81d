import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import { startMailSandbox } from './sandbox.ts';
import type { MailSandbox } from './types.ts';

const shen = { address: 'shen.zhixia@ccjy.example', password: 'zhixia-2026' };
const zhou = { address: 'zhou.muyun@ccjy.example', password: 'muyun-2026' };
let sandbox: MailSandbox;
const open: ImapFlow[] = [];

afterEach(async () => {
  for (const client of open.splice(0)) client.close();
  await sandbox.stop();
});

async function connect(account: typeof shen): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: sandbox.imapPort,
    secure: false,
    auth: { user: account.address, pass: account.password },
    logger: false,
    disableAutoIdle: true,
  });
  await client.connect();
  open.push(client);
  return client;
}

test('an independent client reads folders, mails and parts', async () => {
  sandbox = await startMailSandbox({ seed: 'none' });
  const raw =
    'Message-ID: <one@ccjy.example>\r\nFrom: "Muyun, Zhou" <zhou.muyun@ccjy.example>\r\nSubject: Quote\r\n' +
    'Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nhello\r\n' +
    '--b1\r\nContent-Type: text/csv; name=a.csv\r\nContent-Disposition: attachment; filename=a.csv\r\n' +
    'Content-Transfer-Encoding: base64\r\n\r\nMSwyCg==\r\n--b1--\r\n';
  const { uid } = await sandbox.deliver(shen.address, raw);
  const client = await connect(shen);
  const folders = await client.list();
  expect(folders.map(({ path, specialUse }) => [path, specialUse ?? ''])).toEqual(
    expect.arrayContaining([
      ['INBOX', '\\Inbox'],
      ['已发送', '\\Sent'],
      ['草稿', '\\Drafts'],
      ['归档', '\\Archive'],
    ]),
  );
  await client.mailboxOpen('INBOX');
  const message = await client.fetchOne(
    String(uid),
    { source: true, envelope: true, bodyStructure: true, flags: true, internalDate: true, size: true },
    { uid: true },
  );
  if (!message) throw new Error('not found');
  expect(message.source?.toString()).toBe(raw);
  expect(message.size).toBe(Buffer.byteLength(raw));
  expect(message.envelope?.from?.[0]).toEqual({ name: 'Muyun, Zhou', address: 'zhou.muyun@ccjy.example' });
  expect(message.bodyStructure?.childNodes?.map((node) => [node.part, node.type])).toEqual([
    ['1', 'text/plain'],
    ['2', 'text/csv'],
  ]);
  const part = await client.download(String(uid), '2', { uid: true });
  const chunks: Buffer[] = [];
  for await (const chunk of part.content ?? []) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe('1,2\n');
});

test('an independent client moves, flags, searches, appends and deletes', async () => {
  sandbox = await startMailSandbox({ seed: 'none' });
  const client = await connect(shen);
  await client.mailboxOpen('INBOX');
  const appended = await client.append(
    'INBOX',
    'Subject: 交期\r\n\r\nx\r\n',
    ['\\Flagged'],
    new Date(1_700_000_000_000),
  );
  expect(appended).toMatchObject({ uid: 1 });
  expect(await client.search({ subject: '交期' }, { uid: true })).toEqual([1]);
  expect(await client.search({ seen: false, flagged: true }, { uid: true })).toEqual([1]);
  await client.mailboxCreate('供应商');
  const moved = await client.messageMove('1', '供应商', { uid: true });
  expect(moved ? moved.uidMap?.get(1) : 'not moved').toBe(1);
  await client.mailboxOpen('供应商');
  expect((await client.fetchOne('1', { internalDate: true, flags: true })) as object).toMatchObject({
    internalDate: new Date(1_700_000_000_000),
    flags: new Set(['\\Flagged']),
  });
  await client.messageDelete('1', { uid: true });
  expect(await client.status('供应商', { messages: true })).toMatchObject({ messages: 0 });
});

test('a submitted mail reaches the inbox here and the list of mails that left', async () => {
  sandbox = await startMailSandbox({ seed: 'none' });
  const client = await connect(zhou);
  await client.mailboxOpen('INBOX');
  const told = new Promise<number>((resolve) => client.on('exists', ({ count }) => resolve(count)));
  void client.idle();
  const transport = createTransport({
    host: '127.0.0.1',
    port: sandbox.smtpPort,
    secure: false,
    ignoreTLS: true,
    auth: { user: shen.address, pass: shen.password },
  });
  await transport.sendMail({
    from: shen.address,
    to: [zhou.address, 'clara.lindqvist@halden-optik.example'],
    subject: '第 2 档',
    text: '按第 2 档下单',
  });
  expect(await told).toBe(1);
  expect(sandbox.outside.map(({ to }) => to)).toEqual([['clara.lindqvist@halden-optik.example']]);
  await expect(transport.sendMail({ from: shen.address, to: 'nobody@ccjy.example', text: 'x' })).rejects.toMatchObject({
    responseCode: 550,
  });
  transport.close();
});
