import { err, ok, type UserId } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, field, resultOf, userIdsField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';

/** `POST /topapi/user/listid` (dingtalk-api.md §5.2): no pages, and the authorised scope is ignored. */
export async function listUserIds(app: Caller, departmentId: number): Promise<DingTalkResult<readonly UserId[]>> {
  const answer = await app.call(ask('/topapi/user/listid', { dept_id: departmentId }));
  if (!answer.ok) return err(answer.error);
  const result = resultOf(answer.value);
  if (field(result, 'userid_list') === undefined) return badShape('user/listid without a list');
  return ok(userIdsField(result, 'userid_list'));
}
