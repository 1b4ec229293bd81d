import { describe, expect, test } from 'vitest';
import { readCompany } from './company-file.ts';

const read = (value: unknown) => readCompany(JSON.stringify(value));
const problemsOf = (value: unknown) => {
  const company = read(value);
  return company.ok ? [] : company.problems.map(({ en }) => en);
};

describe('an organisation from a file', () => {
  test('what may be absent is made up', () => {
    expect(read({ name: '澄川精仪', people: [{ userId: 'a1', name: '沈知夏' }] })).toEqual({
      ok: true,
      value: {
        corpId: 'dingemu0000000000000000',
        name: '澄川精仪',
        departments: [{ id: 1, name: '澄川精仪' }],
        people: [
          {
            userId: 'a1',
            name: '沈知夏',
            unionId: 'ua1',
            title: '',
            departmentId: 1,
            departmentIds: [1],
            isAdmin: false,
            active: true,
            external: false,
          },
        ],
      },
    });
  });

  test('departments, several of one person, and levels are taken over', () => {
    const company = read({
      corpId: 'dingcorp01',
      departments: [
        { id: 2, name: '产品部' },
        { id: 3, name: '光学组', parentId: 2 },
      ],
      people: [{ userId: 'a', name: '甲', departmentIds: [3, 2], adminLevel: 2, email: 'a@x.example', active: false }],
    });
    expect(company).toMatchObject({
      ok: true,
      value: {
        departments: [{ id: 1 }, { id: 2, parentId: 1 }, { id: 3, parentId: 2 }],
        people: [{ departmentId: 3, departmentIds: [3, 2], isAdmin: true, adminLevel: 2, active: false }],
      },
    });
  });

  test.each<[string, unknown, string]>([
    ['a person without a name', { people: [{ userId: 'a' }] }, 'people[0] needs'],
    [
      'a userId twice',
      {
        people: [
          { userId: 'a', name: '甲' },
          { userId: 'a', name: '乙' },
        ],
      },
      'people[1]: userId a is taken',
    ],
    ['an unknown department', { people: [{ userId: 'a', name: '甲', departmentId: 9 }] }, 'there is no department 9'],
    ['a department without a name', { departments: [{ id: 2 }] }, 'departments[0] needs'],
    [
      'a department twice',
      {
        departments: [
          { id: 2, name: 'a' },
          { id: 2, name: 'b' },
        ],
      },
      'id 2 is taken',
    ],
    ['a department under nobody', { departments: [{ id: 2, name: 'a', parentId: 7 }] }, 'there is no 7 above it'],
    ['a department below itself', { departments: [{ id: 2, name: 'a', parentId: 2 }] }, 'is below itself'],
    ['people that are no list', { people: 'everyone' }, 'people must be an array'],
    ['a list', [], 'must be an object'],
  ])('%s is refused with its place', (_name, value, words) => {
    expect(problemsOf(value).join('\n')).toContain(words);
  });

  test('text that is no JSON is refused in words', () => {
    expect(readCompany('{')).toMatchObject({ ok: false, problems: [{ en: expect.stringContaining('no JSON') }] });
  });
});
