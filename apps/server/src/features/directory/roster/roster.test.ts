import type { MemberId, UserId } from '@hongyan/kit';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSpeller, type Speller } from '../pinyin.ts';
import type { RosterPerson } from './person.ts';
import { createRoster, type Roster } from './roster.ts';
import { buildSearch } from './search.ts';
import { buildTree, type Tree } from './tree.ts';

const departments = [
  { id: 1, name: '鸿雁贸易' },
  { id: 2, name: '财务部', parentId: 1 },
  { id: 3, name: '华东区', parentId: 1 },
  { id: 4, name: '杭州组', parentId: 3 },
  // Two that hang below each other, as a broken answer might say.
  { id: 8, name: '环甲', parentId: 9 },
  { id: 9, name: '环乙', parentId: 8 },
];

describe('everyone of a company in memory', () => {
  let spell: Speller;
  beforeAll(async () => {
    spell = await loadSpeller();
  });

  let ids = 0;
  const build = (name: string, given: Partial<RosterPerson> = {}): RosterPerson => {
    const { full, initials } = spell(name);
    ids += 1;
    return {
      memberId: `m${ids}` as MemberId,
      userId: `u${ids}` as UserId,
      name,
      departmentIds: [1],
      state: 'active',
      adminLevel: 0,
      spelled: full,
      initials,
      ...given,
    };
  };
  const open = (...people: RosterPerson[]): Roster => createRoster({ people, departments, from: '1' });
  const names = (roster: Roster, query: string) => [...roster.find(query)].map((one) => one.name);

  test('walks over the company a few times at most, however many words are typed', () => {
    const tree = buildTree(departments);
    let walks = 0;
    const counting: Tree = {
      ...tree,
      within(text) {
        walks += 1;
        return tree.within(text);
      },
    };
    const search = buildSearch([build('陈小明'), build('李小明')], counting, () => []);
    expect([...search.find([...'abcdefghijklmnopqrstuvwxyz0123456789'].join(' '))]).toEqual([]);
    expect(walks).toBe(5);
    expect([...search.find('小明 xiao 明 陈小 陈 m')]).toEqual([0]);
  });

  test('finds by name, spelling, initials and address, a beginning before a middle', () => {
    const roster = open(
      build('陈小明', { address: 'ming.chen@corp.example' }),
      build('明朝晖', { address: 'zhaohui@corp.example' }),
      build('单雄信'),
      build('Anna Li', { address: 'anna@corp.example' }),
    );
    expect(names(roster, '明')).toEqual(['明朝晖', '陈小明']);
    expect(names(roster, 'ming')).toEqual(['明朝晖', '陈小明']);
    expect(names(roster, 'chenxiaoming')).toEqual(['陈小明']);
    expect(names(roster, 'chen xiao')).toEqual(['陈小明']);
    expect(names(roster, 'CXM')).toEqual(['陈小明']);
    expect(names(roster, 'shan')).toEqual(['单雄信']);
    expect(names(roster, 'zhaohui@')).toEqual(['明朝晖']);
    expect(names(roster, 'ANNA')).toEqual(['Anna Li']);
    expect(names(roster, 'li')).toContain('Anna Li');
    expect(names(roster, '')).toEqual([]);
    expect(names(roster, 'nobody')).toEqual([]);
    expect(names(roster, '\u0001')).toEqual([]);
  });

  test('finds who works in a department, and below it', () => {
    const roster = open(
      build('甲', { departmentIds: [2] }),
      build('乙', { departmentIds: [4] }),
      build('丙', { departmentIds: [1, 3] }),
    );
    expect(names(roster, '财务')).toEqual(['甲']);
    expect(names(roster, '华东')).toEqual(['丙', '乙']);
    expect(names(roster, '杭州 乙')).toEqual(['乙']);
    expect(names(roster, '财务 乙')).toEqual([]);
    // The company’s own name tells nobody apart.
    expect(names(roster, '鸿雁')).toEqual([]);
  });

  test('names departments from the nearest, and the company only when it is all there is', () => {
    const roster = open();
    const show = (departmentIds: number[]) => roster.present(build('甲', { departmentIds })).departments;
    expect(show([1, 2, 4])).toEqual(['杭州组', '财务部']);
    expect(show([1])).toEqual(['鸿雁贸易']);
    expect(show([77])).toEqual([]);
    expect(show([8]).length).toBe(1);
    expect(roster.departmentOf(build('甲', { departmentIds: [1] }))).toBeUndefined();
  });

  test('hears of changes without being read anew', () => {
    const [one, other] = [build('陈明'), build('李华')];
    const roster = open(one, other);
    expect(names(roster, '陈')).toEqual(['陈明']);
    roster.apply({ people: [{ ...one, name: '王明', spelled: 'wangming', initials: 'wm' }, build('陈新')], from: '2' });
    expect(names(roster, '陈')).toEqual(['陈新']);
    expect(names(roster, 'wangm')).toEqual(['王明']);
    expect(names(roster, '李')).toEqual(['李华']);
    roster.apply({ people: [], departments: [{ id: 1, name: '改名公司' }], from: '3' });
    expect(roster.present(other).departments).toEqual(['改名公司']);
    expect([roster.size, roster.from]).toEqual([3, '3']);
  });

  test('goes by the mailboxes that are bound before what the directory tells', () => {
    const one = build('陈明', { address: 'told@corp.example' });
    const roster = open(one, build('李华'));
    expect(roster.at('TOLD@corp.example')).toBe(one);
    expect(names(roster, 'bound@')).toEqual([]);
    roster.setBound(new Map([[one.memberId, ['bound@corp.example']]]));
    expect(roster.addressesOf(one)).toEqual(['bound@corp.example']);
    expect(names(roster, 'bound@')).toEqual(['陈明']);
    expect(roster.at('bound@corp.example')).toBe(one);
    roster.setBound(new Map());
    expect(roster.addressesOf(one)).toEqual(['told@corp.example']);
  });

  test('lists by name as it is spelled', () => {
    const roster = open(build('周平'), build('Bob'), build('安然'), build('李华'));
    expect(roster.ordered().map((one) => one.name)).toEqual(['安然', 'Bob', '李华', '周平']);
  });
});
