import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { call } from '../testing/build.ts';
import { announce } from './announce.ts';
import { type Standalone, startStandalone } from './start.ts';
import type { Wish } from './wish.ts';

const wish = (over: Partial<Wish> = {}): Wish => ({ apps: [], upstream: 'http://127.0.0.1:9', port: 0, ...over });

async function start(over: Partial<Wish> = {}): Promise<Standalone> {
  const started = await startStandalone(wish(over), () => undefined);
  if (!started.ok) throw new Error(started.problems.map(({ en }) => en).join());
  onTestFinished(() => started.value.emulator.stop());
  return started.value;
}

test('it runs alone, and an app of the command line gets its token', async () => {
  const { emulator } = await start({ apps: [{ appKey: 'dingalone', appSecret: 's1' }] });
  const body = { appKey: 'dingalone', appSecret: 's1' };
  expect((await call(`${emulator.apiUrl}/v1.0/oauth2/accessToken`, body)).status).toBe(200);
});

test('it says where everything is, and no secret', async () => {
  const asked = wish({ apps: [{ appKey: 'dingalone', appSecret: 'verysecret' }] });
  const standalone = await start(asked);
  const text = announce(standalone, asked);
  for (const part of [standalone.emulator.clientUrl, standalone.emulator.oapiUrl, 'HONGYAN_DINGTALK_LOGIN_URL='])
    expect(text).toContain(part);
  expect(text).not.toContain('verysecret');
});

test('a file names the organisation; a wrong one is explained', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'emulator-alone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const companyFile = path.join(folder, 'company.json');
  writeFileSync(companyFile, JSON.stringify({ corpId: 'dingfile', people: [{ userId: 'a', name: '甲' }] }));
  expect((await start({ companyFile })).company).toMatchObject({ corpId: 'dingfile', people: [{ name: '甲' }] });
  writeFileSync(companyFile, '[');
  expect(await startStandalone(wish({ companyFile }), () => undefined)).toMatchObject({ ok: false });
  expect(await startStandalone(wish({ companyFile: path.join(folder, 'none') }), () => undefined)).toMatchObject({
    ok: false,
    problems: [{ en: expect.stringContaining('ENOENT') }],
  });
});

test('a port that is asked for and taken is said, not exchanged', async () => {
  const { emulator } = await start();
  expect(await startStandalone(wish({ port: emulator.port }), () => undefined)).toMatchObject({
    ok: false,
    problems: [{ en: `Port ${emulator.port} is taken; choose another one` }],
  });
});
