import { type PlatformCall, says } from '../call.ts';
import { readMember } from '../contacts.ts';
import { okOld } from '../errors.ts';
import { toUser } from '../person-fields.ts';

/** One person of the directory (dingtalk-api.md §2.3, §5.4). */
export const getUser: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/v2/user/get',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_member',
  run(context) {
    const read = readMember(context);
    if ('refusal' in read) return read.refusal;
    const { name } = read.found;
    return {
      answer: okOld({ result: toUser(read.found, context.may) }),
      about: says(`成员 ${name}`, `Member ${name}`),
    };
  },
};
