import { type PlatformCall, says, text } from '../call.ts';
import { flat, okOld } from '../errors.ts';

/** One person of the directory (dingtalk-api.md §2.3, §5.4), with the personal-information permission granted. */
export const getUser: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/v2/user/get',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_member',
  run({ world, body }) {
    const userId = text(body.userid);
    if (!userId) return { answer: flat(400002, '无效的参数'), about: says('缺少 userid', 'No userid') };
    const about = says(`成员 ${userId}`, `Member ${userId}`);
    const person = world.company.people.find((one) => one.userId === userId);
    if (!person) return { answer: flat(60121, '找不到该用户'), about };
    return {
      answer: okOld({
        result: {
          userid: person.userId,
          unionid: person.unionId,
          name: person.name,
          title: person.title,
          ...(person.address ? { email: person.address } : {}),
          hide_mobile: false,
          telephone: '',
          job_number: '',
          work_place: '',
          remark: '',
          exclusive_account: false,
          dept_id_list: [person.departmentId],
          dept_order_list: [{ dept_id: person.departmentId, order: 1 }],
          extension: '{}',
          active: true,
          real_authed: true,
          senior: false,
          admin: person.isAdmin,
          boss: false,
          leader_in_dept: [{ dept_id: person.departmentId, leader: false }],
          role_list: [],
        },
      }),
      about: says(`成员 ${person.name}`, `Member ${person.name}`),
    };
  },
};
