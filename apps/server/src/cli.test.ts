import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProcessHome, type ProcessHome } from './testing-process.ts';

const corpId = 'dingcli000001';
const env = {
  // Nobody listens there: every command must do without DingTalk, and the doctor must say so.
  HONGYAN_DINGTALK_OAPI_URL: 'http://127.0.0.1:9',
  HONGYAN_DINGTALK_API_URL: 'http://127.0.0.1:9',
  HONGYAN_DINGTALK_LOGIN_URL: 'http://127.0.0.1:9',
};
const add = [
  'app',
  'add',
  '--corp-id',
  corpId,
  '--agent-id',
  '3180024417',
  '--app-key',
  'dingq8x2m7v1kz04trap',
  '--app-secret-file',
  '-',
  '--mail-domain',
  'cli.example',
  '--provider',
  'generic',
  '--imap',
  'imap://127.0.0.1:9',
  '--smtp',
  'smtp://127.0.0.1:9',
  '--json',
];

describe('the command line, beside the running product', { timeout: 300_000 }, () => {
  let home: ProcessHome;
  let started: ReturnType<ProcessHome['start']>;
  beforeAll(async () => {
    home = await openProcessHome();
    started = home.start(env);
    await home.untilReady(started);
  });
  afterAll(async () => {
    started?.child.kill('SIGTERM');
    await started?.ended;
    await home?.close();
  });
  const run = (args: readonly string[], input?: string) => home.run(args, { env, ...(input ? { input } : {}) });
  const signIn = (token: string) => {
    const origin = `http://127.0.0.1:${home.port}`;
    return fetch(`${origin}/api/v1/admin/session/setup`, {
      method: 'POST',
      headers: { origin, 'x-hongyan': 'console', 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
  };

  test('prints a setup token at the first start, and another one when asked; each opens the console once', async () => {
    while (!/^ {4}[\w-]{32}$/m.test(started.output()))
      await new Promise((resolve) => started.child.stdout!.once('data', resolve));
    const first = /^ {4}([\w-]{32})$/m.exec(started.output())![1]!;
    const issued = JSON.parse((await run(['admin', 'token', '--json'])).out) as { token: string; consoleUrl: string };
    expect(issued.consoleUrl).toBe(`http://localhost:${home.port}/admin`);
    expect(issued.token).not.toBe(first);
    for (const token of [first, issued.token]) {
      expect((await signIn(token)).status).toBe(200);
      expect((await signIn(token)).status).toBe(401);
    }
  });

  test('registers, changes, pauses and removes an app, and the log tells it all', async () => {
    expect((await run(add, 'secret-of-the-cli')).code).toBe(0);
    const shown = async () => JSON.parse((await run(['app', 'list', '--json'])).out)[0];

    const before = JSON.parse((await run(['app', 'show', corpId, '--json'])).out);
    const set = [
      '--agent-id',
      '77',
      '--address-pattern',
      '{jobNumber}@cli.example',
      '--new-event-keys',
      '--allow-callback',
      '203.119.0.0/16,140.205.0.0/16',
    ];
    const changed = await run(['app', 'set', corpId, ...set, '--event-channel', 'push', '--json']);
    expect([changed.code, changed.err]).toEqual([0, '']);
    const changedValues = JSON.parse(changed.out) as { eventToken: string };
    expect(changedValues.eventToken).not.toBe(before.eventToken);
    const asText = (await run(['app', 'show', corpId])).out;
    for (const part of [changedValues.eventToken, '通讯录用户离职 (user_leave_org)']) expect(asText).toContain(part);
    expect(await home.run(['app', 'show', corpId], { env, unread: true })).toEqual({ code: 0, out: '', err: '' });
    const wrong = await run(['app', 'set', corpId, '--allow-console', 'intranet']);
    expect([wrong.code, wrong.err.includes('intranet')]).toEqual([1, true]);

    expect((await run(['app', 'pause', corpId])).code).toBe(0);
    expect(await shown()).toMatchObject({ corpId, agentId: 77, paused: true });
    expect((await run(['app', 'resume', corpId])).code).toBe(0);

    const exported = await run(['audit', 'export', '--corp', corpId]);
    expect(exported.code).toBe(0);
    const entries = exported.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.map(({ act }) => act)).toEqual([
      'app.created',
      'app.changed',
      'app.event_channel_changed',
      'app.event_keys_renewed',
      'app.allow_list_changed',
      'app.paused',
      'app.resumed',
    ]);
    expect(entries.every(({ actor }) => actor.kind === 'cli')).toBe(true);
    expect(exported.out).not.toContain('secret-of-the-cli');

    const doctor = await run(['doctor', '--corp', corpId, '--json']);
    expect(doctor.code).toBe(1);
    const checks = JSON.parse(doctor.out)[corpId] as { id: string; state: string; finding?: { zh: string } }[];
    expect(checks).toHaveLength(14);
    expect(checks.find(({ id }) => id === 'mail_imap')).toMatchObject({ state: 'failed' });
    expect(checks.find(({ id }) => id === 'app_credentials')).toMatchObject({
      state: 'not_tested',
      finding: { zh: '本机连不上钉钉。' },
    });

    expect((await run(['app', 'remove', corpId])).code).toBe(0);
    const instance = (await run(['audit', 'export', '--corp', 'instance'])).out.trim().split('\n');
    expect(JSON.parse(instance.at(-1)!)).toMatchObject({ act: 'app.removed', target: corpId });
  });
});
