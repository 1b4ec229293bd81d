import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CorpId } from '@hongyan/kit';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { openNotifier } from '../events/notifier.ts';
import { silentLog } from '../log/log.ts';
import { defineQueue } from '../queue/define.ts';
import { openQueue } from '../queue/queue.ts';
import { startEmbedded } from './embedded.ts';
import { openExternalDatabase } from './open.ts';
import { findPackagedProgram, findSystemPrograms } from './program.ts';
import { findTestProgram } from './testing.ts';

const programs = [(await findPackagedProgram()) && (await findTestProgram()), ...(await findSystemPrograms())].filter(
  (program) => program !== undefined,
);

describe('every PostgreSQL of this machine', { timeout: 120_000 }, () => {
  test.each(programs.map((program) => [program.version, program] as const))(
    '%s carries the whole platform',
    async (_, program) => {
      const root = await mkdtemp(path.join(os.tmpdir(), 'hy-version-'));
      await chmod(root, 0o711);
      const server = await startEmbedded({ folder: path.join(root, 'data'), program, volatile: true });
      try {
        const ownerUrl = await makePlainOwner(server.ownerUrl.replace(/\/\w+$/, '/postgres'));
        const opened = await openExternalDatabase(ownerUrl, 'app-password', { log: silentLog, max: 4 });
        const notifier = await openNotifier(opened.appUrl, silentLog);
        const queue = await openQueue({ pool: opened.pool, notifier, log: silentLog, alone: true });
        const def = defineQueue<{ n: number }>('test.version');
        const got = new Promise<number>((resolve) => queue.handle(def, async (job) => resolve(job.data.n)));
        await opened.db.inCorp('dingversion' as CorpId, (tx) => queue.enqueue(tx, def, { n: 5 }));
        expect(await got).toBe(5);
        await queue.stop();
        await notifier.close();
        await opened.close();
      } finally {
        await server.stop();
        await rm(root, { recursive: true, force: true });
      }
    },
  );
});

/** A database whose owner is no superuser, as hosted PostgreSQL gives it. */
async function makePlainOwner(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query("create role mail_owner login createrole password 'plain'");
  await client.query('create database mail owner mail_owner template template0');
  await client.end();
  const url = new URL(adminUrl);
  url.username = 'mail_owner';
  url.password = 'plain';
  url.pathname = '/mail';
  return url.href;
}
