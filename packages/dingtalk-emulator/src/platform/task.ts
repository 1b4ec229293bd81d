import type { Task } from '../state/memory.ts';
import { type CallContext, type CallOutcome, integer, type Rule, says } from './call.ts';
import { type Answer, flat } from './errors.ts';
import { rules } from './rules.ts';

const hourMs = 3_600_000;

/** A sending runs for a moment before it is done: clients must not count on the first answer. */
const startsAfterMs = 50;
const doneAfterMs = 200;

/** How far a sending is (dingtalk-api.md §3.4): 0 not started, 1 running, 2 done. */
export function stageOf({ at }: Task, now: number): 0 | 1 | 2 {
  return now - at < startsAfterMs ? 0 : now - at < doneAfterMs ? 1 : 2;
}

/** The task that a call asks about, if it is this app's and not too old (dingtalk-api.md §3.4). */
export function readTask(
  { world, app, body }: CallContext,
  {
    name = 'task_id',
    hours = 24,
    rule = rules.taskWindow,
    refusal = flat(40035, `不合法的参数：${name}`),
  }: { name?: 'task_id' | 'msg_task_id'; hours?: number; rule?: Rule; refusal?: Answer } = {},
): { readonly task: Task } | { readonly refusal: CallOutcome } {
  if (integer(body.agent_id) !== app!.agentId) {
    return { refusal: { answer: flat(40056, '不合法的agentid'), about: says('别的应用', 'Another app') } };
  }
  const id = integer(body[name]);
  const task = id === undefined ? undefined : world.notices.task(app!.agentId, id);
  if (!task) return { refusal: { answer: refusal, about: says('未知任务', 'Unknown task') } };
  if (world.clock.now() - task.at <= hours * hourMs) return { task };
  return { refusal: { answer: refusal, about: says(`任务 ${task.id} 太久了`, `Task ${task.id} is too old`), rule } };
}
