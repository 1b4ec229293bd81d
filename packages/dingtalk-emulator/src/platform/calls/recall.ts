import { type PlatformCall, says } from '../call.ts';
import { okOld } from '../errors.ts';
import { readTask } from '../task.ts';

/** Takes a whole task back (dingtalk-api.md §3.6); the key is `msg_task_id` here. */
export const recall: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/message/corpconversation/recall',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  run(context) {
    const task = readTask(context, 'msg_task_id');
    if ('status' in task) return { answer: task, about: says('未知任务', 'Unknown task') };
    context.world.notices.recall(task);
    return { answer: okOld({}), about: says(`撤回任务 ${task.id}`, `Task ${task.id} recalled`) };
  },
};
