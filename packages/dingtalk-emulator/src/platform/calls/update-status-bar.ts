import { type PlatformCall, says, text } from '../call.ts';
import { flat, okOld } from '../errors.ts';
import { readTask } from '../task.ts';

const windowMs = 7 * 24 * 3_600_000;

/** Changes the bar of a delivered OA card (dingtalk-api.md §3.7). */
export const updateStatusBar: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/message/corpconversation/status_bar/update',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  run(context) {
    const task = readTask(context, 'task_id', windowMs);
    if ('status' in task) return { answer: task, about: says('未知任务', 'Unknown task') };
    const value = text(context.body.status_value);
    if (!value) return { answer: flat(40035, '不合法的参数：status_value'), about: says('缺少状态', 'No status') };
    context.world.notices.setStatus(task, { value, background: text(context.body.status_bg) });
    return { answer: okOld({}), about: says(`任务 ${task.id}，改为 ${value}`, `Task ${task.id}, now ${value}`) };
  },
};
