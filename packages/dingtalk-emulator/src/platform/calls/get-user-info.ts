import { rankOf } from '../../state/organisation.ts';
import { isVisibleTo } from '../../state/scope.ts';
import { type PlatformCall, says, text } from '../call.ts';
import { flat, okOld } from '../errors.ts';

/** Who holds a 免登 code (dingtalk-api.md §2.2). */
export const getUserInfo: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/v2/user/getuserinfo',
  counted: false,
  needsToken: true,
  permission: 'qyapi_base',
  run({ world, app, body }) {
    const userId = world.codes.redeem(text(body.code), app!.appKey);
    const person = userId === undefined ? undefined : world.organisation.person(userId);
    if (!person) {
      return { answer: flat(40078, '不存在的临时授权码'), about: says('免登码无效', 'Unknown sign-in code') };
    }
    if (!isVisibleTo(world.organisation, app!, person)) {
      const about = says(`${person.name} 不在可见范围内`, `${person.name} is outside the visible scope`);
      return { answer: flat(40079, '不存在的授权信息'), about };
    }
    const level = rankOf(person);
    return {
      answer: okOld({
        result: {
          userid: person.userId,
          name: person.name,
          unionid: person.unionId,
          associated_unionid: person.unionId,
          device_id: 'emulator',
          sys: level === 1 || level === 2,
          sys_level: level,
        },
      }),
      about: says(`免登 ${person.name}`, `Sign-in of ${person.name}`),
    };
  },
};
