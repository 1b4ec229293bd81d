import type { EmulatorCompany } from '../../types.ts';
import { integer, type PlatformCall, says, text } from '../call.ts';
import { flat, okOld } from '../errors.ts';
import { readMessage } from '../message.ts';

/** The bar is allowed for this many people, and only when they are named (dingtalk-api.md §3.3). */
const maxWithBar = 5;

/** Work notification (dingtalk-api.md §3.1). Over-limit messages are swallowed with `errcode` 0 (§3.2). */
export const asyncSend: PlatformCall = {
  family: 'old',
  method: 'POST',
  path: '/topapi/message/corpconversation/asyncsend_v2',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  run({ world, app, body, receivedAt }) {
    const fail = (code: number, words: string) => ({ answer: flat(code, words), about: says('未发出', 'Not sent') });
    if (integer(body.agent_id) !== app!.agentId) return fail(40056, '不合法的agentid');
    const named = text(body.userid_list).split(',').filter(Boolean);
    if (named.length > 100) return fail(40032, '不合法的UserID列表长度');
    const all = body.to_all_user === true || body.to_all_user === 'true';
    const departments = text(body.dept_id_list).split(',').filter(Boolean).map(Number);
    const to = all
      ? world.company.people.map((one) => one.userId)
      : [...named, ...membersOf(world.company, departments)];
    if (to.length === 0) return fail(40035, '不合法的参数：userid_list、dept_id_list、to_all_user');
    const read = readMessage(body.msg);
    if ('status' in read) return { answer: read, about: says('未发出', 'Not sent') };
    const bar = (read.msg.oa as { status_bar?: unknown } | undefined)?.status_bar;
    if (bar && (named.length > maxWithBar || all || departments.length > 0)) {
      return fail(40035, '不合法的参数：status_bar仅支持5个以内的接收人');
    }
    const task = world.notices.send({ app: app!, userIds: to, msg: read.msg, receivedAt, toAll: all });
    const who = world.company.people.find((one) => one.userId === to[0])?.name ?? to[0];
    const swallowed = task.dropped.length + task.invalid.length;
    const size = read.bytes.toLocaleString('en-US');
    return {
      answer: okOld({ task_id: task.id }),
      about: says(
        `给 ${who}${to.length > 1 ? ` 等 ${to.length} 人` : ''}，${read.msg.msgtype.toUpperCase()}，${size} 字节${swallowed ? `，${swallowed} 人未收到` : ''}`,
        `To ${who}${to.length > 1 ? ` and ${to.length - 1} more` : ''}, ${read.msg.msgtype.toUpperCase()}, ${size} bytes${swallowed ? `, ${swallowed} swallowed` : ''}`,
      ),
    };
  },
};

/** A department with everything below it. */
function membersOf(company: EmulatorCompany, ids: readonly number[]): string[] {
  const within = new Set(ids);
  for (let size = -1; size !== within.size; ) {
    size = within.size;
    for (const department of company.departments) {
      if (department.parentId !== undefined && within.has(department.parentId)) within.add(department.id);
    }
  }
  return company.people.filter((person) => within.has(person.departmentId)).map((person) => person.userId);
}
