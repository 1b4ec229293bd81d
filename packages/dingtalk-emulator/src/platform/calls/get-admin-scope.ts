import { rankOf } from '../../state/organisation.ts';
import { type PlatformCall, says, text } from '../call.ts';
import { flat, okOld } from '../errors.ts';

/** Which departments an administrator manages (dingtalk-api.md §5.6); the answer stands at the top level. */
export const getAdminScope: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/user/get_admin_scope',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_member',
  run({ world, body }) {
    const userId = text(body.userid);
    if (!userId) return { answer: flat(400001, '无效的参数：userid'), about: says('缺少 userid', 'No userid') };
    const person = world.organisation.person(userId);
    const about = says(`管理范围 ${person?.name ?? userId}`, `What ${person?.name ?? userId} manages`);
    if (!person || person.external) return { answer: flat(60121, '找不到该用户'), about };
    return { answer: okOld({ dept_ids: [1, 2].includes(rankOf(person)) ? [1] : [] }), about };
  },
};
