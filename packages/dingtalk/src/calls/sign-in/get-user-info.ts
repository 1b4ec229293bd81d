import { err, ok, type UserId } from '@hongyan/kit';
import { type Caller, order } from '../../caller.ts';
import { badShape, flagField, idField, numberField, resultOf, textField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { SignedInUser } from './types.ts';

/**
 * Who holds this 免登 code (dingtalk-api.md §2.2). A used, old or foreign code fails with `40078`. A code works once, so this is
 * no question that could be asked again.
 */
export async function getUserInfo(app: Caller, code: string): Promise<DingTalkResult<SignedInUser>> {
  const answer = await app.call({ ...order('/topapi/v2/user/getuserinfo', { code }), secrets: [code] });
  if (!answer.ok) return err(answer.error);
  const user = resultOf(answer.value);
  const userId = idField(user, 'userid');
  if (!userId) return badShape('getuserinfo without a userid');
  const unionId = textField(user, 'unionid');
  const deviceId = textField(user, 'device_id');
  return ok({
    userId: userId as UserId,
    name: textField(user, 'name') ?? userId,
    isAdmin: flagField(user, 'sys'),
    adminLevel: numberField(user, 'sys_level') ?? 0,
    ...(unionId ? { unionId } : {}),
    ...(deviceId ? { deviceId } : {}),
  });
}
