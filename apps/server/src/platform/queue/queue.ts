import { randomUUID } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Notifier } from '../events/notifier.ts';
import type { Log } from '../log/types.ts';
import type { Envelope } from './envelope.ts';
import { queueSchema } from './install.ts';
import type { Job, Queue, QueueDef } from './types.ts';
import { startWorker, type Worker } from './worker.ts';

/** The queue, and what its owner does with it. */
export interface RunningQueue extends Queue {
  /** Resolves when the jobs under way have ended; no new ones are taken. */
  stop(): Promise<void>;
}

const channel = 'queue';
const ownConnections = 3;

/** `alone`: no other process uses this database, so every job that counts as running belongs to one that died. */
export async function openQueue(options: {
  pool: pg.Pool;
  notifier: Notifier;
  log: Log;
  alone: boolean;
}): Promise<RunningQueue> {
  const { notifier, log } = options;
  // Connections of its own: a transaction that makes a job must never wait for one that other transactions hold.
  const pool = new pg.Pool({ ...options.pool.options, max: ownConnections });
  pool.on('error', (error) => log.warn('a connection of the queue was lost', { error }));
  const boss = new PgBoss({
    schema: queueSchema,
    db: { executeSql: (text, values) => pool.query(text, values) },
    migrate: false,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    // Rebuilding indexes wants their owner; the tables stay small.
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.warn('queue upkeep failed', { error }));
  await boss.start();
  if (options.alone)
    await pool.query(
      `update ${queueSchema}.job set state = 'retry', start_after = now(), heartbeat_on = null where state = 'active'`,
    );

  const ready = new Map<string, Promise<void>>();
  const workers = new Map<string, Worker>();

  function ensure<Data>(queue: QueueDef<Data>): Promise<void> {
    let made = ready.get(queue.name);
    if (!made) {
      made = create(boss, queue);
      ready.set(queue.name, made);
      made.catch(() => ready.delete(queue.name));
    }
    return made;
  }

  notifier.listen(channel, (name) => workers.get(name)?.wake());
  notifier.onGap(() => {
    for (const worker of workers.values()) worker.wake();
  });

  let stopping = false;
  return {
    async enqueue(tx, queue, data, more = {}) {
      await ensure(queue);
      const envelope: Envelope<typeof data> = { corpId: tx.corpId, data };
      await boss.send(queue.name, envelope, {
        // One policy for all: a waiting job is not doubled under the same key, and a job without a key has one of its own.
        singletonKey: more.key === undefined ? randomUUID() : `${tx.corpId}/${more.key}`,
        ...(more.startAfter ? { startAfter: more.startAfter } : {}),
        db: {
          executeSql: async (text, values) => ({
            rows: [...(await tx.sql.executeQuery(CompiledQuery.raw(text, values ?? []))).rows],
          }),
        },
      });
      tx.afterCommit(() => {
        workers.get(queue.name)?.wake();
        notifier.send(channel, queue.name);
      });
    },
    handle<Data extends object>(queue: QueueDef<Data>, run: (job: Job<Data>) => Promise<void>) {
      ensure(queue).then(
        () => stopping || workers.set(queue.name, startWorker(boss, queue, run, log)),
        (error: unknown) => log.error('a queue could not be opened', { queue: queue.name, error }),
      );
    },
    async stop() {
      stopping = true;
      await Promise.allSettled(ready.values());
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
      await boss.stop({ graceful: false });
      await pool.end();
    },
  };
}

async function create<Data>(boss: PgBoss, { name, options }: QueueDef<Data>): Promise<void> {
  const settings = {
    expireInSeconds: options.expireSeconds,
    retryLimit: options.maxAttempts - 1,
    retryDelay: options.retryMinSeconds,
    retryDelayMax: options.retryMaxSeconds,
    retryBackoff: true,
    heartbeatSeconds: 10,
    deleteAfterSeconds: 86_400,
  };
  await boss.createQueue(name, { policy: 'short', ...settings });
  await boss.updateQueue(name, settings);
}
