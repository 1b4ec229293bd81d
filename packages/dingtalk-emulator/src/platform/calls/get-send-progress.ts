import { type PlatformCall, says } from '../call.ts';
import { okOld } from '../errors.ts';
import { readTask, stageOf } from '../task.ts';

/** How far a work notification is (dingtalk-api.md §3.4): 0 not started, 1 running, 2 done. */
export const getSendProgress: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/message/corpconversation/getsendprogress',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  run(context) {
    const read = readTask(context);
    if ('refusal' in read) return read.refusal;
    const { task } = read;
    const status = stageOf(task, context.world.clock.now());
    return {
      answer: okOld({ progress: { progress_in_percent: status * 50, status } }),
      about: says(`任务 ${task.id}，${status * 50}%`, `Task ${task.id}, ${status * 50}%`),
    };
  },
};
