import type { EmulatorDepartment, EmulatorPerson } from '../model.ts';
import { flagParam, listParam, numberParam, textParam } from './params.ts';
import type { BridgeReply, Chosen, ContainerAnswer, ContainerCall, PickOptions } from './types.ts';

/** What the pickers look up. */
export interface Directory {
  person(userId: string): EmulatorPerson | undefined;
  people(): Iterable<EmulatorPerson>;
  department(id: number): EmulatorDepartment | undefined;
  departments(): Iterable<EmulatorDepartment>;
  /** Everyone in the department and below it. */
  everyoneWithin(id: number): readonly EmulatorPerson[];
}

const cancelled: BridgeReply = { kind: 'fail', errorCode: '-1', errorMessage: '用户取消' };
const done = (body: unknown): BridgeReply => ({ kind: 'ok', body });

/** Calls that let the person choose people or departments (dingtalk-api.md §2.5); undefined for all others. */
export function pickerMethods(call: ContainerCall, directory: Directory): ContainerAnswer | undefined {
  switch (call.method) {
    case 'biz.contact.complexPicker':
      return pick(call, directory, options(call, { people: true, departments: true }), toComplex);
    case 'biz.contact.choose':
      return pick(call, directory, options(call, { people: true, departments: false }), ({ users }) =>
        users.map(toUser),
      );
    case 'biz.contact.departmentsPicker':
      return pick(call, directory, options(call, { people: false, departments: true }), toDepartments);
    case 'biz.customContact.choose':
    case 'biz.customContact.multipleChoose':
      return pickFromList(call, directory);
    default:
      return undefined;
  }
}

interface Selection {
  readonly users: readonly EmulatorPerson[];
  readonly departments: readonly EmulatorDepartment[];
}
type ToBody = (selection: Selection, call: ContainerCall, directory: Directory) => unknown;

function options({ params }: ContainerCall, kinds: { people: boolean; departments: boolean }): PickOptions {
  const texts = (...names: string[]) => names.flatMap((name) => listParam(params, name).map(String));
  const ids = (name: string) => listParam(params, name).map(Number).filter(Number.isSafeInteger);
  const multiple = flagParam(params, 'multiple', true);
  return {
    ...kinds,
    multiple,
    max: multiple
      ? numberParam(
          params,
          kinds.departments && !kinds.people ? 'maxDepartments' : 'maxUsers',
          numberParam(params, 'max', 1000),
        )
      : 1,
    limitTips: textParam(params, 'limitTips') || '超出人数限制',
    pickedUsers: texts('pickedUsers', 'users'),
    pickedDepartments: ids('pickedDepartments'),
    disabledUsers: texts('disabledUsers'),
    disabledDepartments: ids('disabledDepartments'),
    requiredUsers: texts('requiredUsers'),
    requiredDepartments: ids('requiredDepartments'),
  };
}

function pick(call: ContainerCall, directory: Directory, allowed: PickOptions, toBody: ToBody): ContainerAnswer {
  if (call.chosen === 'cancelled') return { reply: cancelled };
  const chosen = call.chosen ?? firstChoice(directory, allowed);
  const selection = select(directory, allowed, chosen);
  const reply = done(toBody(selection, call, directory));
  if (call.chosen) return { reply };
  const title = textParam(call.params, 'title') || (allowed.people ? '选择联系人' : '选择部门');
  const dialog = { form: 'pick' as const, title, message: '', buttons: ['确定', '取消'], pick: allowed };
  return { reply, effect: { kind: 'dialog', dialog } };
}

/** Somebody who presses 确定 at once has what was chosen before, or else takes the first row. */
function firstChoice(directory: Directory, allowed: PickOptions): Exclude<Chosen, 'cancelled'> {
  if (allowed.pickedUsers.length + allowed.pickedDepartments.length > 0)
    return { users: allowed.pickedUsers, departments: allowed.pickedDepartments };
  if (allowed.people) {
    for (const person of directory.people())
      if (person.active !== false && !person.external && !allowed.disabledUsers.includes(person.userId))
        return { users: [person.userId] };
    return {};
  }
  for (const { id } of directory.departments())
    if (!allowed.disabledDepartments.includes(id)) return { departments: [id] };
  return {};
}

/** What the person may really choose of what they did choose, with what is required. */
function select(directory: Directory, allowed: PickOptions, chosen: Exclude<Chosen, 'cancelled'>): Selection {
  const users = [...allowed.requiredUsers, ...(chosen.users ?? []).filter((id) => !allowed.disabledUsers.includes(id))];
  const departments = [
    ...allowed.requiredDepartments,
    ...(chosen.departments ?? []).filter((id) => !allowed.disabledDepartments.includes(id)),
  ];
  return {
    users: allowed.people ? [...new Set(users)].flatMap((id) => directory.person(id) ?? []).slice(0, allowed.max) : [],
    departments: allowed.departments ? [...new Set(departments)].flatMap((id) => directory.department(id) ?? []) : [],
  };
}

const toUser = ({ name, avatarUrl, userId }: EmulatorPerson) => ({ name, avatar: avatarUrl ?? '', emplId: userId });

const toComplex: ToBody = ({ users, departments }, { params }, directory) => {
  const counts = departments.map(({ id, name }) => ({ id, name, people: directory.everyoneWithin(id) }));
  if (flagParam(params, 'responseUserOnly', false)) {
    const all = new Map([...users, ...counts.flatMap(({ people }) => people)].map((one) => [one.userId, one]));
    return { selectedCount: all.size, users: [...all.values()].map(toUser) };
  }
  return {
    selectedCount: users.length + counts.reduce((sum, { people }) => sum + people.length, 0),
    users: users.map(toUser),
    departments: counts.map(({ id, name, people }) => ({ id: String(id), name, number: String(people.length) })),
  };
};

const toDepartments: ToBody = ({ departments }, _, directory) => {
  const rows = departments.map(({ id, name }) => ({
    id: String(id),
    name,
    number: String(directory.everyoneWithin(id).length),
  }));
  const userCount = rows.reduce((sum, row) => sum + Number(row.number), 0);
  return { userCount, departmentsCount: rows.length, departments: rows };
};

function pickFromList(call: ContainerCall, directory: Directory): ContainerAnswer {
  if (call.chosen === 'cancelled') return { reply: cancelled };
  const disabled = new Set(listParam(call.params, 'disabledUsers').map(String));
  const offered = listParam(call.params, 'users')
    .map(String)
    .flatMap((id) => (disabled.has(id) ? [] : (directory.person(id) ?? [])));
  const isMultiple = call.method.endsWith('multipleChoose');
  const wanted = call.chosen?.ids ?? offered.slice(0, 1).map((one) => one.userId);
  const taken = offered.filter((one) => wanted.includes(one.userId)).slice(0, isMultiple ? 1000 : 1);
  const reply = taken.length > 0 ? done(taken.map(toUser)) : cancelled;
  if (call.chosen) return { reply };
  const choices = offered.map(({ userId, name, title }) => ({ id: userId, label: name, detail: title }));
  const title = textParam(call.params, 'title') || '选择联系人';
  return {
    reply,
    effect: { kind: 'dialog', dialog: { form: 'list', title, message: '', buttons: ['确定', '取消'], choices } },
  };
}
