import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMailSandbox } from './sandbox.ts';
import { RawClient } from './testing/raw-client.ts';
import type { MailSandbox } from './types.ts';

const shen = { address: 'shen.zhixia@ccjy.example', password: 'zhixia-2026' };
let dataDir: string;
let sandbox: MailSandbox;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  sandbox = await startMailSandbox({ dataDir, seed: 'none' });
});
afterEach(async () => {
  await sandbox.stop();
  await rm(dataDir, { recursive: true });
});

async function restart(): Promise<void> {
  await sandbox.stop();
  sandbox = await startMailSandbox({ dataDir, seed: 'none' });
}

async function talk(...lines: string[]): Promise<string> {
  const client = await RawClient.open(sandbox.imapPort, shen);
  let last = '';
  for (const line of lines) last = await client.run(line);
  client.close();
  return last;
}

test('mail, flags, folders and uids are the same after a restart', async () => {
  await sandbox.deliver(shen.address, 'Subject: one\r\n\r\n');
  await sandbox.deliver(shen.address, 'Subject: two\r\n\r\n');
  await sandbox.deliver(shen.address, 'Subject: three\r\n\r\n');
  await talk(
    'CREATE kept',
    'CREATE dropped',
    'DELETE dropped',
    'RENAME kept moved',
    'SELECT INBOX',
    'UID MOVE 1 moved',
  );
  await talk('SELECT INBOX', 'UID STORE 2 FLAGS (\\Seen $Forwarded)');
  await talk('SELECT INBOX', 'UID STORE 3 FLAGS (\\Deleted)', 'EXPUNGE');
  const question = ['SELECT INBOX', 'FETCH 1:* (UID FLAGS BODY.PEEK[])'] as const;
  const before = await talk(...question);
  const validity = await talk('STATUS INBOX (UIDVALIDITY UIDNEXT)');
  await restart();
  expect(await talk(...question)).toBe(before);
  expect(before).toContain('Subject: two');
  expect(await talk('STATUS INBOX (UIDVALIDITY UIDNEXT)')).toBe(validity);
  expect(validity).toContain('UIDNEXT 4');
  expect(await talk('SELECT moved', 'FETCH 1 BODY.PEEK[]')).toContain('Subject: one');
  expect(await talk('STATUS dropped (MESSAGES)')).toMatch(/^T NO/);
});

test('a record that a crash cut short is dropped and the rest stays', async () => {
  await sandbox.deliver(shen.address, 'Subject: one\r\n\r\n');
  await sandbox.stop();
  const file = (await readdir(dataDir)).find((name) => name.startsWith('shen'))!;
  await appendFile(join(dataDir, file), '{"t":"mail","f":1,"uid":2,"at":1,"flags":[],"size":500}\nSubject: tor');
  await restart();
  expect(await talk('STATUS INBOX (MESSAGES)')).toContain('MESSAGES 1');
  await sandbox.deliver(shen.address, 'Subject: after\r\n\r\n');
  await restart();
  expect(await talk('SELECT INBOX', 'FETCH 2 BODY.PEEK[]')).toContain('Subject: after');
});
