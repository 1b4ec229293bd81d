import { err, ok, type UserId } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, idField, numberField, resultOf } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';

/** `POST /topapi/user/getbyunionid` (dingtalk-api.md §1.5): external contacts are no employees. */
export async function findByUnionId(
  app: Caller,
  unionId: string,
): Promise<DingTalkResult<{ readonly userId: UserId; readonly contact: 'employee' | 'external' }>> {
  const answer = await app.call(ask('/topapi/user/getbyunionid', { unionid: unionId }));
  if (!answer.ok) return err(answer.error);
  const found = resultOf(answer.value);
  const userId = idField(found, 'userid');
  if (!userId) return badShape('getbyunionid without a userid');
  // Nothing but a plain 0 is an employee: who is unsure stays outside.
  const contact = numberField(found, 'contact_type') === 0 ? 'employee' : 'external';
  return ok({ userId: userId as UserId, contact });
}
