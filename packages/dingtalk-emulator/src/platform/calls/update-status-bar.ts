import { type PlatformCall, says, text } from '../call.ts';
import { flat, okOld } from '../errors.ts';
import { rules } from '../rules.ts';
import { readTask, stageOf } from '../task.ts';

/** Changes the bar of a delivered OA card (dingtalk-api.md §3.7), once its sending is done. */
export const updateStatusBar: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/message/corpconversation/status_bar/update',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  run(context) {
    const { world, body } = context;
    const read = readTask(context, { hours: world.switches.statusBarHours, rule: rules.barWindow });
    if ('refusal' in read) return read.refusal;
    const { task } = read;
    const value = text(body.status_value);
    if (!value) return { answer: flat(40035, '不合法的参数：status_value'), about: says('缺少状态', 'No status') };
    if (task.msgtype !== 'oa') {
      return { answer: flat(40035, '不合法的参数：task_id'), about: says('不是 OA 消息', 'Not an OA message') };
    }
    if (task.recipients > 5 || stageOf(task, world.clock.now()) < 2) {
      const about = says(`任务 ${task.id} 还没有发送完成`, `Task ${task.id} is still being sent`);
      return { answer: flat(41052, '接收者过多或消息未发送完成'), about };
    }
    world.notices.setStatus(task, { value, background: text(body.status_bg) });
    return { answer: okOld({}), about: says(`任务 ${task.id}，改为 ${value}`, `Task ${task.id}, now ${value}`) };
  },
};
