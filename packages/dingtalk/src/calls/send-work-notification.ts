import { err, ok, type UserId } from '@hongyan/kit';
import type { OldCall } from '../caller.ts';
import { badShape } from '../fields.ts';
import { maxMessageBytes } from '../oa-message.ts';
import type { AppCredential, DingTalkResult } from '../types.ts';

/**
 * Sends one stored message to up to 100 people (dingtalk-api.md §3.1). The `msg` text is put into the body as it is, so that a
 * repeat carries the same bytes and DingTalk's own rule of "once per day" swallows it. What DingTalk would silently drop or
 * refuse for its shape is refused here, before it costs a call.
 */
export async function sendWorkNotification(
  call: OldCall,
  credential: AppCredential,
  to: readonly UserId[],
  msg: string,
): Promise<DingTalkResult<{ readonly taskId: string }>> {
  const refusal = refuse(to, msg);
  if (refusal) return err({ kind: 'param', code: 'message.refused', message: refusal });
  const head = JSON.stringify({ agent_id: credential.agentId, userid_list: to.join(','), to_all_user: false });
  const body = `${head.slice(0, -1)},"msg":${msg}}`;
  const answer = await call(credential, '/topapi/message/corpconversation/asyncsend_v2', body);
  if (!answer.ok) return err(answer.error);
  const taskId = answer.value.task_id;
  if (typeof taskId !== 'number' && typeof taskId !== 'string') return badShape('asyncsend_v2 without a task_id');
  return ok({ taskId: String(taskId) });
}

function refuse(to: readonly UserId[], msg: string): string | undefined {
  if (to.length === 0 || to.length > 100) return `${to.length} people; 1 to 100 are allowed`;
  if (to.some((userId) => userId === '' || userId.includes(','))) return 'a user id is empty or holds a comma';
  const bytes = Buffer.byteLength(msg);
  if (bytes > maxMessageBytes) return `${bytes} bytes; ${maxMessageBytes} are allowed`;
  const parsed = parse(msg);
  if (!parsed) return 'the message is not a JSON object';
  if (to.length > 5 && parsed.oa?.status_bar) return 'a status bar is allowed for at most 5 people';
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
