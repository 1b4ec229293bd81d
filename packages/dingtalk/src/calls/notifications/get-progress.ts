import { err, ok } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, numberField, objectField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import { taskNumber } from './task-number.ts';
import type { SendProgress } from './types.ts';

const states: readonly SendProgress['state'][] = ['waiting', 'running', 'done'];

/** `POST …/getsendprogress` (dingtalk-api.md §3.4). */
export async function getProgress(app: Caller, taskId: string): Promise<DingTalkResult<SendProgress>> {
  const answer = await app.call(
    ask('/topapi/message/corpconversation/getsendprogress', {
      agent_id: app.credential.agentId,
      task_id: taskNumber(taskId),
    }),
  );
  if (!answer.ok) return err(answer.error);
  const progress = objectField(answer.value, 'progress');
  const state = progress && states[numberField(progress, 'status') ?? -1];
  if (!state) return badShape('getsendprogress without a status');
  return ok({ percent: numberField(progress, 'progress_in_percent') ?? 0, state });
}
