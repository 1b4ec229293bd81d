import { fork } from 'node:child_process';
import { once } from 'node:events';
import { AppError, type CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDb, createKysely, createPgPool } from '../db/connect.ts';
import { openTestDatabase, type TestDatabase } from '../db/testing.ts';
import { openNotifier } from '../events/notifier.ts';
import { silentLog } from '../log/log.ts';
import { defineQueue } from './define.ts';
import { openQueue, type RunningQueue } from './queue.ts';
import type { Job } from './types.ts';

const corpId = 'dingqueue' as CorpId;
interface Note {
  readonly n: number;
}

async function openAll(appUrl: string, alone = false): Promise<{ queue: RunningQueue; close(): Promise<void> }> {
  const pool = createPgPool(appUrl, { max: 4, name: 'hongyan test' });
  const notifier = await openNotifier(appUrl, silentLog);
  const queue = await openQueue({ pool, notifier, log: silentLog, alone });
  return {
    queue,
    close: async () => {
      await queue.stop();
      await notifier.close();
      await pool.end();
    },
  };
}

describe('queue', { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let here: Awaited<ReturnType<typeof openAll>>;
  beforeAll(async () => {
    database = await openTestDatabase();
    here = await openAll(database.appUrl);
  });
  afterAll(async () => {
    await here.close();
    await database.close();
  });

  test('needs no second connection of the features’ own while their transactions hold them all', async () => {
    const pool = createPgPool(database.appUrl, { max: 1, name: 'hongyan test' });
    const notifier = await openNotifier(database.appUrl, silentLog);
    const queue = await openQueue({ pool, notifier, log: silentLog, alone: false });
    const db = createDb(createKysely(pool));
    // A queue that nobody has used yet: it is made while the transaction is open.
    await db.inCorp(corpId, (tx) => queue.enqueue(tx, defineQueue<Note>('test.narrow'), { n: 1 }));
    await queue.stop();
    await notifier.close();
    await pool.end();
  });

  test('hands over a job when, and only when, its transaction commits', async () => {
    const queue = defineQueue<Note>('test.commit');
    const seen: number[] = [];
    const second = new Promise<void>((resolve) =>
      here.queue.handle(queue, async (job) => {
        seen.push(job.data.n);
        if (job.data.n === 2) resolve();
      }),
    );
    await database.db
      .inCorp(corpId, async (tx) => {
        await here.queue.enqueue(tx, queue, { n: 1 });
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await database.db.inCorp(corpId, (tx) => here.queue.enqueue(tx, queue, { n: 2 }));
    await second;
    expect(seen).toEqual([2]);
  });

  test('tells the handler whose job it is, and which try', async () => {
    const queue = defineQueue<Note>('test.retry', { retryMinSeconds: 1, maxAttempts: 3 });
    const jobs: Job<Note>[] = [];
    const done = new Promise<void>((resolve) =>
      here.queue.handle(queue, async (job) => {
        jobs.push(job);
        if (job.attempt === 1) throw new AppError('dingtalk.busy', { retryAfterMs: 10 });
        resolve();
      }),
    );
    await database.db.inCorp(corpId, (tx) => here.queue.enqueue(tx, queue, { n: 7 }));
    await done;
    expect(jobs.map(({ corpId: corp, data, attempt }) => ({ corp, n: data.n, attempt }))).toEqual([
      { corp: corpId, n: 7, attempt: 1 },
      { corp: corpId, n: 7, attempt: 2 },
    ]);
  });

  test('does not double a waiting job of the same key, and keeps keyless jobs apart', async () => {
    const queue = defineQueue<Note>('test.key');
    await database.db.inCorp(corpId, async (tx) => {
      for (const n of [1, 2]) await here.queue.enqueue(tx, queue, { n }, { key: 'same' });
      for (const n of [3, 4]) await here.queue.enqueue(tx, queue, { n });
    });
    await database.db.inCorp('dingelse' as CorpId, (tx) => here.queue.enqueue(tx, queue, { n: 5 }, { key: 'same' }));
    const seen: number[] = [];
    await new Promise<void>((resolve) =>
      here.queue.handle(queue, async (job) => {
        if (seen.push(job.data.n) === 4) resolve();
      }),
    );
    expect(seen.sort()).toEqual([1, 3, 4, 5]);
  });

  test('runs no more jobs at once than it may', async () => {
    const queue = defineQueue<Note>('test.width', { concurrency: 3 });
    let now = 0;
    let most = 0;
    let ended = 0;
    const all = new Promise<void>((resolve) =>
      here.queue.handle(queue, async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((next) => setTimeout(next, 20));
        now -= 1;
        ended += 1;
        if (ended === 12) resolve();
      }),
    );
    await database.db.inCorp(corpId, async (tx) => {
      for (let n = 0; n < 12; n += 1) await here.queue.enqueue(tx, queue, { n });
    });
    await all;
    expect(most).toBe(3);
  });

  test('waits for the time a job was set for', async () => {
    const queue = defineQueue<Note>('test.later');
    const startAfter = new Date(Date.now() + 700);
    const ranAt = new Promise<number>((resolve) => here.queue.handle(queue, async () => resolve(Date.now())));
    await database.db.inCorp(corpId, (tx) => here.queue.enqueue(tx, queue, { n: 1 }, { startAfter }));
    expect(await ranAt).toBeGreaterThanOrEqual(startAfter.getTime() - 50);
  });

  test('wakes a handler in another process', async () => {
    const queue = defineQueue<Note>('test.far');
    const there = await openAll(database.appUrl);
    const got = new Promise<number>((resolve) => there.queue.handle(queue, async (job) => resolve(job.data.n)));
    await database.db.inCorp(corpId, (tx) => here.queue.enqueue(tx, queue, { n: 42 }));
    expect(await got).toBe(42);
    await there.close();
  });

  test('ends the jobs under way before it stops', async () => {
    const queue = defineQueue<Note>('test.drain');
    const there = await openAll(database.appUrl);
    let ended = false;
    const began = new Promise<void>((resolve) =>
      there.queue.handle(queue, async () => {
        resolve();
        await new Promise((next) => setTimeout(next, 100));
        ended = true;
      }),
    );
    await database.db.inCorp(corpId, (tx) => there.queue.enqueue(tx, queue, { n: 1 }));
    await began;
    await there.close();
    expect(ended).toBe(true);
    const { rows } = await sql<{
      state: string;
    }>`select state::text from hy_queue.job where name = 'test.drain'`.execute(database.owner);
    expect(rows).toEqual([{ state: 'completed' }]);
  });

  test.each([
    ['at once when this process is alone', true],
    ['when its heartbeat ran out, in another process', false],
  ])(
    'hands over again a job whose process was killed: %s',
    async (_, alone) => {
      const queue = defineQueue<Note>(`test.killed-${alone}`);
      const child = fork(new URL('./testing-child.ts', import.meta.url), [database.appUrl, queue.name], {
        stdio: 'ignore',
      });
      const [message] = (await once(child, 'message')) as [string];
      expect(message).toBe('took it');
      child.kill('SIGKILL');
      await once(child, 'exit');
      const there = await openAll(database.appUrl, alone);
      const again = await new Promise<Job<Note>>((resolve) => there.queue.handle(queue, async (job) => resolve(job)));
      expect(again).toMatchObject({ corpId, data: { n: 1 }, attempt: 2 });
      await there.close();
    },
    60_000,
  );
});
