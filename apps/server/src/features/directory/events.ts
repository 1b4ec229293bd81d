import type { DingTalkApp, DingTalkEvent } from '@hongyan/dingtalk';
import type { CorpId, UserId } from '@hongyan/kit';
import type { Queue, QueueDef } from '../../platform/queue/types.ts';
import type { RefetchDepartment } from './departments/refetch.ts';
import type { RefetchAdmins } from './people/admins.ts';
import type { Refetch } from './people/refetch.ts';
import type { DirectoryDeps } from './ports.ts';
import { toError } from './problem.ts';

/** People to ask about when there is time. */
export const refetchQueue: QueueDef<{ userIds: readonly UserId[] }> = {
  name: 'directory.refetch',
  options: { concurrency: 2, maxAttempts: 20, retryMinSeconds: 2, retryMaxSeconds: 600, expireSeconds: 600 },
};

/** More than this would keep the next event waiting. */
const atOnce = 30;
const perJob = 50;

const rootId = 1;

/** Handles contact events: what they name is asked for again, what they say is never believed. */
export interface EventHandler {
  handle(corpId: CorpId, event: DingTalkEvent): Promise<void>;
  /** Takes jobs of the queue. */
  start(queue: Queue): void;
}

export function createEventHandler(
  deps: DirectoryDeps,
  ask: { readonly person: Refetch; readonly department: RefetchDepartment; readonly admins: RefetchAdmins },
): EventHandler {
  async function askPeople(corpId: CorpId, app: DingTalkApp, userIds: readonly UserId[]): Promise<void> {
    for (const userId of userIds) {
      const answer = await ask.person(corpId, app, userId, { source: 'event' });
      if (answer.kind === 'failed') throw toError(answer.failure);
    }
  }

  async function askAgain(corpId: CorpId, app: DingTalkApp, userIds: readonly UserId[]): Promise<void> {
    if (userIds.length <= atOnce) return askPeople(corpId, app, userIds);
    await deps.db.inCorp(corpId, async (tx) => {
      for (let first = 0; first < userIds.length; first += perJob)
        await deps.queue.enqueue(tx, refetchQueue, { userIds: userIds.slice(first, first + perJob) });
    });
  }

  async function handle(corpId: CorpId, event: DingTalkEvent): Promise<void> {
    const app = await deps.dingtalk(corpId);
    if (!app) return;
    switch (event.kind) {
      case 'user':
        return askAgain(corpId, app, event.userIds);
      case 'department':
        for (const departmentId of event.departmentIds)
          await askAgain(corpId, app, await ask.department(corpId, app, departmentId));
        return;
      case 'admin':
        return ask.admins(corpId, app);
      case 'organisation':
        await ask.department(corpId, app, rootId);
        return;
    }
  }

  return {
    handle,
    start: (queue) =>
      queue.handle(refetchQueue, async ({ corpId, data }) => {
        const app = await deps.dingtalk(corpId);
        if (app) await askPeople(corpId, app, data.userIds);
      }),
  };
}
