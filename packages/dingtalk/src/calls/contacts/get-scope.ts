import { err, ok } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import { badShape, numbersField, objectField, textsField, userIdsField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { ContactScope } from './types.ts';

/** `GET /auth/scopes` (dingtalk-api.md §5.5): where a walk of the directory begins. */
export async function getScope(app: Caller): Promise<DingTalkResult<ContactScope>> {
  const answer = await app.call({ family: 'old', method: 'GET', path: '/auth/scopes', isRead: true });
  if (!answer.ok) return err(answer.error);
  const scopes = objectField(answer.value, 'auth_org_scopes');
  // An empty scope hides the whole company: it must be said, never guessed from a strange answer.
  if (!scopes) return badShape('auth/scopes without auth_org_scopes');
  return ok({
    departmentIds: numbersField(scopes, 'authed_dept'),
    userIds: userIdsField(scopes, 'authed_user'),
    fields: textsField(answer.value, 'auth_user_field'),
  });
}
