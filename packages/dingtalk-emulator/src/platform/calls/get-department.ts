import { type PlatformCall, says } from '../call.ts';
import { readDepartment } from '../contacts.ts';
import { okOld } from '../errors.ts';

/** One department (dingtalk-api.md §5.1). The root has no `parent_id`. */
export const getDepartment: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/v2/department/get',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_department_list',
  run(context) {
    const read = readDepartment(context);
    if ('refusal' in read) return read.refusal;
    const { organisation } = context.world;
    const { id, name, parentId } = read.found;
    const members = organisation.membersOf(id).length;
    const siblings = parentId === undefined ? [] : organisation.childrenOf(parentId);
    return {
      answer: okOld({
        result: {
          dept_id: id,
          name,
          ...(parentId === undefined ? {} : { parent_id: parentId }),
          source_identifier: '',
          create_dept_group: true,
          auto_add_user: true,
          tags: '',
          from_union_org: false,
          order: siblings.findIndex((one) => one.id === id) + 1,
          dept_group_chat_id: '',
          group_contain_sub_dept: false,
          org_dept_owner: '',
          dept_manager_userid_list: [],
          outer_dept: false,
          outer_permit_depts: [],
          outer_permit_users: [],
          hide_dept: false,
          dept_permits: [],
          user_permits: [],
          auto_approve_apply: false,
          member_count: members,
          owning_member_count: members,
        },
      }),
      about: says(`部门 ${name}`, `Department ${name}`),
    };
  },
};
