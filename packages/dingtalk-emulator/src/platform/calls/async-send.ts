import type { Task } from '../../state/memory.ts';
import { type CallOutcome, integer, type PlatformCall, type Rule, says } from '../call.ts';
import { type Answer, flat, okOld } from '../errors.ts';
import { readMessage } from '../message.ts';
import { readRecipients } from '../recipients.ts';
import { ruleOfDrop, rules } from '../rules.ts';

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
  run(context) {
    const { world, app, body, receivedAt, dropAll } = context;
    const fail = (answer: Answer, rule?: Rule): CallOutcome => ({ answer, about: says('未发出', 'Not sent'), rule });
    if (integer(body.agent_id) !== app!.agentId) return fail(flat(40056, '不合法的agentid'));
    const to = readRecipients(context);
    if ('status' in to) return fail(to);
    const read = readMessage(body.msg, world.media);
    if ('status' in read) return fail(read);
    const bar = (read.msg.oa as { status_bar?: unknown } | undefined)?.status_bar;
    if (bar && (to.named === undefined || to.named > maxWithBar)) {
      return fail(flat(40035, '不合法的参数：status_bar仅支持5个以内的接收人'), rules.tooManyWithBar);
    }
    const task = world.notices.send({ ...to, app: app!, msg: read.msg, receivedAt, dropAll });
    const dropped = task.dropped[0];
    return {
      answer: okOld({ task_id: task.id }),
      about: describe(task, read.bytes, world.organisation.person(to.userIds[0] ?? '')?.name ?? to.userIds[0] ?? ''),
      rule: dropped && ruleOfDrop(dropped.code),
    };
  },
};

function describe(task: Task, bytes: number, firstName: string): CallOutcome['about'] {
  const others = task.recipients - 1;
  const swallowed = task.recipients - task.delivered.length;
  const kind = task.msgtype.toUpperCase();
  const size = bytes.toLocaleString('en-US');
  return says(
    `给${firstName}${others > 0 ? `等 ${task.recipients} 人` : ''}，${kind}，${size} 字节${swallowed ? `，${swallowed} 人未收到` : ''}`,
    `To ${firstName}${others > 0 ? ` and ${others} more` : ''}, ${kind}, ${size} bytes${swallowed ? `, ${swallowed} swallowed` : ''}`,
  );
}
