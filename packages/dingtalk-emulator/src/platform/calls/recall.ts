import { type PlatformCall, says } from '../call.ts';
import { flat, okOld } from '../errors.ts';
import { rules } from '../rules.ts';
import { readTask } from '../task.ts';

/** Takes a whole task back within 24 hours (dingtalk-api.md §3.6); the key is `msg_task_id` here. */
export const recall: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/message/corpconversation/recall',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  run(context) {
    const refusal = flat(400002, '无效的参数：msg_task_id');
    const read = readTask(context, { name: 'msg_task_id', rule: rules.recallWindow, refusal });
    if ('refusal' in read) return read.refusal;
    const { task } = read;
    context.world.notices.recall(task);
    return { answer: okOld({}), about: says(`撤回任务 ${task.id}`, `Task ${task.id} recalled`) };
  },
};
