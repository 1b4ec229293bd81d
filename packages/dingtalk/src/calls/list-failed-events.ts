import { err, ok } from '@hongyan/kit';
import type { Caller } from '../caller.ts';
import { badShape, type Fields, flagField, objectsField } from '../fields.ts';
import type { DingTalkResult } from '../types.ts';

/**
 * `GET /call_back/get_call_back_failed_result` (dingtalk-api.md §6.4). What is handed out may not come again, and each call
 * counts: never repeated by itself.
 */
export async function listFailedEvents(
  app: Caller,
): Promise<DingTalkResult<{ readonly events: readonly Fields[]; readonly hasMore: boolean }>> {
  const answer = await app.call({ family: 'old', method: 'GET', path: '/call_back/get_call_back_failed_result' });
  if (!answer.ok) return err(answer.error);
  const events = objectsField(answer.value, 'failed_list');
  if (!events) return badShape('the failed events without a list');
  return ok({ events, hasMore: flagField(answer.value, 'has_more') });
}
