import { err, ok } from '@hongyan/kit';
import { type Caller, order } from '../../caller.ts';
import type { DingTalkResult } from '../../types.ts';
import { taskNumber } from './task-number.ts';

/** `POST …/status_bar/update` (dingtalk-api.md §3.7): within 7 days, once the sending has ended. */
export async function updateStatusBar(
  app: Caller,
  taskId: string,
  status: { readonly value: string; readonly background?: string },
): Promise<DingTalkResult<void>> {
  const answer = await app.call(
    order('/topapi/message/corpconversation/status_bar/update', {
      agent_id: app.credential.agentId,
      task_id: taskNumber(taskId),
      status_value: status.value,
      ...(status.background ? { status_bg: status.background } : {}),
    }),
  );
  return answer.ok ? ok(undefined) : err(answer.error);
}
