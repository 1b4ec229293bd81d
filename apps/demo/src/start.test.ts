import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Secret } from '@hongyan/kit';
import { sampleCompany } from '@hongyan/mail-sandbox';
import { type Config, createLog, readConfig } from '@hongyan/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { announce } from './announcement.ts';
import { resetDemo } from './reset.ts';
import { start } from './start.ts';
import { type Demo, startDemo } from './start-demo.ts';

const log = createLog({ level: 'error', to: process.stderr });
let parent: string;
let config: Config;

beforeAll(() => {
  // The database's own user must be able to reach it.
  parent = mkdtempSync(path.join(tmpdir(), 'demo-start-'));
  chmodSync(parent, 0o755);
  config = readConfig({ HONGYAN_DATA_DIR: path.join(parent, 'data'), HONGYAN_LISTEN: '0.0.0.0:0' });
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const session = (demo: Demo) =>
  fetch(`${demo.server.url}/api/v1/session`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hongyan': sampleCompany.corpId,
      origin: demo.server.url,
    },
    body: JSON.stringify({ corpId: sampleCompany.corpId, code: demo.stage.emulator.issueAuthCode('shenzhixia') }),
  });

const greets = (port: number) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(chunk.toString());
    });
  });

test('the demo starts, knows its people, starts again as it was, gives way to a real app, and can be cleared', async () => {
  const first = await startDemo(config, log);
  expect(new URL(first.server.url).hostname).toBe('127.0.0.1');
  const { emulator, sandbox } = first.stage;
  const ports = [emulator.port, sandbox.imapPort, sandbox.smtpPort];
  const text = announce(first);
  for (const part of [emulator.clientUrl, 'shen.zhixia@ccjy.example', 'zhixia-2026', 'demo reset'])
    expect(text).toContain(part);
  expect((await session(first)).status).toBe(200);
  expect(await greets(sandbox.imapPort)).toMatch(/^\* OK/);
  const running = await resetDemo(config);
  expect(running.done).toBe(false);
  await expect(start('start', config, { product: log, demo: log })).rejects.toThrow('runs already');
  await first.stop();
  await expect(greets(ports[1]!)).rejects.toThrow();

  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const second = (await start('start', config, { product: log, demo: log })) as Demo;
  expect([second.stage.emulator.port, second.stage.sandbox.imapPort, second.stage.sandbox.smtpPort]).toEqual(ports);
  expect((await session(second)).status).toBe(200);
  await second.server.addApp({
    corpId: 'dingreal0001',
    agentId: 1,
    appKey: 'dingrealkey',
    appSecret: new Secret('secret'),
    mailDomain: 'real.example',
    providerId: 'netease-qiye',
  });
  await second.stop();

  const real = await start('start', config, { product: log, demo: log });
  for (const part of ['Hongyan is running', 'npx hongyan demo reset'])
    expect(said.mock.calls.at(-1)?.[0]).toContain(part);
  await expect(greets(ports[1]!)).rejects.toThrow();
  await real.stop();
  said.mockRestore();

  expect(await resetDemo(config)).toMatchObject({ done: true });
  const product = await startDemo(config, log);
  expect(await product.server.corpIds()).toEqual(['dingdemo', 'dingreal0001']);
  await product.stop();
}, 120_000);
