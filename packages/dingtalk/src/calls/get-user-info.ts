import { err, ok, type UserId } from '@hongyan/kit';
import type { OldCall } from '../caller.ts';
import { badShape, flagField, resultOf, textField } from '../fields.ts';
import type { AppCredential, DingTalkResult, SignedInUser } from '../types.ts';

/** Who holds this 免登 code (dingtalk-api.md §2.2). A used, old or foreign code fails with `40078`. */
export async function getUserInfo(
  call: OldCall,
  credential: AppCredential,
  code: string,
): Promise<DingTalkResult<SignedInUser>> {
  const answer = await call(credential, '/topapi/v2/user/getuserinfo', { code });
  if (!answer.ok) return err(answer.error);
  const user = resultOf(answer.value);
  const userId = textField(user, 'userid');
  if (!userId) return badShape('getuserinfo without a userid');
  const unionId = textField(user, 'unionid');
  const deviceId = textField(user, 'device_id');
  return ok({
    userId: userId as UserId,
    name: textField(user, 'name') ?? userId,
    isAdmin: flagField(user, 'sys'),
    ...(unionId ? { unionId } : {}),
    ...(deviceId ? { deviceId } : {}),
  });
}
