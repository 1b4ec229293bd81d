import { type Fields, numberField, textField, userIdsField } from '../../fields.ts';
import type { Department } from './types.ts';

/** The organisation itself (dingtalk-api.md §0.4). */
export const rootDepartment = 1;

/** A department as `department/get` and `department/listsub` print one (§5.1); undefined without an id. */
export function toDepartment(fields: Fields): Department | undefined {
  const departmentId = numberField(fields, 'dept_id');
  if (departmentId === undefined) return undefined;
  const parentId = numberField(fields, 'parent_id');
  const hasParent = parentId !== undefined && parentId > 0 && departmentId !== rootDepartment;
  const order = numberField(fields, 'order');
  const managerIds = userIdsField(fields, 'dept_manager_userid_list');
  return {
    departmentId,
    name: textField(fields, 'name') ?? '',
    ...(hasParent && parentId !== departmentId ? { parentId } : {}),
    ...(order === undefined ? {} : { order }),
    ...(managerIds.length > 0 ? { managerIds } : {}),
  };
}
