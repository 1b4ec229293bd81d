import type { UserId } from '@hongyan/kit';
import { type Fields, flagField, idField, numbersField, textField } from '../../fields.ts';
import type { UserDetail } from './types.ts';

/**
 * A person as `user/get` and `user/list` print one (dingtalk-api.md §5.3, §5.4); undefined without an id. `dept_order` is not
 * read: JSON has already rounded it.
 */
export function toUserDetail(user: Fields): UserDetail | undefined {
  const id = idField(user, 'userid');
  if (!id) return undefined;
  return {
    userId: id as UserId,
    name: textField(user, 'name') ?? id,
    departmentIds: numbersField(user, 'dept_id_list'),
    active: flagField(user, 'active'),
    ...present(user, {
      unionId: 'unionid',
      avatarUrl: 'avatar',
      title: 'title',
      email: 'email',
      orgEmail: 'org_email',
      jobNumber: 'job_number',
    }),
  };
}

/** Fields without their permission are simply missing. */
function present<K extends string>(user: Fields, names: Record<K, string>): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  for (const key of Object.keys(names) as K[]) {
    const value = idField(user, names[key]);
    if (value !== undefined) found[key] = value;
  }
  return found;
}
