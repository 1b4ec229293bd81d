import type { UserId } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import type { DingTalkFailure } from '../../types.ts';
import { send } from './send.ts';
import type { SentBatch } from './types.ts';

/** One call counts once for up to this many people (dingtalk-api.md §3.1, §10.3). */
const batchSize = 100;

/** Any number of people, each once; ends at the first failure and says who was reached before it. */
export async function sendToMany(
  app: Caller,
  to: readonly UserId[],
  msg: string,
): Promise<{ readonly tasks: readonly SentBatch[]; readonly failure?: DingTalkFailure }> {
  const people = [...new Set(to)];
  const tasks: SentBatch[] = [];
  for (let at = 0; at < people.length; at += batchSize) {
    const userIds = people.slice(at, at + batchSize);
    const sent = await send(app, { userIds }, msg);
    if (!sent.ok) return { tasks, failure: sent.error };
    tasks.push({ taskId: sent.value.taskId, userIds });
  }
  return { tasks };
}
