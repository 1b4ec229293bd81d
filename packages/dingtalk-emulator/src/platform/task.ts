import type { Task } from '../state/memory.ts';
import { type CallContext, integer } from './call.ts';
import { type Answer, flat } from './errors.ts';

const windowMs = 24 * 3_600_000;

/** The task that a call asks about, if it is this app's and not older than a day (dingtalk-api.md §3.4). */
export function readTask(
  { world, app, body }: CallContext,
  name: 'task_id' | 'msg_task_id',
  within = windowMs,
): Task | Answer {
  if (integer(body.agent_id) !== app!.agentId) return flat(40056, '不合法的agentid');
  const id = integer(body[name]);
  const task = id === undefined ? undefined : world.notices.task(app!.agentId, id);
  return task && world.clock.now() - task.at <= within ? task : flat(40035, `不合法的参数：${name}`);
}
