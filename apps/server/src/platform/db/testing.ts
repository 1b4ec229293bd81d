import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { installQueue } from '../queue/install.ts';
import { createDb, createKysely, createPgClient, createPgPool } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate, readMigrations, toAppUrl } from './migrate.ts';
import { findPackagedProgram, findSystemPrograms, type PostgresProgram } from './program.ts';
import type { Db, Pool } from './types.ts';

/** A database of a test's own, migrated and empty. */
export interface TestDatabase {
  readonly db: Db;
  /** As the owner, past row-level security: for looking at what is really stored. */
  readonly owner: Pool;
  readonly ownerUrl: string;
  readonly appUrl: string;
  close(): Promise<void>;
}

const folder = path.join(os.tmpdir(), `hongyan-test-database-${process.getuid?.() ?? 0}`);

/** Clones a migrated template on the machine's shared test server, which is started by the first caller. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = await ensureServer();
  const template = await ensureTemplate(server);
  const name = `hy_test_${Date.now()}_${randomBytes(4).toString('hex')}`;
  await asOwner(server.ownerUrl, (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  );
  const ownerUrl = withDatabase(server.ownerUrl, name);
  const appUrl = toAppUrl(ownerUrl, server.appPassword);
  const pools = [ownerUrl, appUrl].map((url) => createPgPool(url, { max: 10, name: 'hongyan test' }));
  const [owner, app] = pools.map(createKysely);
  return {
    db: createDb(app!),
    owner: owner!,
    ownerUrl,
    appUrl,
    close: async () => {
      await Promise.all([owner!.destroy(), app!.destroy()]);
      await asOwner(server.ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** PostgreSQL's programs where the shared server has them: copying them takes longer than most tests. */
export async function findTestProgram(): Promise<PostgresProgram> {
  const { ownerUrl } = await ensureServer();
  const shown = await asOwner(ownerUrl, (client) =>
    client.query<{ folder: string }>(`select current_setting('data_directory') as folder`),
  );
  const program = (await findPackagedProgram()) ?? (await findSystemPrograms())[0];
  if (!program?.packageDir) return program!;
  const { packageDir: _, ...copied } = program;
  return { ...copied, binDir: path.join(shown.rows[0]!.folder, '../program/bin') };
}

interface TestServer {
  readonly ownerUrl: string;
  readonly appPassword: string;
}

let server: Promise<TestServer> | undefined;

function ensureServer(): Promise<TestServer> {
  server ??= startShared();
  return server;
}

async function startShared(): Promise<TestServer> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  await chmod(folder, 0o711);
  const lastUse = path.join(folder, 'last-use');
  await writeFile(lastUse, '', { mode: 0o600 });
  let lock = await lockFolder(folder);
  for (; !lock; lock = await lockFolder(folder)) await sleep(50);
  try {
    const found = await startEmbedded({ folder, volatile: true });
    if (!found.adopted) {
      guard(found.pid, lastUse);
      await asOwner(toPostgres(found.ownerUrl), dropLeftovers);
    }
    const timer = setInterval(() => {
      const now = new Date();
      void utimes(lastUse, now, now).catch(() => undefined);
    }, 30_000);
    timer.unref();
    return { ownerUrl: toPostgres(found.ownerUrl), appPassword: found.appPassword };
  } finally {
    await lock.release();
  }
}

/** Ends the server when no test has used it for five minutes: nothing may stay behind on a machine that only ran the tests. */
function guard(pid: number, lastUse: string): void {
  const script =
    'while kill -0 "$1" 2>/dev/null; do sleep 20; [ -n "$(find "$2" -mmin -5 2>/dev/null)" ] || kill -INT "$1"; done';
  spawn('/bin/sh', ['-c', script, 'hongyan-test-guard', String(pid), lastUse], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  }).unref();
}

async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like 'hy\\_t%'`,
  );
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
}

async function ensureTemplate({ ownerUrl, appPassword }: TestServer): Promise<string> {
  const migrations = await readMigrations();
  const hash = createHash('sha256').update(`${migrations.map((migration) => migration.checksum).join()},queue`);
  const name = `hy_template_${hash.digest('hex').slice(0, 16)}`;
  await asOwner(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock(1)');
    const exists = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (exists.rowCount) return;
    await client.query(`drop database if exists ${name}_new with (force)`);
    await client.query(`create database ${name}_new template template0`);
    await migrate(withDatabase(ownerUrl, `${name}_new`), { appPassword, migrations, also: installQueue });
    await client.query(`alter database ${name}_new rename to ${name}`);
  });
  return name;
}

async function asOwner<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = createPgClient({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

const toPostgres = (url: string): string => withDatabase(url, 'postgres');
