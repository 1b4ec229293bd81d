import { seesDepartment, seesPerson } from '../state/scope.ts';
import type { EmulatorDepartment, EmulatorPerson } from '../types.ts';
import { type CallContext, type CallOutcome, integer, says, text } from './call.ts';
import { type Answer, flat } from './errors.ts';

/** What a call about the address book wants to know first: whom or what it is about, or why it may not (dingtalk-api.md §5). */
export type Refusable<T> = { readonly found: T } | { readonly refusal: CallOutcome };

const refuse = (answer: Answer, zh: string, en: string): { refusal: CallOutcome } => ({
  refusal: { answer, about: says(zh, en) },
});

export const badArgument = (words = '无效的参数') => refuse(flat(400002, words), '参数不对', 'A wrong parameter');

/** The department of `dept_id`; absent: `fallback`. `anywhere`: calls that ignore the authorised scope (§5.1, §5.2). */
export function readDepartment(
  { world, app, body }: CallContext,
  { fallback, anywhere = false }: { readonly fallback?: number; readonly anywhere?: boolean } = {},
): Refusable<EmulatorDepartment> {
  const isAbsent = body.dept_id === undefined || body.dept_id === '';
  const id = isAbsent ? fallback : integer(body.dept_id);
  if (id === undefined) return badArgument('无效的参数：dept_id');
  if (id < 1) return refuse(flat(40009, '不合法的部门id'), `部门 ${id}`, `Department ${id}`);
  const department = world.organisation.department(id);
  if (!department) return refuse(flat(60003, '部门不存在'), `部门 ${id} 不存在`, `No department ${id}`);
  if (!anywhere && !seesDepartment(world.organisation, app!, id)) {
    return refuse(
      flat(50004, '请求的部门id不在授权范围内'),
      `部门 ${department.name} 不在范围内`,
      `${department.name} is out of scope`,
    );
  }
  return { found: department };
}

/** The member of `userid`, within the authorised scope. */
export function readMember({ world, app, body }: CallContext): Refusable<EmulatorPerson> {
  const userId = text(body.userid);
  if (!userId) return badArgument('无效的参数：userid');
  if (!/^[\w.@-]{1,64}$/.test(userId)) return refuse(flat(33012, '无效的USERID'), 'userid 不合法', 'No userid');
  const person = world.organisation.person(userId);
  if (!person || person.external) return refuse(flat(60121, '找不到该用户'), `成员 ${userId}`, `Member ${userId}`);
  if (!seesPerson(world.organisation, app!, person)) {
    return refuse(
      flat(50002, '请求的员工userid不在授权范围内'),
      `${person.name} 不在范围内`,
      `${person.name} is out of scope`,
    );
  }
  return { found: person };
}
