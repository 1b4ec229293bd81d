import type { CorpId } from '@hongyan/kit';
import type { DirectoryDeps } from '../ports.ts';
import { syncQueue } from './run.ts';
import { insertRun, lastRun, lockRunning } from './run-store.ts';
import { isBusyMinute, lastNightly } from './schedule.ts';

/** After a run that was refused, the next one by itself comes no sooner. */
const againMs = 15 * 60_000;
const lookMs = 60_000;

/** Begins runs: by hand, for a company never read, and every night. */
export interface Starter {
  start(corpId: CorpId, kind?: 'full' | 'nightly'): Promise<'started' | 'running'>;
  /** For a company that was never read; otherwise does nothing. */
  startFirst(corpId: CorpId): Promise<void>;
  /** Looks every minute what is due. */
  keep(signal: AbortSignal): void;
}

export function createStarter(deps: DirectoryDeps): Starter {
  const { clock, db, queue } = deps;
  const read = new Set<CorpId>();

  const start: Starter['start'] = (corpId, kind = 'full') =>
    db.inCorp(corpId, async (tx) => {
      const running = await lockRunning(tx);
      if (running) {
        // Whoever worked on it is gone: wake another one. The job is not doubled while it waits.
        if (!running.alive) await queue.enqueue(tx, syncQueue, { runId: running.run_id }, { key: running.run_id });
        return 'running';
      }
      const runId = await insertRun(tx, kind, clock.now());
      if (!runId) return 'running';
      await queue.enqueue(tx, syncQueue, { runId }, { key: runId });
      return 'started';
    });

  async function startFirst(corpId: CorpId): Promise<void> {
    if (read.has(corpId)) return;
    const app = await deps.app(corpId);
    if (!app || app.paused) return;
    const last = await db.inCorp(corpId, (tx) => lastRun(tx, ['done']));
    if (last) read.add(corpId);
    else await start(corpId);
  }

  async function startDue(corpId: CorpId): Promise<void> {
    const app = await deps.app(corpId);
    if (!app || app.paused) return;
    const [running, done, failed] = await db.inCorp(corpId, async (tx) => [
      await lastRun(tx, ['running']),
      await lastRun(tx, ['done']),
      await lastRun(tx, ['failed']),
    ]);
    const now = clock.now();
    // Begun already: this only wakes somebody when whoever worked on it died.
    if (running) return void (await start(corpId));
    if (failed?.finished_at && now - failed.finished_at.getTime() < againMs) return;
    if (!done) return void (await start(corpId));
    if (done.started_at.getTime() < lastNightly(corpId, now) && !isBusyMinute(now)) await start(corpId, 'nightly');
  }

  async function look(): Promise<void> {
    for (const corpId of await db.listCorps())
      await startDue(corpId).catch((error: unknown) =>
        deps.log.warn('the directory could not be looked after', { corpId, error }),
      );
  }

  return {
    start,
    startFirst,
    keep(signal) {
      void (async () => {
        while (!signal.aborted) {
          await look().catch((error: unknown) => deps.log.warn('the corps could not be listed', { error }));
          await clock.sleep(lookMs, signal).catch(() => undefined);
        }
      })();
    },
  };
}
