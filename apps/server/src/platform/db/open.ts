import { AppError } from '@hongyan/kit';
import type pg from 'pg';
import type { Log } from '../log/types.ts';
import { installQueue } from '../queue/install.ts';
import { createDb, createKysely, createPgClient, createPgPool } from './connect.ts';
import { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './embedded.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { migrate, toAppUrl } from './migrate.ts';
import { prepareFolder } from './os-account.ts';
import { isPostgres } from './postmaster.ts';
import type { Db } from './types.ts';

/** The database, migrated, with the connections of role `hongyan_app`. */
export interface OpenDatabase {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly applied: readonly string[];
  /** Set for the embedded one. */
  readonly embedded: EmbeddedServer | undefined;
  /** Closes the connections; an embedded server is stopped, whoever started it. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly log: Log;
  /** Connections of this process. */
  readonly max?: number;
}

/** Starts or adopts the folder's own PostgreSQL. Refuses while another process of ours holds the folder. */
export async function openEmbeddedDatabase(
  folder: string,
  options: DatabaseOptions & Omit<EmbeddedOptions, 'folder'>,
): Promise<OpenDatabase> {
  await prepareFolder(folder);
  const lock = await lockFolder(folder);
  if (!lock)
    throw new AppError('config.invalid', {
      detail: `another Hongyan process is using ${folder}; stop it first, or choose another HONGYAN_DATA_DIR`,
    });
  let server: EmbeddedServer | undefined;
  try {
    server = await startEmbedded({ ...options, folder });
    await ensureDatabase(server.ownerUrl);
    const opened = await open(server.ownerUrl, server.appPassword, options);
    const watch = keepAlive(server, { ...options, folder });
    return {
      ...opened,
      embedded: server,
      close: async () => {
        await watch.stop();
        await closeAll(opened.pool, watch.current(), lock);
      },
    };
  } catch (error) {
    await server?.stop();
    await lock.release();
    throw error;
  }
}

/** The operator's own PostgreSQL, through the same code. */
export async function openExternalDatabase(
  ownerUrl: string,
  appPassword: string,
  options: DatabaseOptions,
): Promise<OpenDatabase> {
  await checkVersion(ownerUrl);
  const opened = await open(ownerUrl, appPassword, options);
  return { ...opened, embedded: undefined, close: () => opened.pool.end() };
}

/** A PostgreSQL that dies under us (killed, out of memory) is started again on the same port: connections find their way back. */
function keepAlive(first: EmbeddedServer, options: DatabaseOptions & EmbeddedOptions) {
  let server = first;
  let checking: Promise<void> | undefined;
  async function check(): Promise<void> {
    if (await isPostgres(server.pid)) return;
    options.log.error('PostgreSQL is gone; starting it again', { pid: server.pid });
    server = await startEmbedded({ ...options, port: server.port });
    options.log.info('PostgreSQL is back', { pid: server.pid });
  }
  const timer = setInterval(() => {
    checking ??= check()
      .catch((error: unknown) => options.log.error('PostgreSQL could not be started again', { error }))
      .finally(() => {
        checking = undefined;
      });
  }, 1_000);
  timer.unref();
  return {
    current: () => server,
    stop: async () => {
      clearInterval(timer);
      await checking;
    },
  };
}

async function open(ownerUrl: string, appPassword: string, options: DatabaseOptions) {
  const applied = await migrate(ownerUrl, { appPassword, also: installQueue });
  const appUrl = toAppUrl(ownerUrl, appPassword);
  const pool = createPgPool(appUrl, {
    max: options.max ?? 20,
    name: 'hongyan',
    onError: (error) => options.log.warn('a database connection was lost', { error }),
  });
  return { db: createDb(createKysely(pool)), pool, ownerUrl, appUrl, applied };
}

async function closeAll(pool: pg.Pool, server: EmbeddedServer | undefined, lock: FolderLock): Promise<void> {
  await pool.end();
  await server?.stop();
  await lock.release();
}

async function ensureDatabase(ownerUrl: string): Promise<void> {
  const url = new URL(ownerUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  await withClient(url.href, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

async function checkVersion(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`,
    );
    const [found] = rows;
    if (found && (found.version < 15 || found.encoding !== 'UTF8'))
      throw new AppError('config.invalid', {
        detail: `HONGYAN_DATABASE_URL: PostgreSQL 15 or newer in UTF8 is needed; this is ${found.version} in ${found.encoding}`,
      });
  });
}

async function withClient(url: string, run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = createPgClient({
    connectionString: url,
    application_name: 'hongyan start',
    connectionTimeoutMillis: 10_000,
  });
  try {
    await client.connect();
  } catch (cause) {
    const { hostname, port, pathname } = new URL(url);
    throw new AppError('database.unavailable', {
      detail: `${hostname}:${port || 5432}${pathname}: ${(cause as Error).message}`,
      cause,
    });
  }
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
