import { type PlatformCall, says } from '../call.ts';
import { readDepartment } from '../contacts.ts';
import { okOld } from '../errors.ts';

/** The ids of a department's direct children, whatever the authorised scope (dingtalk-api.md §5.1). */
export const listSubDepartmentIds: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/v2/department/listsubid',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_department_list',
  run(context) {
    const read = readDepartment(context, { anywhere: true });
    if ('refusal' in read) return read.refusal;
    const { id, name } = read.found;
    const ids = context.world.organisation.childrenOf(id).map((child) => child.id);
    return {
      answer: okOld({ result: { dept_id_list: ids } }),
      about: says(`${name}的 ${ids.length} 个子部门编号`, `${ids.length} ids below ${name}`),
    };
  },
};
