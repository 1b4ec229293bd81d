import { describe, expect, test } from 'vitest';
import { largerCompany } from '../testing/larger.ts';
import type { ContactChange, EmulatorPerson } from '../types.ts';
import { createOrganisation } from './organisation.ts';

const newcomer: EmulatorPerson = {
  userId: 'new',
  name: '新人',
  unionId: 'union-new',
  title: '',
  departmentId: 11,
  isAdmin: false,
  mobile: '13900000002',
};

function build() {
  const organisation = createOrganisation(largerCompany);
  const told: ContactChange[] = [];
  organisation.onChange((change) => told.push(change));
  return { organisation, told };
}
const names = (people: readonly EmulatorPerson[]) => people.map((person) => person.userId);

describe('people', () => {
  test('a newcomer is found by every id, and everyone is told', () => {
    const { organisation, told } = build();
    organisation.addPerson(newcomer);
    expect(organisation.personByMobile('13900000002')).toBe(organisation.person('new'));
    expect(organisation.personByUnionId('union-new')?.userId).toBe('new');
    expect(names(organisation.membersOf(11))).toEqual(['both', 'new']);
    expect(told).toEqual([{ type: 'user_add_org', userIds: ['new'] }]);
  });

  test('a change tells only what differs; no change tells nothing', () => {
    const { organisation, told } = build();
    organisation.changePerson('sub', { title: '工程师' });
    organisation.changePerson('sub', { title: '经理', mobile: '13900000009', departmentId: 20 });
    expect(told).toEqual([
      {
        type: 'user_modify_org',
        userIds: ['sub'],
        before: { title: '工程师', mobile: '13900000001', departmentId: 10 },
        after: { title: '经理', mobile: '13900000009', departmentId: 20 },
      },
    ]);
    expect(organisation.personByMobile('13900000001')).toBeUndefined();
    expect(names(organisation.membersOf(10))).toEqual(['both']);
    expect(organisation.membersOf(20).at(-1)?.title).toBe('经理');
  });

  test('who leaves is nowhere, and may come back', () => {
    const { organisation, told } = build();
    organisation.removePerson('both');
    expect(organisation.personByUnionId('union-both')).toBeUndefined();
    expect([...names(organisation.membersOf(10)), ...names(organisation.membersOf(11))]).toEqual(['sub']);
    organisation.addPerson({ ...newcomer, userId: 'both', unionId: 'union-both' });
    expect(told.map(({ type }) => type)).toEqual(['user_leave_org', 'user_add_org']);
  });

  test('activation and rank are told when they change something', () => {
    const { organisation, told } = build();
    organisation.addPerson({ ...newcomer, active: false });
    organisation.activatePerson('new');
    organisation.activatePerson('new');
    organisation.setAdmin('new', 2);
    organisation.setAdmin('new', 1);
    organisation.setAdmin('new', 0);
    expect(told.slice(1)).toEqual([
      { type: 'user_active_org', userIds: ['new'] },
      { type: 'org_admin_add', userIds: ['new'] },
      { type: 'org_admin_remove', userIds: ['new'] },
    ]);
  });

  test.each<[string, (o: ReturnType<typeof build>['organisation']) => void]>([
    ['a userid twice', (o) => o.addPerson({ ...newcomer, userId: 'sub' })],
    ['a unionid twice', (o) => o.addPerson({ ...newcomer, unionId: 'union-sub' })],
    ['a mobile number twice', (o) => o.addPerson({ ...newcomer, mobile: '13900000001' })],
    ['an unknown department', (o) => o.addPerson({ ...newcomer, departmentId: 99 })],
    ['an unknown person', (o) => o.changePerson('nobody', { title: 'x' })],
    ['an unknown leaver', (o) => o.removePerson('nobody')],
    ['a department below itself', (o) => o.changeDepartment(10, { parentId: 11 })],
    ['the root as a child', (o) => o.changeDepartment(1, { parentId: 10 })],
    ['a name beside its twin', (o) => o.addDepartment({ name: '研发', parentId: 1 })],
    ['a department with people', (o) => o.removeDepartment(11)],
    ['a department with departments', (o) => o.removeDepartment(10)],
    ['the root’s end', (o) => o.removeDepartment(1)],
  ])('%s is refused in both languages, and nothing has changed', (_name, act) => {
    const { organisation, told } = build();
    const before = JSON.stringify([[...organisation.people()], [...organisation.departments()]]);
    expect(() => act(organisation)).toThrow(expect.objectContaining({ name: 'Refused', en: expect.any(String) }));
    expect(() => act(organisation)).toThrow(RangeError);
    expect(JSON.stringify([[...organisation.people()], [...organisation.departments()]])).toBe(before);
    expect(told).toEqual([]);
  });
});

describe('departments', () => {
  test('are made, moved, renamed and removed', () => {
    const { organisation, told } = build();
    const id = organisation.addDepartment({ name: '新部门', parentId: 11 });
    expect(organisation.isWithin(id, 10)).toBe(true);
    organisation.changeDepartment(id, { parentId: 20 });
    expect([organisation.isWithin(id, 10), organisation.isWithin(id, 20)]).toEqual([false, true]);
    organisation.changeDepartment(id, { name: '改名' });
    expect(organisation.childrenOf(20)).toEqual([{ id, name: '改名', parentId: 20 }]);
    organisation.removeDepartment(id);
    expect(organisation.childrenOf(20)).toEqual([]);
    expect(organisation.department(id)).toBeUndefined();
    expect(told.map(({ type }) => type)).toEqual([
      'org_dept_create',
      'org_dept_modify',
      'org_dept_modify',
      'org_dept_remove',
    ]);
  });

  test('a list of members stays the same object until somebody in it changes', () => {
    const { organisation } = build();
    const before = organisation.membersOf(20);
    organisation.changePerson('sub', { title: 'x' });
    expect(organisation.membersOf(20)).toBe(before);
    organisation.changePerson('f001', { title: 'x' });
    expect(organisation.membersOf(20)).not.toBe(before);
  });
});
