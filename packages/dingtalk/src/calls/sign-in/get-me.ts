import { err, ok, type Secret } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import { badShape, textField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { WebUser } from './types.ts';

/** `GET /v1.0/contact/users/me` with the user's own token (dingtalk-api.md §1.5). An expired one: `accesstoken.expired`. */
export async function getMe(app: Caller, userToken: Secret): Promise<DingTalkResult<WebUser>> {
  const answer = await app.callAs(userToken.reveal(), {
    family: 'new',
    method: 'GET',
    path: '/v1.0/contact/users/me',
    isRead: true,
  });
  if (!answer.ok) return err(answer.error);
  const me = answer.value;
  const unionId = textField(me, 'unionId');
  if (!unionId) return badShape('users/me without a unionId');
  const openId = textField(me, 'openId');
  const avatarUrl = textField(me, 'avatarUrl');
  const email = textField(me, 'email');
  return ok({
    unionId,
    name: textField(me, 'nick') ?? '',
    ...(openId ? { openId } : {}),
    ...(avatarUrl ? { avatarUrl } : {}),
    ...(email ? { email } : {}),
  });
}
