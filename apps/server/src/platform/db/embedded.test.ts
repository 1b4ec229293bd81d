import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../log/log.ts';
import { createKysely, createPgPool } from './connect.ts';
import { openEmbeddedDatabase, openExternalDatabase } from './open.ts';
import { readPostmaster } from './postmaster.ts';
import { findTestProgram } from './testing.ts';

const open = async (folder: string) =>
  openEmbeddedDatabase(folder, { log: silentLog, max: 2, volatile: true, program: await findTestProgram() });
const isRoot = process.getuid?.() === 0;

/** A process of ours that opens the folder's database, says its server's pid, and stays. */
async function openInChild(folder: string) {
  const child = fork(new URL('./testing-child.ts', import.meta.url), [folder]);
  const [postgresPid] = (await once(child, 'message')) as [number];
  return { child, postgresPid };
}

// A process that ended and that nobody has waited for is still listed, without a command line.
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
};

describe('embedded database', { timeout: 120_000 }, () => {
  let root: string;
  let folder: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'hy-embedded-'));
    await chmod(root, 0o711);
    folder = path.join(root, 'data');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  test('starts, stops without a trace, and finds its rows at the next start', async () => {
    // As the product does it: programs copied out of the package, everything synced.
    const first = await openEmbeddedDatabase(folder, { log: silentLog });
    await first.db.inSystem((tx) => sql`insert into corps (corp_id) values ('dingkept')`.execute(tx.sql));
    const { pid } = first.embedded!;
    await first.close();
    expect(isAlive(pid)).toBe(false);

    const second = await openEmbeddedDatabase(folder, { log: silentLog });
    expect(second.applied).toEqual([]);
    expect(await second.db.listCorps()).toEqual(['dingkept']);
    await second.close();
  });

  test('listens on loopback only, behind a password, and keeps its secrets to itself', async () => {
    const opened = await open(folder);
    const owner = createKysely(createPgPool(opened.ownerUrl, { max: 1, name: 'hongyan test' }));
    const { rows } = await sql<{
      listen: string;
      sockets: string;
    }>`select current_setting('listen_addresses') as listen,
      current_setting('unix_socket_directories') as sockets`.execute(owner);
    await owner.destroy();
    expect(rows).toEqual([{ listen: '127.0.0.1', sockets: '' }]);
    const wrong = new URL(opened.ownerUrl);
    wrong.password = 'guess';
    await expect(openExternalDatabase(wrong.href, 'x', { log: silentLog })).rejects.toThrow(
      /password authentication failed/,
    );
    const home = path.dirname(await findFile(folder, 'secrets.json'));
    expect((await stat(path.join(home, 'secrets.json'))).mode & 0o777).toBe(0o600);
    await opened.close();
  });

  test.runIf(isRoot)('does not run as root', async () => {
    const opened = await open(folder);
    const status = await readFile(`/proc/${opened.embedded!.pid}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).not.toBe('0');
    expect(/^Groups:[ \t]*(.*)$/m.exec(status)?.[1]?.trim()).toBe('');
    await opened.close();
  });

  test('adopts the server that a killed process left, and stops it in the end', async () => {
    const { child, postgresPid } = await openInChild(folder);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(postgresPid)).toBe(true);

    const opened = await open(folder);
    expect(opened.embedded).toMatchObject({ adopted: true, pid: postgresPid });
    await opened.close();
    expect(isAlive(postgresPid)).toBe(false);
  });

  test('starts anew when process and server were both killed', async () => {
    const { child, postgresPid } = await openInChild(folder);
    child.kill('SIGKILL');
    process.kill(postgresPid, 'SIGKILL');
    await once(child, 'exit');
    const opened = await open(folder);
    expect(opened.embedded?.adopted).toBe(false);
    await opened.close();
  });

  test('is started again when its server dies under it, and keeps what was written', async () => {
    const opened = await openEmbeddedDatabase(folder, { log: silentLog, program: await findTestProgram() });
    await opened.db.inSystem((tx) => sql`insert into corps (corp_id) values ('dingkept')`.execute(tx.sql));
    process.kill(opened.embedded!.pid, 'SIGKILL');
    await expect
      .poll(() => opened.db.listCorps().catch(() => 'away'), { timeout: 30_000, interval: 200 })
      .toEqual(['dingkept']);
    await opened.close();
    expect(await readPostmaster(path.dirname(await findFile(folder, 'PG_VERSION')))).toBeUndefined();
  });

  test('clears a pid file that names a process of someone else', async () => {
    await (await open(folder)).close();
    const dataDir = path.dirname(await findFile(folder, 'PG_VERSION'));
    await writeFile(
      path.join(dataDir, 'postmaster.pid'),
      `${process.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
    );
    const opened = await open(folder);
    expect(opened.embedded?.adopted).toBe(false);
    await opened.close();
  });

  test('refuses a second start on the same folder, and leaves the first one alone', async () => {
    const { child, postgresPid } = await openInChild(folder);
    await expect(open(folder)).rejects.toThrow(/another Hongyan process is using/);
    expect(isAlive(postgresPid)).toBe(true);
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(isAlive(postgresPid)).toBe(false);
  });

  test('of two starts at the same moment one wins and the other is refused', async () => {
    const results = await Promise.allSettled([open(folder), open(folder)]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const result of results) if (result.status === 'fulfilled') await result.value.close();
  });

  test('is not misled by an initdb that was killed half-way', async () => {
    await (await open(folder)).close();
    const dataDir = path.dirname(await findFile(folder, 'PG_VERSION'));
    await rm(dataDir, { recursive: true });
    await mkdir(`${dataDir}.new`);
    await writeFile(path.join(`${dataDir}.new`, 'PG_VERSION'), '18\n');
    await (await open(folder)).close();
    expect(await readFile(path.join(dataDir, 'PG_VERSION'), 'utf8')).toMatch(/^\d+\n$/);
  });

  test.runIf(isRoot)('names the first folder that its user cannot enter, and the remedy', async () => {
    const closed = path.join(root, 'closed');
    await mkdir(closed, { mode: 0o700 });
    await expect(open(path.join(closed, 'below', 'data'))).rejects.toThrow(`chmod o+x '${closed}'`);
  });

  test('is not opened with programs of another major version', async () => {
    await mkdir(path.join(folder, 'postgres-99'), { recursive: true });
    await expect(openEmbeddedDatabase(folder, { log: silentLog })).rejects.toThrow(/holds a database of PostgreSQL 99/);
  });

  test('serves through an address as an external one does', async () => {
    const opened = await open(folder);
    const external = await openExternalDatabase(opened.ownerUrl, 'another-password', { log: silentLog, max: 2 });
    expect(await external.db.listCorps()).toEqual([]);
    await external.close();
    await opened.close();
  });
});

async function findFile(folder: string, name: string): Promise<string> {
  const { glob } = await import('node:fs/promises');
  for await (const found of glob(`postgres-*/{,data/}${name}`, { cwd: folder })) return path.join(folder, found);
  throw new Error(`no ${name}`);
}
