import { type PlatformCall, says } from '../call.ts';
import { readDepartment } from '../contacts.ts';
import { okOld } from '../errors.ts';
import { cut, readPage } from '../paging.ts';

/** The names of a department's direct members, page by page (dingtalk-api.md §5.3). */
export const listUsersSimple: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/user/listsimple',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_department_member',
  run(context) {
    const read = readDepartment(context);
    if ('refusal' in read) return read.refusal;
    const page = readPage(context);
    if ('refusal' in page) return page.refusal;
    const members = context.world.organisation.membersOf(read.found.id);
    const result = cut(members, page, ({ userId, name }) => ({ userid: userId, name }));
    const { name } = read.found;
    return {
      answer: okOld({ result }),
      about: says(`${name} 的 ${result.list.length} 个姓名`, `${result.list.length} names of ${name}`),
    };
  },
};
