import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { appRole } from '../db/migrate.ts';

/** The queue's own schema: its library makes and migrates the tables in it. */
export const queueSchema = 'hy_queue';

/** Makes the queue's tables as the owner, or brings them up to date; a look-up when nothing changed. */
export async function installQueue(client: pg.Client): Promise<void> {
  const version = `pg-boss ${await libraryVersion()}`;
  const { rows } = await client.query<{ comment: string | null }>(
    `select obj_description(oid, 'pg_namespace') as comment from pg_namespace where nspname = $1`,
    [queueSchema],
  );
  if (rows[0]?.comment === version) return;
  const boss = new PgBoss({
    schema: queueSchema,
    db: { executeSql: (text, values) => client.query(text, values) },
    supervise: false,
    schedule: false,
  });
  await boss.start();
  await boss.stop({ graceful: false });
  await client.query(`
    grant usage on schema ${queueSchema} to ${appRole};
    grant select, insert, update, delete on all tables in schema ${queueSchema} to ${appRole};
    grant usage on all sequences in schema ${queueSchema} to ${appRole};
    grant execute on all functions in schema ${queueSchema} to ${appRole};
    comment on schema ${queueSchema} is ${client.escapeLiteral(version)};
  `);
}

async function libraryVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('pg-boss');
  const manifest = await readFile(path.resolve(path.dirname(entry), '../package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
