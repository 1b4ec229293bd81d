import type { UserId } from '@hongyan/kit';
import { type Keys, keysOf, readText } from './keys.ts';
import type { EventBody } from './types.ts';

type UserChange = Extract<EventBody, { kind: 'user' }>['change'];
type DepartmentChange = Extract<EventBody, { kind: 'department' }>['change'];
type AdminChange = Extract<EventBody, { kind: 'admin' }>['change'];

const userChanges: ReadonlyMap<string, UserChange> = new Map([
  ['user_add_org', 'added'],
  ['user_modify_org', 'modified'],
  ['user_leave_org', 'left'],
  ['user_active_org', 'activated'],
]);
const departmentChanges: ReadonlyMap<string, DepartmentChange> = new Map([
  ['org_dept_create', 'created'],
  ['org_dept_modify', 'modified'],
  ['org_dept_remove', 'removed'],
]);
const adminChanges: ReadonlyMap<string, AdminChange> = new Map([
  ['org_admin_add', 'added'],
  ['org_admin_remove', 'removed'],
]);

/** What an event of this type says (dingtalk-api.md §6.5); undefined when it names nobody and should. */
export function bodyOf(type: string, keys: Keys): EventBody | undefined {
  const user = userChanges.get(type);
  if (user) return withUsers(keys, (userIds) => ({ kind: 'user', change: user, userIds }));
  const admin = adminChanges.get(type);
  if (admin) return withUsers(keys, (userIds) => ({ kind: 'admin', change: admin, userIds }));
  const department = departmentChanges.get(type);
  if (department) {
    const departmentIds = unique(listOf(keys.get('deptid')).map(readDepartmentId));
    return departmentIds.length > 0 ? { kind: 'department', change: department, departmentIds } : undefined;
  }
  if (type === 'org_change') return { kind: 'organisation' };
  if (type === 'check_url') return { kind: 'check_url' };
  return { kind: 'unknown' };
}

function withUsers(keys: Keys, build: (userIds: readonly UserId[]) => EventBody): EventBody | undefined {
  const named = listOf(keys.get('userid'));
  // Some bodies name the person only beside what changed: `diffInfo` is an object or a list of them.
  const userIds = unique((named.length > 0 ? named : listOf(keys.get('diffinfo')).map(userOfDiff)).map(readUserId));
  return userIds.length > 0 ? build(userIds) : undefined;
}

const userOfDiff = (diff: unknown): unknown =>
  diff !== null && typeof diff === 'object' ? keysOf(diff).get('userid') : undefined;

/** Ids come in a list or alone, and samples print lists as text: `"[2,3,4]"` (§0.1). */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string' && value.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(value);
      return Array.isArray(parsed) ? parsed : [];
    } catch {
      return [];
    }
  }
  return [value];
}

function readUserId(value: unknown): UserId | undefined {
  const text = readText(value)?.trim();
  return text && /^[^\p{Cc}\p{Cs}]{1,128}$/u.test(text) ? (text as UserId) : undefined;
}

function readDepartmentId(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

const unique = <T>(values: readonly (T | undefined)[]): readonly T[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];
