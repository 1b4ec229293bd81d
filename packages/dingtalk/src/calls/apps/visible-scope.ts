import { err, ok } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import { badShape, flagField, numbersField, objectField, refused, userIdsField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { Request } from '../../wire.ts';
import type { MicroApps, VisibleScope } from './types.ts';

const scopes = (app: Caller): Pick<Request, 'family' | 'path' | 'api'> => ({
  family: 'new',
  path: `/v1.0/microApp/apps/${app.credential.agentId}/scopes`,
  api: '/v1.0/microApp/apps/{agentId}/scopes',
});
const maxChanges = 100;

/** `GET /v1.0/microApp/apps/{agentId}/scopes` (dingtalk-api.md §5.8). */
export async function getVisibleScope(app: Caller): Promise<DingTalkResult<VisibleScope>> {
  const answer = await app.call({ ...scopes(app), method: 'GET', isRead: true });
  if (!answer.ok) return err(answer.error);
  const result = objectField(answer.value, 'result');
  if (!result) return badShape('the scope without a result');
  return ok({
    userIds: userIdsField(result, 'userIds'),
    departmentIds: numbersField(result, 'deptIds'),
    roleIds: numbersField(result, 'roleIds'),
    adminsOnly: flagField(result, 'onlyAdminVisible'),
  });
}

/** `POST /v1.0/microApp/apps/{agentId}/scopes` (§5.8): at most 100 of each in one call. */
export async function changeVisibleScope(
  app: Caller,
  change: Parameters<MicroApps['changeVisibleScope']>[0],
): Promise<DingTalkResult<void>> {
  const lists = [change.addUserIds, change.removeUserIds, change.addDepartmentIds, change.removeDepartmentIds];
  if (lists.some((list) => (list?.length ?? 0) > maxChanges)) return refused(`at most ${maxChanges} of each at once`);
  const answer = await app.call({
    ...scopes(app),
    method: 'POST',
    body: {
      json: {
        addUserIds: change.addUserIds,
        delUserIds: change.removeUserIds,
        addDeptIds: change.addDepartmentIds,
        delDeptIds: change.removeDepartmentIds,
        onlyAdminVisible: change.adminsOnly,
      },
    },
  });
  if (!answer.ok) return err(answer.error);
  return flagField(answer.value, 'result') ? ok(undefined) : badShape('the scope was not changed');
}
