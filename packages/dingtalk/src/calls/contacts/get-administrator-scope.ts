import { err, ok, type UserId } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, field, numbersField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';

/** `POST /topapi/user/get_admin_scope` (dingtalk-api.md §5.6): its list lies beside `errcode`, not in `result`. */
export async function getAdministratorScope(app: Caller, userId: UserId): Promise<DingTalkResult<readonly number[]>> {
  const answer = await app.call(ask('/topapi/user/get_admin_scope', { userid: userId }));
  if (!answer.ok) return err(answer.error);
  if (field(answer.value, 'dept_ids') === undefined) return badShape('user/get_admin_scope without a list');
  return ok(numbersField(answer.value, 'dept_ids'));
}
