import { type PlatformCall, says } from '../call.ts';
import { readDepartment } from '../contacts.ts';
import { okOld } from '../errors.ts';

/** The userids of a department's direct members, all at once and whatever the authorised scope (dingtalk-api.md §5.2). */
export const listUserIds: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/user/listid',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_member',
  run(context) {
    const read = readDepartment(context, { anywhere: true });
    if ('refusal' in read) return read.refusal;
    const { id, name } = read.found;
    const ids = context.world.organisation.membersOf(id).map((person) => person.userId);
    return {
      answer: okOld({ result: { userid_list: ids } }),
      about: says(`${name} 的 ${ids.length} 个 userid`, `${ids.length} userids of ${name}`),
    };
  },
};
