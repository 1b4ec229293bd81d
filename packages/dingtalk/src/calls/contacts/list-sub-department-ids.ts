import { err, ok } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, field, numbersField, resultOf } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';

/** `POST /topapi/v2/department/listsubid` (dingtalk-api.md §5.1): ignores the authorised scope. */
export async function listSubDepartmentIds(
  app: Caller,
  departmentId: number,
): Promise<DingTalkResult<readonly number[]>> {
  const answer = await app.call(ask('/topapi/v2/department/listsubid', { dept_id: departmentId }));
  if (!answer.ok) return err(answer.error);
  const result = resultOf(answer.value);
  if (field(result, 'dept_id_list') === undefined) return badShape('department/listsubid without a list');
  return ok(numbersField(result, 'dept_id_list'));
}
