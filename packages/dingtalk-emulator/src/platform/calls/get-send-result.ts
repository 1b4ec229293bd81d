import { type PlatformCall, says } from '../call.ts';
import { okOld } from '../errors.ts';
import { readTask } from '../task.ts';

/** Who got it, who read it, who was silently dropped and why (dingtalk-api.md §3.5). */
export const getSendResult: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/message/corpconversation/getsendresult',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  run(context) {
    const task = readTask(context, 'task_id');
    if ('status' in task) return { answer: task, about: says('未知任务', 'Unknown task') };
    const { read, unread } = context.world.notices.readers(task);
    return {
      answer: okOld({
        send_result: {
          invalid_user_id_list: task.invalid,
          forbidden_user_id_list: task.dropped.map((one) => one.userid),
          failed_user_id_list: [],
          read_user_id_list: read,
          unread_user_id_list: unread,
          invalid_dept_id_list: [],
          forbidden_list: task.dropped.map((one) => ({ ...one, count: 1 })),
        },
      }),
      about: says(
        `任务 ${task.id}，已读 ${read.length}，未读 ${unread.length}`,
        `Task ${task.id}, ${read.length} read, ${unread.length} unread`,
      ),
    };
  },
};
