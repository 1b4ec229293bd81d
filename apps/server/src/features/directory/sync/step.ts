import type { DingTalkApp, DingTalkFailure, DingTalkResult } from '@hongyan/dingtalk';
import type { CorpId } from '@hongyan/kit';
import type { CorpTx } from '../../../platform/db/types.ts';
import type { CorpVault } from '../../../platform/vault/types.ts';
import type { DirectoryDeps } from '../ports.ts';
import type { RunRow } from '../tables.ts';
import { askPatiently } from './patience.ts';
import { advanceRun, type Progress } from './run-store.ts';

/** The run was cancelled, or another process goes on with it: nothing more may be written. */
export class RunLost extends Error {}

/** The platform refused something without which the run cannot go on. */
export class RunRefused extends Error {
  readonly failure: DingTalkFailure;
  constructor(failure: DingTalkFailure) {
    super(`${failure.kind} ${failure.code}`);
    this.failure = failure;
  }
}

/** One run at work: what its steps share. */
export interface Running {
  readonly corpId: CorpId;
  readonly run: RunRow;
  /** Who works on it: this try, in this process. */
  readonly owner: string;
  readonly app: DingTalkApp;
  readonly keys: CorpVault;
  readonly signal: AbortSignal;
  readonly deps: DirectoryDeps;
  /** A transaction of the run: what `write` answers is added to the figures, and all of it commits only while the run is ours. */
  step(write: (tx: CorpTx) => Promise<Progress>): Promise<void>;
  /** Asks patiently; a refusal that `skips` does not name ends the run. */
  ask<T>(call: () => Promise<DingTalkResult<T>>, skips?: ReadonlySet<string>): Promise<T | undefined>;
}

export function createRunning(given: Omit<Running, 'step' | 'ask'>): Running {
  const { corpId, deps, run, owner, signal } = given;
  return {
    ...given,
    async step(write) {
      signal.throwIfAborted();
      await deps.db.inCorp(corpId, async (tx) => {
        const progress = await write(tx);
        // Last, so that the pages of several hands wait for each other as shortly as can be.
        if (!(await advanceRun(tx, run.run_id, owner, progress))) throw new RunLost();
      });
    },
    async ask(call, skips) {
      const answer = await askPatiently(deps.clock, signal, call);
      if (answer.ok) return answer.value;
      if (skips?.has(answer.error.code)) return undefined;
      throw new RunRefused(answer.error);
    },
  };
}
