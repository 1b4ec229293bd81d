import { AppError, isAppError } from '@hongyan/kit';
import type { PgBoss } from 'pg-boss';
import type { Log } from '../log/types.ts';
import type { Envelope } from './envelope.ts';
import type { Job, QueueDef } from './types.ts';

/** Takes jobs of one queue, as many at once as it may. */
export interface Worker {
  /** There may be something to do. */
  wake(): void;
  /** Takes no more jobs, and resolves when those under way have ended. */
  stop(): Promise<void>;
}

/** News wakes the worker at once; this is for jobs whose time has come, and for news that got lost. */
const pollMs = 500;
/** Must be well under the ten seconds after which a silent job counts as lost. */
const heartbeatMs = 3_000;

export function startWorker<Data extends object>(
  boss: PgBoss,
  queue: QueueDef<Data>,
  run: (job: Job<Data>) => Promise<void>,
  log: Log,
): Worker {
  const active = new Map<string, { retryCount: number; done: Promise<void> }>();
  const { concurrency } = queue.options;
  let fetching = false;
  let again = false;
  let stopped = false;
  let loop: Promise<void> = Promise.resolve();

  function wake(): void {
    again = true;
    if (fetching || stopped) return;
    fetching = true;
    loop = fetchAll().finally(() => {
      fetching = false;
    });
  }

  async function fetchAll(): Promise<void> {
    while (again && !stopped && active.size < concurrency) {
      again = false;
      try {
        const batch = await boss.fetch<Envelope<Data>>(queue.name, { batchSize: concurrency - active.size });
        for (const job of batch) begin(job);
        // A full answer means that there may be more.
        if (batch.length > 0) again = true;
      } catch (error) {
        log.warn('the queue could not be read', { queue: queue.name, error });
        return;
      }
    }
  }

  function begin(taken: { id: string; retryCount: number; data: Envelope<Data> }): void {
    const done = handle(taken).finally(() => {
      active.delete(taken.id);
      wake();
    });
    active.set(taken.id, { retryCount: taken.retryCount, done });
  }

  async function handle({
    id,
    retryCount,
    data,
  }: {
    id: string;
    retryCount: number;
    data: Envelope<Data>;
  }): Promise<void> {
    const attempt = { id, retryCount };
    try {
      await run({ id, corpId: data.corpId, data: data.data, attempt: retryCount + 1 });
    } catch (error) {
      await settle(() => fail(attempt, error));
      return;
    }
    await settle(() => boss.complete(queue.name, attempt));
  }

  async function fail(attempt: { id: string; retryCount: number }, error: unknown): Promise<void> {
    const code = isAppError(error) ? error.code : undefined;
    log.warn('a job failed', { queue: queue.name, jobId: attempt.id, attempt: attempt.retryCount + 1, code, error });
    // What is stored of an error is its code: messages may hold what belongs in no table.
    await boss.fail(queue.name, attempt, { code: code ?? 'internal.error' });
    const after = error instanceof AppError ? error.retryAfterMs : undefined;
    if (after === undefined) return;
    await boss.update(queue.name, undefined, { id: attempt.id, startAfter: new Date(Date.now() + after) });
  }

  async function settle(step: () => Promise<unknown>): Promise<void> {
    // The database may be away for a moment. Past that, the heartbeat runs out and the job is done again elsewhere.
    for (let tries = 1; ; tries += 1) {
      try {
        await step();
        return;
      } catch (error) {
        if (tries === 3) return log.error('a job could not be settled', { queue: queue.name, error });
        await new Promise((resolve) => setTimeout(resolve, 200 * tries));
      }
    }
  }

  async function beat(): Promise<void> {
    if (active.size === 0) return;
    const attempts = [...active].map(([id, { retryCount }]) => ({ id, retryCount }));
    await boss.touch(queue.name, attempts).catch((error: unknown) => log.warn('a job could not be kept', { error }));
  }

  const poll = setInterval(wake, pollMs);
  const heartbeat = setInterval(() => void beat(), heartbeatMs);
  poll.unref();
  heartbeat.unref();
  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(poll);
      await loop;
      await Promise.all([...active.values()].map((job) => job.done));
      clearInterval(heartbeat);
    },
  };
}
