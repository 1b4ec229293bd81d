import { departmentsOf } from '../state/members.ts';
import { rankOf } from '../state/organisation.ts';
import type { EmulatorPerson } from '../types.ts';

type May = (permission: string) => boolean;

/** The day on which somebody without a date of their own was hired. */
const hiredDate = Date.parse('2024-01-01T00:00:00+08:00');

/** The fields behind permissions of their own: without them they are missing, and nothing is said (dingtalk-api.md §5.4). */
function gatedFields(
  { mobile, email, address, orgEmail }: EmulatorPerson,
  may: May,
): Readonly<Record<string, unknown>> {
  const known = email ?? address;
  return {
    ...(may('fieldMobile') && mobile ? { state_code: '86', mobile } : {}),
    ...(may('fieldEmail')
      ? {
          ...(known ? { email: known } : {}),
          ...(orgEmail ? { org_email: orgEmail } : {}),
          work_place: '',
          remark: '',
          extension: '{}',
        }
      : {}),
  };
}

const rank = (person: EmulatorPerson) => ({
  admin: rankOf(person) === 1 || rankOf(person) === 2,
  boss: rankOf(person) === 100,
});

/** A member of `user/get` (§5.4). */
export function toUser(person: EmulatorPerson, may: May): Readonly<Record<string, unknown>> {
  const departments = departmentsOf(person);
  return {
    userid: person.userId,
    unionid: person.unionId,
    name: person.name,
    ...(person.avatarUrl ? { avatar: person.avatarUrl } : {}),
    ...gatedFields(person, may),
    hide_mobile: false,
    telephone: '',
    job_number: person.jobNumber ?? '',
    title: person.title,
    hired_date: hiredDate,
    exclusive_account: false,
    dept_id_list: departments,
    dept_order_list: departments.map((dept_id) => ({ dept_id, order: orderNumber(0) })),
    active: person.active ?? true,
    real_authed: true,
    senior: person.executive ?? false,
    ...rank(person),
    leader_in_dept: departments.map((dept_id) => ({ dept_id, leader: false })),
    role_list: [],
  };
}

/** A row of `user/list` (§5.3), at this place in the department. */
export const toListed = (person: EmulatorPerson, place: number, may: May): Readonly<Record<string, unknown>> => ({
  userid: person.userId,
  unionid: person.unionId,
  name: person.name,
  avatar: person.avatarUrl ?? '',
  ...gatedFields(person, may),
  hide_mobile: false,
  telephone: '',
  job_number: person.jobNumber ?? '',
  title: person.title,
  dept_id_list: departmentsOf(person),
  dept_order: orderNumber(place),
  hired_date: hiredDate,
  active: person.active ?? true,
  ...rank(person),
  leader: false,
  exclusive_account: false,
});

interface RawJson {
  rawJSON(text: string): object;
}

/** 18 digits, and odd, so that no double holds them: written as the platform writes it, digit for digit (§5.3). */
const orderNumber = (place: number): object =>
  (JSON as unknown as RawJson).rawJSON(String(176_318_668_975_061_513n - 512n * BigInt(place)));
