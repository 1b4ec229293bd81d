import { type PlatformCall, says, text } from '../call.ts';
import { badArgument } from '../contacts.ts';
import { flat, okOld } from '../errors.ts';

/** The userid behind a unionid (dingtalk-api.md §1.5); `contact_type` 1 is an external contact, who is no employee. */
export const getUserByUnionId: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/user/getbyunionid',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_member',
  run({ world, body }) {
    const unionId = text(body.unionid);
    if (!unionId) return badArgument('无效的参数：unionid').refusal;
    const person = world.organisation.personByUnionId(unionId);
    if (!person) return { answer: flat(60121, '找不到该用户'), about: says('未知 unionid', 'Unknown unionid') };
    return {
      answer: okOld({ result: { contact_type: person.external ? 1 : 0, userid: person.userId } }),
      about: says(`unionid 属于 ${person.name}`, `The unionid is ${person.name}’s`),
    };
  },
};
