import { type PlatformCall, says } from '../call.ts';
import { readDepartment } from '../contacts.ts';
import { okOld } from '../errors.ts';

/** The direct children of a department (dingtalk-api.md §5.1); without `dept_id` those of the root. */
export const listSubDepartments: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/v2/department/listsub',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_department_list',
  run(context) {
    const read = readDepartment(context, { fallback: 1 });
    if ('refusal' in read) return read.refusal;
    const { id, name } = read.found;
    const children = context.world.organisation.childrenOf(id);
    return {
      answer: okOld({
        result: children.map((child) => ({
          dept_id: child.id,
          name: child.name,
          parent_id: id,
          create_dept_group: true,
          auto_add_user: true,
        })),
      }),
      about: says(`${name}的 ${children.length} 个子部门`, `${children.length} departments below ${name}`),
    };
  },
};
