import { err, ok, type Secret, type UserId } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import { badShape, flagField, idField, textField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';

/**
 * Admin console 免登 (dingtalk-api.md §1.6): a token by the organisation's SSO secret, then who holds the code. The answer must
 * name this corp, or someone else's administrator would come in.
 */
export async function getConsoleAdmin(
  app: Caller,
  code: string,
  ssoSecret: Secret,
): Promise<DingTalkResult<{ readonly userId: UserId; readonly name: string; readonly isAdmin: boolean }>> {
  const { corpId } = app.credential;
  const issued = await app.callAs(undefined, {
    family: 'new',
    method: 'POST',
    path: '/v1.0/oauth2/ssoAccessToken',
    body: { json: { corpid: corpId, ssoSecret: ssoSecret.reveal() } },
    isRead: true,
    secrets: [ssoSecret.reveal()],
  });
  if (!issued.ok) return err(issued.error);
  const token = textField(issued.value, 'accessToken');
  if (!token) return badShape('no SSO token in the answer');
  const answer = await app.callAs(token, {
    family: 'new',
    method: 'GET',
    path: '/v1.0/oauth2/ssoUserInfo',
    query: { code },
    secrets: [code],
  });
  if (!answer.ok) return err(answer.error);
  const userId = idField(answer.value, 'userId');
  if (!userId) return badShape('ssoUserInfo without a userId');
  if (textField(answer.value, 'corpId') !== corpId)
    return err({ kind: 'scope', code: 'sso.corp', message: 'the code belongs to another organisation' });
  return ok({
    userId: userId as UserId,
    name: textField(answer.value, 'userName') ?? userId,
    isAdmin: flagField(answer.value, 'isAdmin'),
  });
}
