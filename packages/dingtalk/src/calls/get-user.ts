import { err, ok, type UserId } from '@hongyan/kit';
import type { OldCall } from '../caller.ts';
import { badShape, flagField, resultOf, textField } from '../fields.ts';
import type { AppCredential, DingTalkResult, UserDetail } from '../types.ts';

/** One person of the directory (dingtalk-api.md §2.3, §5.4). */
export async function getUser(
  call: OldCall,
  credential: AppCredential,
  userId: UserId,
): Promise<DingTalkResult<UserDetail>> {
  const answer = await call(credential, '/topapi/v2/user/get', { userid: userId, language: 'zh_CN' });
  if (!answer.ok) return err(answer.error);
  const user = resultOf(answer.value);
  const id = textField(user, 'userid');
  if (!id) return badShape('user/get without a userid');
  return ok({
    userId: id as UserId,
    name: textField(user, 'name') ?? id,
    departmentIds: departmentIds(user.dept_id_list),
    active: flagField(user, 'active'),
    ...present(user, {
      unionId: 'unionid',
      avatarUrl: 'avatar',
      title: 'title',
      email: 'email',
      orgEmail: 'org_email',
      jobNumber: 'job_number',
    }),
  });
}

/** Fields without their permission are simply missing. */
function present<K extends string>(
  user: Readonly<Record<string, unknown>>,
  names: Record<K, string>,
): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  for (const key of Object.keys(names) as K[]) {
    const value = textField(user, names[key]);
    if (value !== undefined) found[key] = value;
  }
  return found;
}

/** A list of numbers, or the text of one: old samples print both (§0.1). */
function departmentIds(value: unknown): number[] {
  const list = typeof value === 'string' ? value.split(/[^\d-]+/).filter(Boolean) : value;
  return Array.isArray(list) ? list.map(Number).filter(Number.isSafeInteger) : [];
}
