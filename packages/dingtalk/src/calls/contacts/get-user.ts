import { err, ok, type UserId } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, resultOf } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { UserDetail } from './types.ts';
import { toUserDetail } from './user-detail.ts';

/** One person of the directory (dingtalk-api.md §2.3, §5.4). */
export async function getUser(app: Caller, userId: UserId): Promise<DingTalkResult<UserDetail>> {
  const answer = await app.call(ask('/topapi/v2/user/get', { userid: userId, language: 'zh_CN' }));
  if (!answer.ok) return err(answer.error);
  const user = toUserDetail(resultOf(answer.value));
  return user ? ok(user) : badShape('user/get without a userid');
}
