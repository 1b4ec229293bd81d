import { type PlatformCall, says } from '../call.ts';
import { okOld } from '../errors.ts';
import { readTask } from '../task.ts';

/** A task is under way for a moment, then done: clients must not count on the first answer. */
const startsAfterMs = 50;
const doneAfterMs = 200;

/** How far a work notification is (dingtalk-api.md §3.4): 0 not started, 1 running, 2 done. */
export const getSendProgress: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/message/corpconversation/getsendprogress',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  run(context) {
    const task = readTask(context, 'task_id');
    if ('status' in task) return { answer: task, about: says('未知任务', 'Unknown task') };
    const age = context.world.clock.now() - task.at;
    const status = age < startsAfterMs ? 0 : age < doneAfterMs ? 1 : 2;
    const progress = { progress_in_percent: status * 50, status };
    return {
      answer: okOld({ progress }),
      about: says(`任务 ${task.id}，${status * 50}%`, `Task ${task.id}, ${status * 50}%`),
    };
  },
};
