import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@hongyan/kit';
import type pg from 'pg';
import { createPgClient } from './connect.ts';

/** One file of `apps/server/migrations`: `NNNN-title.sql`, plain SQL, never changed once released. */
export interface Migration {
  readonly name: string;
  readonly checksum: string;
  readonly text: string;
}

export const appRole = 'hongyan_app';
const folder = path.resolve(import.meta.dirname, '../../../migrations');
/** Any number, the same in every process: only one migrates at a time. */
const lockKey = 7_247_019_581;

export async function readMigrations(from: string = folder): Promise<readonly Migration[]> {
  const names = (await readdir(from)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(from, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** Brings the database up to date as its owner; answers the names of what was applied. */
export async function migrate(
  ownerUrl: string,
  options: {
    appPassword: string;
    migrations?: readonly Migration[];
    /** Work of the owner's that is no SQL file (the queue's own tables). Runs each time, under the same lock. */
    also?: (client: pg.Client) => Promise<void>;
  },
): Promise<readonly string[]> {
  const migrations = options.migrations ?? (await readMigrations());
  const client = createPgClient({ connectionString: ownerUrl, application_name: 'hongyan migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await prepareAppRole(client, options.appPassword);
    const applied = await applyAll(client, migrations);
    await options.also?.(client);
    return applied;
  } finally {
    await client.end();
  }
}

async function applyAll(client: pg.Client, migrations: readonly Migration[]): Promise<readonly string[]> {
  await client.query(`create table if not exists hy_migrations (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from hy_migrations');
  const done = new Map(rows.map((row) => [row.name, row.checksum]));
  const known = new Set(migrations.map((migration) => migration.name));
  const foreign = [...done.keys()].find((name) => !known.has(name));
  if (foreign) throw wrong(`the database was migrated by a newer version (${foreign}); install that version`);
  const applied: string[] = [];
  for (const migration of migrations) {
    const checksum = done.get(migration.name);
    if (checksum === migration.checksum) continue;
    if (checksum) throw wrong(`migration ${migration.name} was changed after it had been applied`);
    await apply(client, migration);
    applied.push(migration.name);
  }
  return applied;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query('insert into hy_migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new AppError('config.invalid', { detail: `migration ${migration.name}: ${(cause as Error).message}`, cause });
  }
}

const wrong = (detail: string) => new AppError('config.invalid', { detail });

/** Role `hongyan_app`: may log in, owns nothing, and row-level security holds for it. */
async function prepareAppRole(client: pg.Client, password: string): Promise<void> {
  const { rows } = await client.query<{ bypass: boolean }>(
    'select rolbypassrls or rolsuper as bypass from pg_roles where rolname = $1',
    [appRole],
  );
  const login = `login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(password)}`;
  try {
    if (rows.length === 0) await client.query(`create role ${appRole} ${login}`);
    else if (rows[0]?.bypass) throw wrong(`role ${appRole} must not be a superuser or bypass row-level security`);
    else if (!(await canLogIn(client, password)))
      await client.query(`alter role ${appRole} password ${client.escapeLiteral(password)}`);
  } catch (cause) {
    if ((cause as { code?: string }).code !== '42501') throw cause;
    throw new AppError('config.invalid', {
      detail: `the database's owner may not create role ${appRole}; as an administrator run: ALTER ROLE ${client.escapeIdentifier(client.user ?? '')} CREATEROLE`,
      cause,
    });
  }
  await client.query(`grant connect on database ${client.escapeIdentifier(client.database ?? '')} to ${appRole}`);
}

async function canLogIn(owner: pg.Client, password: string): Promise<boolean> {
  const probe = createPgClient({
    host: owner.host,
    port: owner.port,
    database: owner.database ?? '',
    user: appRole,
    password,
    ssl: owner.ssl,
  });
  try {
    await probe.connect();
    return true;
  } catch {
    return false;
  } finally {
    await probe.end().catch(() => undefined);
  }
}

/** The same server and database, as role `hongyan_app`. */
export function toAppUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = appRole;
  url.password = password;
  return url.href;
}
