import { err, ok } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, objectsField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { Patience } from '../../wire.ts';
import { toDepartment } from './department.ts';
import type { Department } from './types.ts';

/** `POST /topapi/v2/department/listsub` (dingtalk-api.md §5.1): direct children only. */
export async function listSubDepartments(
  app: Caller,
  departmentId: number,
  how: { readonly patience?: Patience } = {},
): Promise<DingTalkResult<readonly Department[]>> {
  const answer = await app.call({
    ...ask('/topapi/v2/department/listsub', { dept_id: departmentId, language: 'zh_CN' }),
    ...how,
  });
  if (!answer.ok) return err(answer.error);
  const children = objectsField(answer.value, 'result');
  if (!children) return badShape('department/listsub without a list');
  return ok(children.map(toDepartment).filter((child) => child !== undefined));
}
