import { type PlatformCall, says } from '../call.ts';
import { okOld } from '../errors.ts';

const fields = [
  'name',
  'userid',
  'jobnumber',
  'avatar',
  'department',
  'position',
  'isAdmin',
  'isLeader',
  'isHide',
  'deviceId',
];

/** What the app may see of the directory (dingtalk-api.md §5.5): a sync starts here, not always at the root. */
export const getAuthScopes: PlatformCall = {
  family: 'old',
  method: 'GET',
  path: '/auth/scopes',
  counted: false,
  needsToken: true,
  permission: 'qyapi_base',
  run({ app }) {
    const { departmentIds, userIds } = app!.contactScope;
    return {
      answer: okOld({
        auth_user_field: fields,
        condition_field: [],
        auth_org_scopes: { authed_dept: departmentIds, authed_user: userIds },
      }),
      about: says(
        `授权范围：${departmentIds.length} 个部门，${userIds.length} 人`,
        `Scope: ${departmentIds.length} departments, ${userIds.length} people`,
      ),
    };
  },
};
