import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProcessHome, type ProcessHome } from './testing-process.ts';

const addApp = (corpId: string, ...more: string[]) => [
  ...['app', 'add', '--corp-id', corpId, '--agent-id', '1234567', '--app-key', 'dingkey0001'],
  ...[
    '--mail-domain',
    'corp.test',
    '--provider',
    'generic',
    '--imap',
    'imaps://mail.corp.test',
    '--smtp',
    'smtps://mail.corp.test',
  ],
  ...more,
];

// In this order, on one folder, as an operator would meet them.
describe('the product as a process', { timeout: 120_000 }, () => {
  let home: ProcessHome;
  beforeAll(async () => {
    home = await openProcessHome();
  });
  afterAll(async () => {
    for (const pid of await home.processes()) process.kill(pid, 'SIGKILL');
    await home.close();
  });

  test('registers an app before it ever ran, and prints what DingTalk’s console asks for', async () => {
    const { code, out } = await home.run([...addApp('dingproc01', '--app-secret-file', '-', '--json')], {
      input: 'canary-secret\n',
    });
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out))).toEqual(
      expect.arrayContaining([
        'homeUrl',
        'pcHomeUrl',
        'redirectUrl',
        'eventUrl',
        'eventToken',
        'eventAesKey',
        'permissions',
        'events',
        'egressIps',
      ]),
    );
    expect(out).not.toContain('canary');
    expect(await home.processes()).toEqual([]);
  });

  test('starts, says where it is to its owner only, and takes commands beside it', async () => {
    const started = home.start();
    await home.untilReady(started);
    const file = path.join(home.dataDir, 'run.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      pid: started.child.pid,
      url: `http://127.0.0.1:${home.port}`,
    });

    const boot = async (corpId: string) =>
      (await fetch(`http://127.0.0.1:${home.port}/static/dingding/?corpId=${corpId}`)).text();
    expect(await boot('dingproc02')).not.toContain('dingkey0001');
    expect((await home.run(addApp('dingproc02', '--app-secret', 's'))).code).toBe(0);
    // The running product notices without a restart.
    await expect.poll(() => boot('dingproc02'), { timeout: 5_000 }).toContain('dingkey0001');
    expect((await home.run(['app', 'list'])).out).toMatch(/dingproc01.*\n.*dingproc02/);

    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(await home.processes()).toEqual([]);
    await expect(stat(file)).rejects.toThrow();
  });

  test('drains on a signal that reaches it while it is still starting', async () => {
    const started = home.start();
    // Its database is up, and it is not: signals before that find nothing to drain.
    await expect.poll(async () => (await home.processes()).length, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(started.output()).not.toContain('"message":"ready"');
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
    expect(await home.processes()).toEqual([]);
  });

  test('comes up again after it was killed, and then leaves nothing behind', async () => {
    const killed = home.start();
    await home.untilReady(killed);
    killed.child.kill('SIGKILL');
    await killed.ended;
    // PostgreSQL lives on: the next start takes it over.
    expect(await home.processes()).not.toEqual([]);

    const again = home.start();
    await home.untilReady(again);
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
    expect(await home.processes()).toEqual([]);
  });

  test('refuses a second start on the same folder', async () => {
    const first = home.start();
    await home.untilReady(first);
    const second = await home.run(['start'], { env: { HONGYAN_LISTEN: '127.0.0.1:0' } });
    expect([second.code, second.err]).toEqual([1, expect.stringContaining('another Hongyan process is using')]);
    const samePort = await home.run(['start']);
    expect([samePort.code, samePort.err]).toEqual([
      1,
      expect.stringContaining(`runs already at http://127.0.0.1:${home.port}`),
    ]);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  test('names a port that was asked for and is taken by another program', async () => {
    const other = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => other.listen(home.port, '127.0.0.1', resolve));
    const refused = await home.run(['start']);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining(`port ${home.port}`)]);
    await new Promise((resolve) => other.close(resolve));
  });

  test('lists every wrong setting at once', async () => {
    const { code, err } = await home.run(['start'], { env: { HONGYAN_LOG_LEVEL: 'loud', HONGYAN_ROLES: 'cook' } });
    expect(code).toBe(1);
    expect(err).toMatch(/HONGYAN_ROLES.*\n.*HONGYAN_LOG_LEVEL/);
  });

  test('changes, shows and removes an app', async () => {
    const before = JSON.parse((await home.run(['app', 'show', 'dingproc01', '--json'])).out);
    const changed = JSON.parse(
      (await home.run(addApp('dingproc01', '--app-secret', 's', '--public-url', 'https://mail.corp.test', '--json')))
        .out,
    );
    expect(changed).toMatchObject({
      homeUrl: 'https://mail.corp.test/static/dingding/?corpId=$CORPID$',
      eventToken: before.eventToken,
    });
    expect((await home.run(['app', 'remove', 'dingproc01'])).code).toBe(0);
    expect((await home.run(['app', 'remove', 'dingproc01'])).code).toBe(1);
    expect((await home.run(addApp('no spaces', '--app-secret', 's'))).err).toContain('--corp-id');
  });
});
