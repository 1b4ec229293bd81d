import { AppError, type CorpId, newId, type UserId } from '@hongyan/kit';
import type { Job, QueueDef } from '../../../platform/queue/types.ts';
import type { RefetchAdmins } from '../people/admins.ts';
import type { Refetch } from '../people/refetch.ts';
import type { DirectoryDeps } from '../ports.ts';
import { type Problem, toProblem } from '../problem.ts';
import type { RunRow } from '../tables.ts';
import { finishRun } from './finish.ts';
import { forgetCompany } from './forget-company.ts';
import { createLine } from './line.ts';
import { advanceRun, endRun, isRunning, leaseMs, releaseRun, takeRun } from './run-store.ts';
import { createRunning, RunLost, type Running, RunRefused } from './step.ts';
import { askAbout, verifyUnseen } from './verify.ts';
import { walkTree } from './walk.ts';

/** One full run over a company. The job only wakes somebody: the run's row says who works on it and how far it is. */
export const syncQueue: QueueDef<{ runId: string }> = {
  name: 'directory.sync',
  options: { concurrency: 2, maxAttempts: 10, retryMinSeconds: 5, retryMaxSeconds: 300, expireSeconds: 12 * 3_600 },
};

const hands = 3;

/** Runs in this process. */
export interface Runner {
  handle(job: Job<{ runId: string }>): Promise<void>;
  /** The app changed or went: a run that works for it ends. */
  interrupt(corpId: CorpId): void;
  /** Lets every run go, for another process to go on with. */
  stop(): Promise<void>;
}

export function createRunner(
  deps: DirectoryDeps,
  ask: { readonly person: Refetch; readonly admins: RefetchAdmins },
): Runner {
  const atWork = new Set<{ readonly corpId: CorpId; readonly stop: AbortController; readonly done: Promise<void> }>();
  let stopping = false;

  async function work(corpId: CorpId, runId: string, stop: AbortController): Promise<void> {
    // A name of its own for each try: one that fell silent is shut out even where the next one is in the same process.
    const owner = newId<string>();
    const run = await deps.db.inCorp(corpId, (tx) => takeRun(tx, runId, owner));
    if (!run) return checkLater(corpId, runId);
    const app = await deps.dingtalk(corpId);
    if (!app) return end(run, owner, 'cancelled');
    const keys = await deps.vault.forCorp(corpId);
    const running = createRunning({ corpId, run, app, keys, signal: stop.signal, deps, owner });
    const alive = keepAlive(running, stop);
    try {
      await goThrough(running);
    } catch (error) {
      await afterFailure(running, error);
    } finally {
      alive.abort();
    }
  }

  async function goThrough(running: Running): Promise<void> {
    const scope = await running.ask(() => running.app.contacts.getScope());
    await walkTree(running, scope?.departmentIds ?? []);
    await meetAlone(running, scope?.userIds ?? []);
    await ask.admins(running.corpId, running.app);
    await finishRun(running, await verifyUnseen(running, ask.person));
  }

  /** People who are in the scope by name, not by their department. */
  async function meetAlone(running: Running, userIds: readonly UserId[]): Promise<void> {
    const line = createLine<UserId>();
    for (const userId of userIds) line.add(userId);
    line.close();
    await line.work(hands, async (userId) => {
      const answer = await askAbout(running, ask.person, userId);
      if (answer.kind === 'failed') throw new RunRefused(answer.failure);
      await running.step(async () => (answer.kind === 'here' ? { members: 1 } : {}));
    });
  }

  async function afterFailure(running: Running, error: unknown): Promise<void> {
    const { corpId, run, signal } = running;
    if (error instanceof RunLost || signal.aborted) {
      if (!(await deps.app(corpId))) return forgetCompany(deps.db, corpId);
      if (!stopping) return end(run, running.owner, 'cancelled');
      await deps.db.inCorp(corpId, (tx) => releaseRun(tx, run.run_id, running.owner));
      // The job stays, and with it another process goes on at once.
      throw new AppError('internal.unavailable', { retryAfterMs: 1_000 });
    }
    const problem = problemOf(error);
    if (!problem) {
      await deps.db.inCorp(corpId, (tx) => releaseRun(tx, run.run_id, running.owner));
      throw error;
    }
    deps.log.warn('the directory could not be read', { corpId, ...problem });
    await end(run, running.owner, 'failed', problem);
  }

  const end = (run: RunRow, owner: string, state: 'failed' | 'cancelled', problem?: Problem) =>
    deps.db.inCorp(run.corp_id as CorpId, (tx) =>
      endRun(tx, run.run_id, { state, owner, now: deps.clock.now(), problem }),
    );

  /** Not ours to take: over, or in the hands of a process of which we do not know yet whether it lives. */
  async function checkLater(corpId: CorpId, runId: string): Promise<void> {
    const isOpen = await deps.db.inCorp(corpId, (tx) => isRunning(tx, runId));
    if (isOpen) throw new AppError('internal.unavailable', { retryAfterMs: leaseMs / 2 });
  }

  /** Waiting for the platform is no reason to be taken for dead. */
  function keepAlive(running: Running, stop: AbortController): AbortController {
    const end = new AbortController();
    void (async () => {
      while (!end.signal.aborted) {
        await deps.clock.sleep(leaseMs / 3, end.signal).catch(() => undefined);
        if (end.signal.aborted) return;
        const ours = await deps.db
          .inCorp(running.corpId, (tx) => advanceRun(tx, running.run.run_id, running.owner))
          .catch(() => true);
        if (!ours) stop.abort(new RunLost());
      }
    })();
    return end;
  }

  return {
    async handle({ corpId, data: { runId } }) {
      // Not done: whoever comes next goes on.
      if (stopping) throw new AppError('internal.unavailable', { retryAfterMs: 1_000 });
      const stop = new AbortController();
      const one = { corpId, stop, done: work(corpId, runId, stop) };
      atWork.add(one);
      try {
        await one.done;
      } finally {
        atWork.delete(one);
      }
    },
    interrupt(corpId) {
      for (const one of atWork) if (one.corpId === corpId) one.stop.abort(new RunLost());
    },
    async stop() {
      stopping = true;
      for (const one of atWork) one.stop.abort(new RunLost());
      await Promise.allSettled([...atWork].map((one) => one.done));
    },
  };
}

function problemOf(error: unknown): Problem | undefined {
  if (error instanceof RunRefused) return toProblem(error.failure);
  if (error instanceof AppError && error.code.startsWith('dingtalk.'))
    return { code: error.code, ...(error.detail ? { detail: error.detail } : {}) };
  return undefined;
}
