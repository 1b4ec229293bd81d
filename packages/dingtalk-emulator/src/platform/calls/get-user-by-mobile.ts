import { seesPerson } from '../../state/scope.ts';
import { type PlatformCall, says, text } from '../call.ts';
import { flat, okOld } from '../errors.ts';

/** Who has this mobile number (dingtalk-api.md §5.4). */
export const getUserByMobile: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/v2/user/getbymobile',
  counted: false,
  needsToken: true,
  permission: 'qyapi_get_member_by_mobile',
  run({ world, app, body }) {
    const about = says('按手机号查成员', 'A member by mobile number');
    const mobile = text(body.mobile).replace(/^\+?86-?(?=1\d{10}$)/, '');
    if (!/^\+?[\d-]{5,20}$/.test(mobile)) return { answer: flat(40104, '无效的手机号'), about };
    const person = world.organisation.personByMobile(mobile);
    if (!person || person.external) return { answer: flat(60121, '找不到该用户'), about };
    if (!seesPerson(world.organisation, app!, person)) {
      return { answer: flat(50002, '请求的员工userid不在授权范围内'), about };
    }
    return {
      answer: okOld({ result: { userid: person.userId } }),
      about: says(`手机号属于 ${person.name}`, `The number is ${person.name}’s`),
    };
  },
};
