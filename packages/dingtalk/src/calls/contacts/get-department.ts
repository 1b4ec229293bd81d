import { err, ok } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, resultOf } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { Patience } from '../../wire.ts';
import { toDepartment } from './department.ts';
import type { Department } from './types.ts';

/** `POST /topapi/v2/department/get` (dingtalk-api.md §5.1). */
export async function getDepartment(
  app: Caller,
  departmentId: number,
  how: { readonly patience?: Patience } = {},
): Promise<DingTalkResult<Department>> {
  const answer = await app.call({
    ...ask('/topapi/v2/department/get', { dept_id: departmentId, language: 'zh_CN' }),
    ...how,
  });
  if (!answer.ok) return err(answer.error);
  const department = toDepartment(resultOf(answer.value));
  return department ? ok(department) : badShape('department/get without a dept_id');
}
