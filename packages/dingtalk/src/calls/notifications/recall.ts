import { err, ok } from '@hongyan/kit';
import { type Caller, order } from '../../caller.ts';
import type { DingTalkResult } from '../../types.ts';
import { taskNumber } from './task-number.ts';

/** `POST …/recall` (dingtalk-api.md §3.6): here the task is called `msg_task_id`. */
export async function recall(app: Caller, taskId: string): Promise<DingTalkResult<void>> {
  const answer = await app.call(
    order('/topapi/message/corpconversation/recall', {
      agent_id: app.credential.agentId,
      msg_task_id: taskNumber(taskId),
    }),
  );
  return answer.ok ? ok(undefined) : err(answer.error);
}
