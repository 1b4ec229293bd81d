import { err, ok, type UserId } from '@hongyan/kit';
import { type Caller, order } from '../../caller.ts';
import { badShape, idField } from '../../fields.ts';
import { maxMessageBytes } from '../../oa-message.ts';
import type { DingTalkResult } from '../../types.ts';
import type { Recipients } from './types.ts';

/** Limits of one call (dingtalk-api.md §3.1) and of a status bar (§3.3). */
const limits = { users: 100, departments: 20, statusBarUsers: 5 };

/**
 * Sends one stored message (dingtalk-api.md §3.1). The `msg` text is put into the body as it is, so that a repeat carries the
 * same bytes and DingTalk's own rule of "once per day" swallows it. What DingTalk would silently drop or refuse for its shape is
 * refused here, before it costs a call.
 */
export async function send(
  app: Caller,
  to: Recipients,
  msg: string,
): Promise<DingTalkResult<{ readonly taskId: string }>> {
  const refusal = refuseRecipients(to) ?? refuseMessage(to, msg);
  if (refusal) return err({ kind: 'param', code: 'message.refused', message: refusal });
  const head = JSON.stringify({ agent_id: app.credential.agentId, ...toList(to) });
  const answer = await app.call({
    ...order('/topapi/message/corpconversation/asyncsend_v2', {}),
    body: `${head.slice(0, -1)},"msg":${msg}}`,
    patience: 'send',
  });
  if (!answer.ok) return err(answer.error);
  const taskId = idField(answer.value, 'task_id');
  // It said "ok": it was sent, and only the number of the task is lost.
  return taskId ? ok({ taskId }) : badShape('asyncsend_v2 without a task_id');
}

function toList(to: Recipients): object {
  if ('userIds' in to) return { userid_list: to.userIds.join(','), to_all_user: false };
  if ('departmentIds' in to) return { dept_id_list: to.departmentIds.join(','), to_all_user: false };
  return { to_all_user: true };
}

function refuseRecipients(to: Recipients): string | undefined {
  if ('userIds' in to) return refuseUsers(to.userIds);
  if (!('departmentIds' in to)) return undefined;
  const count = to.departmentIds.length;
  return count === 0 || count > limits.departments
    ? `${count} departments; 1 to ${limits.departments} are allowed`
    : undefined;
}

function refuseUsers(userIds: readonly UserId[]): string | undefined {
  const count = userIds.length;
  if (count === 0 || count > limits.users) return `${count} people; 1 to ${limits.users} are allowed`;
  if (userIds.some((userId) => userId === '' || userId.includes(','))) return 'a user id is empty or holds a comma';
  return undefined;
}

function refuseMessage(to: Recipients, msg: string): string | undefined {
  const bytes = Buffer.byteLength(msg);
  if (bytes > maxMessageBytes) return `${bytes} bytes; ${maxMessageBytes} are allowed`;
  const parsed = parse(msg);
  if (!parsed) return 'the message is not a JSON object';
  const mayHaveBar = 'userIds' in to && to.userIds.length <= limits.statusBarUsers;
  if (parsed.oa?.status_bar && !mayHaveBar)
    return `a status bar is allowed for at most ${limits.statusBarUsers} people`;
  return undefined;
}

function parse(msg: string): { oa?: { status_bar?: unknown } } | undefined {
  try {
    const value: unknown = JSON.parse(msg);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
