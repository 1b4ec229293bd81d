import type { EmulatorCompany, EmulatorPerson } from '../types.ts';

const person = (userId: string, over: Partial<EmulatorPerson> = {}): EmulatorPerson => ({
  userId,
  name: `名${userId}`,
  unionId: `union-${userId}`,
  title: '工程师',
  departmentId: 10,
  isAdmin: false,
  ...over,
});

/** A tree of three levels, a department with 205 people, somebody in two departments, an external contact. */
export const largerCompany: EmulatorCompany = {
  corpId: 'dingcorp02',
  name: '大一点的公司',
  departments: [
    { id: 1, name: '大一点的公司' },
    { id: 10, name: '研发', parentId: 1 },
    { id: 11, name: '光学', parentId: 10 },
    { id: 20, name: '工厂', parentId: 1 },
  ],
  people: [
    person('boss', { departmentId: 1, isAdmin: false, adminLevel: 100 }),
    person('main', { departmentId: 1, isAdmin: true }),
    person('sub', { departmentId: 10, isAdmin: true, adminLevel: 2, mobile: '13900000001' }),
    person('both', {
      departmentIds: [11],
      email: 'both@corp.example',
      orgEmail: 'both@ding.example',
      jobNumber: 'A07',
    }),
    person('partner', { departmentId: 1, external: true }),
    ...Array.from({ length: 205 }, (_, i) => person(`f${String(i).padStart(3, '0')}`, { departmentId: 20 })),
  ],
};
