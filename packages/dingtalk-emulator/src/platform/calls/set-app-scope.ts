import { type PlatformCall, says } from '../call.ts';
import { failNew, okNew } from '../errors.ts';
import { readApp } from '../micro-app.ts';

/** At most so many in one change, and in all (dingtalk-api.md §5.8). */
const maxChange = 100;
const maxTotal = 2000;

/** Changes who has an app on the workbench (dingtalk-api.md §5.8). */
export const setAppScope: PlatformCall = {
  family: 'new',
  method: 'POST',
  path: '/v1.0/microApp/apps/{agentId}/scopes',
  counted: true,
  needsToken: true,
  permission: 'qyapi_microapp_manage',
  run(context) {
    const { world, body } = context;
    const read = readApp(context);
    if ('refusal' in read) return read.refusal;
    const { visibleScope: before, name, appKey } = read.found;
    const about = says(`${name}的可见范围`, `Who sees ${name}`);
    const fail = (field: string) => ({ answer: failNew(400, 'invalidParam', `无效的参数：${field}`), about });

    const lists: Record<string, readonly unknown[]> = {};
    for (const field of ['addUserIds', 'delUserIds', 'addDeptIds', 'delDeptIds', 'addRoleIds', 'delRoleIds']) {
      const list = body[field] ?? [];
      if (!Array.isArray(list) || list.length > maxChange) return fail(field);
      lists[field] = list;
    }
    const { organisation } = world;
    if (!lists.addUserIds!.every((id) => organisation.person(String(id)))) return fail('addUserIds');
    if (!lists.addDeptIds!.every((id) => organisation.department(Number(id)))) return fail('addDeptIds');
    // This organisation has no roles.
    if (lists.addRoleIds!.length > 0) return fail('addRoleIds');
    const userIds = changed(before.userIds, lists.addUserIds!.map(String), lists.delUserIds!.map(String));
    const departmentIds = changed(before.departmentIds, lists.addDeptIds!.map(Number), lists.delDeptIds!.map(Number));
    if (userIds.length > maxTotal) return fail('addUserIds');
    if (departmentIds.length > maxTotal) return fail('addDeptIds');
    const adminsOnly = typeof body.onlyAdminVisible === 'boolean' ? body.onlyAdminVisible : before.adminsOnly;
    world.apps.change(appKey, { visibleScope: { userIds, departmentIds, adminsOnly } });
    return { answer: okNew({ result: true }), about };
  },
};

const changed = <T>(before: readonly T[], add: readonly T[], remove: readonly T[]): T[] =>
  [...new Set([...before, ...add])].filter((one) => !remove.includes(one));
