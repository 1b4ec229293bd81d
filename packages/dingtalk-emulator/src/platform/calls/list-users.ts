import { type PlatformCall, says, text } from '../call.ts';
import { badArgument, readDepartment } from '../contacts.ts';
import { okOld } from '../errors.ts';
import { inOrder, isOrder } from '../member-order.ts';
import { cut, readPage } from '../paging.ts';
import { toListed } from '../person-fields.ts';

/** A department's direct members, page by page (dingtalk-api.md §5.3). */
export const listUsers: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/v2/user/list',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_department_member',
  run(context) {
    const read = readDepartment(context);
    if ('refusal' in read) return read.refusal;
    const page = readPage(context);
    if ('refusal' in page) return page.refusal;
    const order = text(context.body.order_field) || 'custom';
    if (!isOrder(order)) return badArgument('无效的参数：order_field').refusal;
    const { id, name } = read.found;
    const members = inOrder(context.world.organisation, id, order);
    const result = cut(members, page, (person, place) => toListed(person, place, context.may));
    return {
      answer: okOld({ result }),
      about:
        members.length === 0
          ? says(`${name}没有直属成员`, `Nobody directly in ${name}`)
          : says(
              `${name}的成员 ${page.cursor + 1} 到 ${page.cursor + result.list.length}，共 ${members.length}`,
              `Members ${page.cursor + 1} to ${page.cursor + result.list.length} of ${members.length} in ${name}`,
            ),
    };
  },
};
