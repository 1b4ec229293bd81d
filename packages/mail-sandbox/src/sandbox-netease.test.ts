import { createTransport } from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import { startMailSandbox } from './sandbox.ts';
import { RawClient } from './testing/raw-client.ts';
import type { MailSandbox, MailSandboxOptions } from './types.ts';

const shen = { address: 'shen.zhixia@ccjy.example', password: 'zhixia-2026' };
let sandbox: MailSandbox;
let client: RawClient;

afterEach(async () => {
  client.close();
  await sandbox.stop();
});

async function start(options: MailSandboxOptions = {}): Promise<void> {
  sandbox = await startMailSandbox({ seed: 'none', profile: 'netease', ...options });
  client = await RawClient.open(sandbox.imapPort, shen);
}

test('folders stay closed until ID came after the login', async () => {
  await start();
  expect(await client.run('SELECT INBOX')).toBe('T NO SELECT Unsafe Login. Please contact kefu@188.com for help\r\n');
  expect(await client.run('STATUS INBOX (MESSAGES)')).toMatch(/^T NO STATUS Unsafe Login/);
  expect(await client.run('ID ("name" "test" "version" "1" "vendor" "x")')).toContain('"Coremail Imap"');
  expect(await client.run('SELECT INBOX')).toMatch(/T OK \[READ-WRITE\]/);
});

test('an ID before the login does not count', async () => {
  await start();
  const early = new RawClient(sandbox.imapPort);
  await early.until(/^\* OK Coremail .*\r\n/);
  await early.run('ID ("name" "test")');
  await early.run(`LOGIN ${shen.address} ${shen.password}`);
  expect(await early.run('SELECT INBOX')).toContain('Unsafe Login');
  early.close();
});

test('there is no IDLE, no MOVE and no UIDNEXT', async () => {
  await start();
  expect(await client.run('CAPABILITY')).not.toMatch(/IDLE|MOVE|NAMESPACE/);
  await client.run('ID ("name" "test")');
  expect(await client.run('SELECT INBOX')).not.toContain('UIDNEXT');
  expect(await client.run('STATUS INBOX (UIDNEXT)')).toContain('* STATUS "INBOX" ()\r\n');
  expect(await client.run('IDLE')).toBe('T BAD Unknown command\r\n');
  expect(await client.run('UID MOVE 1 INBOX')).toBe('T BAD Unknown command\r\n');
  expect(await client.run('XLIST "" *')).toContain('\\Inbox');
});

test('a wrong password is refused in the words of the provider', async () => {
  await start();
  const stranger = await RawClient.open(sandbox.imapPort);
  expect(await stranger.run(`LOGIN ${shen.address} wrong`)).toContain('ERR.LOGIN.PASSERR');
  stranger.close();
});

test('a connection that only says NOOP is closed', async () => {
  await start({ idleCloseMs: 200 });
  const noops = async () => {
    for (;;) await client.run('NOOP');
  };
  await expect(noops()).rejects.toThrow(/BYE Idle for too long|closed before/);
});

test('the server keeps a copy of what is sent, and the sender must be the one who signed in', async () => {
  await start();
  const transport = createTransport({
    host: '127.0.0.1',
    port: sandbox.smtpPort,
    ignoreTLS: true,
    auth: { user: shen.address, pass: shen.password },
  });
  await transport.sendMail({ from: shen.address, to: 'zhou.muyun@ccjy.example', subject: 'kept', text: 'x' });
  await expect(
    transport.sendMail({ from: 'zhou.muyun@ccjy.example', to: shen.address, text: 'x' }),
  ).rejects.toMatchObject({ responseCode: 553 });
  transport.close();
  await client.run('ID ("name" "test")');
  await client.run('SELECT "&XfJT0ZAB-"');
  expect(await client.run('FETCH 1 (FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])')).toMatch(/\\Seen[\s\S]*Subject: kept/);
});
