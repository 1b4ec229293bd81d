import type { EmulatorCompany, EmulatorDepartment, EmulatorPerson } from '../model.ts';
import { makeName } from './names.ts';

const cities = ['杭州', '上海', '北京', '深圳', '成都', '武汉', '西安', '南京', '广州', '苏州'];
const fields = ['研发', '产品', '市场', '销售', '客服', '人事', '财务', '法务', '采购', '质量', '制造', '物流'];
const titles = ['工程师', '经理', '专员', '主管', '总监', '设计师', '会计', '顾问', '技术员', '助理'];
const units = ['一组', '二组', '三组', '四组', '五组', '六组', '七组', '八组', '九组', '十组'];
const domain = 'emu.example';

/** The first number of a department's id that is not the root's. */
const firstId = 1001;
const childrenOfEach = 10;

/**
 * A made-up organisation, the same one for the same sizes: a tree of departments, Chinese names, every twelfth person in two
 * or three departments, one in a hundred not activated yet, one main administrator and a few others.
 */
export function generateCompany(people: number, departments: number): EmulatorCompany {
  const next = createNumbers(people * 31 + departments);
  const tree = makeDepartments(departments);
  return {
    corpId: 'dingemu0000000000000000',
    name: '云舟科技',
    departments: tree,
    people: Array.from({ length: people }, (_none, at) => makePerson(at, tree, next)),
  };
}

/** Ten departments under the root, ten under each of these, and so on, until there are enough. */
function makeDepartments(count: number): EmulatorDepartment[] {
  const all: EmulatorDepartment[] = [{ id: 1, name: '云舟科技' }];
  for (let at = 1; at < count; at++) {
    const parent = all[Math.floor((at - 1) / childrenOfEach)]!;
    all.push({ id: firstId + at - 1, name: nameOf(at, parent), parentId: parent.id });
  }
  return all;
}

function nameOf(at: number, parent: EmulatorDepartment): string {
  const place = (at - 1) % childrenOfEach;
  if (parent.id === 1) return `${fields[place % fields.length]}中心`;
  if (parent.name.endsWith('中心')) return `${cities[place]}${parent.name.slice(0, -2)}部`;
  return `${parent.name}${units[place]}`;
}

function makePerson(at: number, tree: readonly EmulatorDepartment[], next: (below: number) => number): EmulatorPerson {
  const { name, pinyin } = makeName(next);
  const number = String(at + 1).padStart(6, '0');
  const home = tree[at === 0 ? 0 : next(tree.length)]!.id;
  const others = at % 12 === 11 ? Array.from({ length: 1 + next(2) }, () => tree[next(tree.length)]!.id) : [];
  const departmentIds = [...new Set([home, ...others])];
  const email = `${pinyin}.${number}@${domain}`;
  const level = at === 0 ? 1 : at < 4 ? 2 : 0;
  return {
    userId: `user${number}`,
    unionId: `union${number}`,
    name,
    title: titles[next(titles.length)]!,
    departmentId: home,
    departmentIds,
    isAdmin: level > 0,
    adminLevel: level,
    active: at % 100 !== 99,
    email,
    address: email,
    mobile: `199${String(at).padStart(8, '0')}`,
    jobNumber: `E${number}`,
  };
}

/** Numbers that look like chance and are the same each time (mulberry32). */
function createNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
