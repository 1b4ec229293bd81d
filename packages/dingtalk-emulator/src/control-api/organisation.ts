import type { EmulatorPerson } from '../model.ts';
import type { Handlers } from './deps.ts';
import {
  anyText,
  ControlRefusal,
  fieldsOf,
  flagOf,
  type Given,
  numberOf,
  numbersOf,
  oneOf,
  optional,
  recordOf,
  textOf,
} from './input.ts';

const oneDepartment = (given: Given, name: string): number => numberOf(given, name, 1);
const level = (given: Given, name: string): 0 | 1 | 2 | 100 => oneOf(given, name, [0, 1, 2, 100]);

const changeable = {
  name: textOf,
  unionId: textOf,
  title: anyText,
  departmentId: oneDepartment,
  departmentIds: numbersOf,
  isAdmin: flagOf,
  adminLevel: level,
  active: flagOf,
  email: anyText,
  orgEmail: anyText,
  mobile: anyText,
  jobNumber: anyText,
  avatarUrl: anyText,
  external: flagOf,
  address: anyText,
  password: anyText,
};

/** A new person: the rest of what DingTalk wants to know is made up when it is not given. */
function personOf(given: Given): EmulatorPerson {
  const fields = fieldsOf(recordOf(given, 'person'), { ...changeable, userId: textOf }) as Partial<EmulatorPerson>;
  const { userId, name, departmentId } = fields;
  if (!userId || !name || departmentId === undefined)
    throw new ControlRefusal(
      400,
      '新成员须有 userId、name、departmentId',
      'A new person needs userId, name and departmentId',
    );
  return { unionId: `u${userId}`, title: '', isAdmin: false, ...fields, userId, name, departmentId };
}

/** 通讯录管理: every change tells the apps what DingTalk would tell them. */
export const organisationCommands: Handlers<
  | 'people/add'
  | 'people/change'
  | 'people/remove'
  | 'people/activate'
  | 'people/admin'
  | 'departments/add'
  | 'departments/change'
  | 'departments/remove'
> = {
  'people/add'({ world }, given) {
    world.organisation.addPerson(personOf(given));
    return {};
  },
  'people/change'({ world }, given) {
    const change = fieldsOf(recordOf(given, 'change'), changeable) as Partial<EmulatorPerson>;
    world.organisation.changePerson(textOf(given, 'userId'), change);
    return {};
  },
  'people/remove'({ world }, given) {
    world.organisation.removePerson(textOf(given, 'userId'));
    return {};
  },
  'people/activate'({ world }, given) {
    world.organisation.activatePerson(textOf(given, 'userId'));
    return {};
  },
  'people/admin'({ world }, given) {
    world.organisation.setAdmin(textOf(given, 'userId'), oneOf(given, 'level', [0, 1, 2]));
    return {};
  },
  'departments/add'({ world }, given) {
    const id = optional(given, 'id', oneDepartment);
    const department = { name: textOf(given, 'name'), parentId: oneDepartment(given, 'parentId') };
    return { id: world.organisation.addDepartment({ ...department, ...(id === undefined ? {} : { id }) }) };
  },
  'departments/change'({ world }, given) {
    const name = optional(given, 'name', textOf);
    const parentId = optional(given, 'parentId', oneDepartment);
    world.organisation.changeDepartment(oneDepartment(given, 'id'), {
      ...(name === undefined ? {} : { name }),
      ...(parentId === undefined ? {} : { parentId }),
    });
    return {};
  },
  'departments/remove'({ world }, given) {
    world.organisation.removeDepartment(oneDepartment(given, 'id'));
    return {};
  },
};
