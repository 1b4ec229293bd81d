import { type PlatformCall, says } from '../call.ts';
import { backendTimedOut, okOld } from '../errors.ts';
import { readTask } from '../task.ts';

/** More recipients than this and the backend does not answer in the gateway's time (dingtalk-api.md §3.5, §0.2). */
const maxRecipients = 100;
const cutOffMs = 3000;

/** Who got it, who read it, who was silently dropped and why (dingtalk-api.md §3.5). */
export const getSendResult: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/message/corpconversation/getsendresult',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  async run(context) {
    const read = readTask(context);
    if ('refusal' in read) return read.refusal;
    const { task } = read;
    if (task.recipients > maxRecipients) {
      await context.world.clock.sleep(cutOffMs);
      const about = says(
        `任务 ${task.id}，${task.recipients} 人，超时`,
        `Task ${task.id}, ${task.recipients} people, timed out`,
      );
      return { answer: backendTimedOut(), about };
    }
    const readers = context.world.notices.readers(task);
    return {
      answer: okOld({
        send_result: {
          invalid_user_id_list: task.invalid,
          forbidden_user_id_list: task.dropped.map((one) => one.userid),
          failed_user_id_list: [],
          read_user_id_list: readers.read,
          unread_user_id_list: readers.unread,
          invalid_dept_id_list: task.invalidDepartments,
          forbidden_list: task.dropped.map((one) => ({ ...one, count: 1 })),
        },
      }),
      about: says(
        `任务 ${task.id}，已读 ${readers.read.length}，未读 ${readers.unread.length}`,
        `Task ${task.id}, ${readers.read.length} read, ${readers.unread.length} unread`,
      ),
    };
  },
};
