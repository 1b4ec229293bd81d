import { err, ok, type UserId } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, idField, numbersField, objectField, objectsField, userIdsField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import { taskNumber } from './task-number.ts';
import type { DropReason, SendResult } from './types.ts';

/** Why a message vanished although its call was answered with "ok" (dingtalk-api.md §3.5); 1432xx are third-party apps' own. */
const dropReasons: ReadonlyMap<string, DropReason> = new Map([
  ['143103', 'app_per_minute'],
  ['143104', 'corp_per_minute'],
  ['143105', 'daily_cap'],
  ['143106', 'identical'],
  ['143203', 'app_per_minute'],
  ['143204', 'corp_per_minute'],
  ['143205', 'daily_cap'],
  ['143206', 'identical'],
  ['1430000', 'no_recipient'],
  ['1430002', 'content'],
  ['1430003', 'protected'],
  ['1430004', 'protected'],
]);

/**
 * `POST …/getsendresult` (dingtalk-api.md §3.5): within 24 h. For more than 100 recipients it only ever times out, and each try
 * takes from the month (§10.3): never repeated by itself.
 */
export async function getResult(app: Caller, taskId: string): Promise<DingTalkResult<SendResult>> {
  const answer = await app.call({
    ...ask('/topapi/message/corpconversation/getsendresult', {
      agent_id: app.credential.agentId,
      task_id: taskNumber(taskId),
    }),
    isRead: false,
  });
  if (!answer.ok) return err(answer.error);
  const result = objectField(answer.value, 'send_result');
  if (!result) return badShape('getsendresult without a send_result');
  return ok({
    invalidUserIds: userIdsField(result, 'invalid_user_id_list'),
    forbiddenUserIds: userIdsField(result, 'forbidden_user_id_list'),
    failedUserIds: userIdsField(result, 'failed_user_id_list'),
    readUserIds: userIdsField(result, 'read_user_id_list'),
    unreadUserIds: userIdsField(result, 'unread_user_id_list'),
    invalidDepartmentIds: numbersField(result, 'invalid_dept_id_list'),
    drops: (objectsField(result, 'forbidden_list') ?? []).flatMap((item) => {
      const userId = idField(item, 'userid');
      const code = idField(item, 'code') ?? '';
      return userId ? [{ userId: userId as UserId, code, reason: dropReasons.get(code) ?? 'other' }] : [];
    }),
  });
}
