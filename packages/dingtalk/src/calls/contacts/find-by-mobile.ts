import { err, ok, type UserId } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, idField, resultOf } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';

/** `POST /topapi/v2/user/getbymobile` (dingtalk-api.md §5.4). */
export async function findByMobile(app: Caller, mobile: string): Promise<DingTalkResult<UserId>> {
  const answer = await app.call({ ...ask('/topapi/v2/user/getbymobile', { mobile }), secrets: [mobile] });
  if (!answer.ok) return err(answer.error);
  const userId = idField(resultOf(answer.value), 'userid');
  return userId ? ok(userId as UserId) : badShape('user/getbymobile without a userid');
}
