import { type PlatformCall, says } from '../call.ts';
import { okNew } from '../errors.ts';
import { readApp } from '../micro-app.ts';

/** Who has an app on the workbench (dingtalk-api.md §5.8). */
export const getAppScope: PlatformCall = {
  family: 'new',
  method: 'GET',
  path: '/v1.0/microApp/apps/{agentId}/scopes',
  counted: true,
  needsToken: true,
  permission: 'qyapi_microapp_manage',
  run(context) {
    const read = readApp(context);
    if ('refusal' in read) return read.refusal;
    const { visibleScope, name } = read.found;
    const { userIds, departmentIds, adminsOnly } = visibleScope;
    return {
      answer: okNew({ result: { userIds, deptIds: departmentIds, roleIds: [], onlyAdminVisible: adminsOnly } }),
      about: says(`${name}的可见范围`, `Who sees ${name}`),
    };
  },
};
