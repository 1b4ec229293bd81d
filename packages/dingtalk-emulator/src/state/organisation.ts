import type { ContactChange, EmulatorCompany, EmulatorDepartment, EmulatorPerson } from '../model.ts';
import { createDepartments, type Departments } from './departments.ts';
import { departmentsOf } from './members.ts';
import { createPeople } from './people.ts';
import { Refused } from './refused.ts';

/**
 * The people and departments of the make-believe organisation, as they are now. Looks up in constant time whatever its size;
 * each change tells its listeners what DingTalk would tell an app.
 */
export interface Organisation {
  readonly corpId: string;
  readonly name: string;
  person(userId: string): EmulatorPerson | undefined;
  personByUnionId(unionId: string): EmulatorPerson | undefined;
  personByMobile(mobile: string): EmulatorPerson | undefined;
  /** Everyone, in the order in which they joined. */
  people(): Iterable<EmulatorPerson>;
  readonly size: number;
  department(id: number): EmulatorDepartment | undefined;
  departments(): Iterable<EmulatorDepartment>;
  /** Direct children. */
  childrenOf(id: number): readonly EmulatorDepartment[];
  /** Direct members, in a stable order. */
  membersOf(id: number): readonly EmulatorPerson[];
  /** Is this department the other one, or somewhere below it? */
  isWithin(id: number, ancestor: number): boolean;
  // Changes. Each refuses with a RangeError what DingTalk refuses: unknown ids, doubled userids, a department below itself.
  addPerson(person: EmulatorPerson): void;
  changePerson(userId: string, change: Partial<Omit<EmulatorPerson, 'userId'>>): void;
  removePerson(userId: string): void;
  activatePerson(userId: string): void;
  setAdmin(userId: string, level: 0 | 1 | 2): void;
  addDepartment(department: { readonly name: string; readonly parentId: number; readonly id?: number }): number;
  changeDepartment(id: number, change: { readonly name?: string; readonly parentId?: number }): void;
  removeDepartment(id: number): void;
  onChange(listener: (change: ContactChange) => void): () => void;
  /** When somebody joined and when they last changed, as numbers to sort by. */
  ageOf(userId: string): { readonly joined: number; readonly changed: number };
}

/** What the platform knows of a person's rank: 1 main administrator, 2 sub-administrator, 100 boss, 0 anyone (dingtalk-api.md §2.2). */
export const rankOf = (person: EmulatorPerson): 0 | 1 | 2 | 100 => person.adminLevel ?? (person.isAdmin ? 1 : 0);

/** An organisation that starts with this company. */
export function createOrganisation(company: EmulatorCompany): Organisation {
  const departments = createDepartments(company.departments, company.name);
  const people = createPeople(company.people);
  const listeners = new Set<(change: ContactChange) => void>();
  const tell = (change: ContactChange): void => {
    for (const listener of [...listeners]) listener(change);
  };
  const checkDepartments = (person: EmulatorPerson): void => {
    for (const id of departmentsOf(person)) mustExist(departments, id);
  };

  return {
    corpId: company.corpId,
    name: company.name,
    person: people.get,
    personByUnionId: people.byUnionId,
    personByMobile: people.byMobile,
    people: people.all,
    get size() {
      return people.size();
    },
    department: departments.get,
    departments: departments.all,
    childrenOf: departments.childrenOf,
    membersOf: people.membersOf,
    isWithin: departments.isWithin,
    ageOf: people.ageOf,
    addPerson(person) {
      checkDepartments(person);
      people.add(person);
      tell({ type: 'user_add_org', userIds: [person.userId] });
    },
    changePerson(userId, change) {
      const before = people.mustBe(userId);
      const after = { ...before, ...change, userId };
      checkDepartments(after);
      const changed = difference(before, after);
      if (!changed) return;
      people.put(after);
      tell({ type: 'user_modify_org', userIds: [userId], ...changed });
    },
    removePerson(userId) {
      people.remove(userId);
      tell({ type: 'user_leave_org', userIds: [userId] });
    },
    activatePerson(userId) {
      const before = people.mustBe(userId);
      if (before.active !== false) return;
      people.put({ ...before, active: true });
      tell({ type: 'user_active_org', userIds: [userId] });
    },
    setAdmin(userId, level) {
      const before = people.mustBe(userId);
      people.put({ ...before, isAdmin: level !== 0, adminLevel: level });
      const was = rankOf(before) !== 0;
      if (was !== (level !== 0)) tell({ type: level === 0 ? 'org_admin_remove' : 'org_admin_add', userIds: [userId] });
    },
    addDepartment(department) {
      const id = departments.add(department);
      tell({ type: 'org_dept_create', departmentIds: [id] });
      return id;
    },
    changeDepartment(id, change) {
      if (departments.change(id, change)) tell({ type: 'org_dept_modify', departmentIds: [id] });
    },
    removeDepartment(id) {
      mustExist(departments, id);
      if (people.membersOf(id).length > 0) throw new Refused('部门里还有成员', 'There are people in it');
      departments.remove(id);
      tell({ type: 'org_dept_remove', departmentIds: [id] });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function mustExist(departments: Departments, id: number): void {
  if (!departments.get(id)) throw new Refused(`没有编号为 ${id} 的部门`, `There is no department ${id}`);
}

/** Only what differs, on both sides; undefined when nothing does. */
function difference(
  before: EmulatorPerson,
  after: EmulatorPerson,
): { before: Partial<EmulatorPerson>; after: Partial<EmulatorPerson> } | undefined {
  const keys = (Object.keys({ ...before, ...after }) as (keyof EmulatorPerson)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  if (keys.length === 0) return undefined;
  const pick = (person: EmulatorPerson): Partial<EmulatorPerson> =>
    Object.fromEntries(keys.map((key) => [key, person[key]]));
  return { before: pick(before), after: pick(after) };
}
