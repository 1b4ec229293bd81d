import { expect, test } from 'vitest';
import { createOrganisation } from '../state/organisation.ts';
import { generateCompany } from './generate.ts';

test('the same sizes make the same company', () => {
  expect(generateCompany(200, 20)).toEqual(generateCompany(200, 20));
});

test('a hundred thousand people in a thousand departments are one tree with unique people', () => {
  const company = generateCompany(100_000, 1000);
  expect(company.departments).toHaveLength(1000);
  const ids = new Set(company.departments.map(({ id }) => id));
  expect(ids.size).toBe(1000);
  expect(company.departments.filter(({ id, parentId }) => id !== 1 && !ids.has(parentId ?? 0))).toEqual([]);
  for (const key of ['userId', 'unionId', 'mobile', 'email'] as const)
    expect(new Set(company.people.map((person) => person[key])).size).toBe(100_000);
  const several = company.people.filter(({ departmentIds }) => (departmentIds?.length ?? 0) > 1);
  expect(several.length).toBeGreaterThan(5000);
  expect(company.people.every(({ name }) => /^\p{Script=Han}{2,4}$/u.test(name))).toBe(true);
  expect(company.people.some(({ active }) => active === false)).toBe(true);
  expect(company.people.filter(({ adminLevel }) => adminLevel === 1)).toHaveLength(1);
});

test('the platform takes it as its organisation', () => {
  const organisation = createOrganisation(generateCompany(500, 50));
  expect(organisation.size).toBe(500);
  expect(organisation.childrenOf(1)).toHaveLength(10);
});

test('one person and one department are a company too', () => {
  const { people, departments } = generateCompany(1, 1);
  expect(departments.map(({ id }) => id)).toEqual([1]);
  expect(people[0]).toMatchObject({ departmentId: 1, adminLevel: 1 });
});
