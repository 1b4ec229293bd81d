import { ok } from '@hongyan/kit';
import { ask, type Caller } from '../../caller.ts';
import { badShape, field, flagField, numberField, objectsField, resultOf } from '../../fields.ts';
import type { UserDetail, Walk } from './types.ts';
import { toUserDetail } from './user-detail.ts';

const pageSize = 100;

/**
 * `POST /topapi/v2/user/list`, page after page (dingtalk-api.md §5.3). A page is fetched when the one before has been read. A
 * cursor that does not move on ends the walk with a failure: half a department must not look like a whole one.
 */
export async function* walkMembers(app: Caller, departmentId: number): Walk<UserDetail> {
  for (let cursor = 0; ; ) {
    const answer = await app.call({
      ...ask('/topapi/v2/user/list', { dept_id: departmentId, cursor, size: pageSize, language: 'zh_CN' }),
      patience: 'walk',
    });
    if (!answer.ok) return yield answer;
    const page = resultOf(answer.value);
    const people = objectsField(page, 'list');
    const next = numberField(page, 'next_cursor');
    // Where the answer keeps silent about more, a cursor that moves on says it: it stands there only while there is more.
    const isSilent = field(page, 'has_more') === undefined;
    const hasMore = isSilent ? next !== undefined && next > cursor : flagField(page, 'has_more');
    if (!people) return yield badShape('user/list without a list');
    for (const person of people) {
      const user = toUserDetail(person);
      if (user) yield ok(user);
    }
    if (!hasMore) return;
    if (next === undefined || next <= cursor) return yield badShape('user/list whose cursor stands still');
    cursor = next;
  }
}
