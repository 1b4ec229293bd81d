import { err, ok, type UserId } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, idField, numberField, objectsField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { Administrator } from './types.ts';

/** `POST /topapi/user/listadmin` (dingtalk-api.md §5.6): not limited by the authorised scope. */
export async function listAdministrators(app: Caller): Promise<DingTalkResult<readonly Administrator[]>> {
  const answer = await app.call(ask('/topapi/user/listadmin'));
  if (!answer.ok) return err(answer.error);
  const list = objectsField(answer.value, 'result');
  if (!list) return badShape('user/listadmin without a list');
  return ok(
    list.flatMap((item) => {
      const userId = idField(item, 'userid');
      return userId ? [{ userId: userId as UserId, level: numberField(item, 'sys_level') ?? 0 }] : [];
    }),
  );
}
