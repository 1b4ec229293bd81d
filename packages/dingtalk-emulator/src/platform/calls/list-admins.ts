import { rankOf } from '../../state/organisation.ts';
import { type PlatformCall, says } from '../call.ts';
import { okOld } from '../errors.ts';

/** The organisation's administrators, whatever the authorised scope (dingtalk-api.md §5.6). */
export const listAdmins: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/user/listadmin',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_member',
  run({ world }) {
    const result = [];
    for (const person of world.organisation.people()) {
      const level = rankOf(person);
      if (level === 1 || level === 2) result.push({ userid: person.userId, sys_level: level });
    }
    return { answer: okOld({ result }), about: says(`${result.length} 个管理员`, `${result.length} administrators`) };
  },
};
