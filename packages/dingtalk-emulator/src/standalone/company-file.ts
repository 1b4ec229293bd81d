import type { EmulatorCompany, EmulatorDepartment, EmulatorPerson } from '../model.ts';
import type { Read, Words } from './wish.ts';

type Fields = Readonly<Record<string, unknown>>;

/** More than this many problems say nothing new. */
const shownProblems = 20;

/**
 * Reads an organisation from a JSON text: `{ corpId, name, departments: [{ id, name, parentId }], people: [{ userId, name,
 * departmentId, … }] }`. What may be absent is made up; what is wrong is said with the place where it stands.
 */
export function readCompany(text: string): Read<EmulatorCompany> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ zh: `文件不是 JSON：${words}`, en: `The file is no JSON: ${words}` }] };
  }
  if (!isRecord(value))
    return { ok: false, problems: [{ zh: '文件须是一个 JSON 对象', en: 'The file must be an object' }] };
  const problems: Words[] = [];
  const wrong = (zh: string, en: string): void => {
    if (problems.length < shownProblems) problems.push({ zh, en });
  };
  const corpId = value.corpId ?? 'dingemu0000000000000000';
  if (typeof corpId !== 'string' || !/^[A-Za-z0-9]{4,64}$/.test(corpId))
    wrong('corpId 须为字母和数字', 'corpId must be letters and digits');
  const name = textOf(value.name) || '示例公司';
  const departments = readDepartments(value.departments, name, wrong);
  const people = readPeople(value.people, departments, wrong);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { corpId: String(corpId), name, departments, people } };
}

type Wrong = (zh: string, en: string) => void;

function readDepartments(given: unknown, company: string, wrong: Wrong): EmulatorDepartment[] {
  const root = { id: 1, name: company };
  if (given === undefined) return [root];
  if (!Array.isArray(given)) {
    wrong('departments 须为数组', 'departments must be an array');
    return [root];
  }
  const all = new Map<number, EmulatorDepartment>([[1, root]]);
  for (const [at, one] of given.entries()) {
    const where = `departments[${at}]`;
    if (!isRecord(one) || !isId(one.id) || !textOf(one.name)) {
      wrong(`${where} 须有 id（正整数）和 name`, `${where} needs an id (a whole number above 0) and a name`);
      continue;
    }
    const isRoot = one.id === 1;
    if (!isRoot && all.has(one.id)) wrong(`${where} 的 id ${one.id} 已经用过`, `${where}: id ${one.id} is taken`);
    const parentId = isRoot ? undefined : (one.parentId ?? 1);
    if (parentId !== undefined && !isId(parentId))
      wrong(`${where}.parentId 须为正整数`, `${where}.parentId must be a whole number above 0`);
    all.set(one.id, {
      id: one.id,
      name: textOf(one.name),
      ...(parentId === undefined ? {} : { parentId: Number(parentId) }),
    });
  }
  for (const { id, name, parentId } of all.values()) {
    if (parentId === undefined) continue;
    if (!all.has(parentId))
      wrong(
        `部门 ${name}（${id}）的上级 ${parentId} 不存在`,
        `Department ${name} (${id}): there is no ${parentId} above it`,
      );
    else if (isBelowItself(id, all))
      wrong(`部门 ${name}（${id}）在自己下面`, `Department ${name} (${id}) is below itself`);
  }
  return [...all.values()];
}

function isBelowItself(id: number, all: ReadonlyMap<number, EmulatorDepartment>): boolean {
  const seen = new Set<number>();
  for (let at: number | undefined = id; at !== undefined; at = all.get(at)?.parentId) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

function readPeople(given: unknown, departments: readonly EmulatorDepartment[], wrong: Wrong): EmulatorPerson[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    wrong('people 须为数组', 'people must be an array');
    return [];
  }
  const known = new Set(departments.map(({ id }) => id));
  const taken = new Set<string>();
  return given.flatMap((one: unknown, at): EmulatorPerson[] => {
    const where = `people[${at}]`;
    if (!isRecord(one) || !/^[\w@.-]{1,64}$/.test(textOf(one.userId)) || !textOf(one.name)) {
      wrong(
        `${where} 须有 userId（字母、数字、_-@.）和 name`,
        `${where} needs a userId (letters, digits, _-@.) and a name`,
      );
      return [];
    }
    const userId = textOf(one.userId);
    if (taken.has(userId)) wrong(`${where} 的 userId ${userId} 已经用过`, `${where}: userId ${userId} is taken`);
    taken.add(userId);
    const ids = Array.isArray(one.departmentIds) ? one.departmentIds : [one.departmentId ?? 1];
    for (const id of ids)
      if (!isId(id) || !known.has(id))
        wrong(`${where} 的部门 ${String(id)} 不存在`, `${where}: there is no department ${String(id)}`);
    return [toPerson(one, userId, ids.map(Number))];
  });
}

const optionalTexts = ['email', 'orgEmail', 'mobile', 'jobNumber', 'avatarUrl', 'address', 'password'] as const;

function toPerson(one: Fields, userId: string, departmentIds: readonly number[]): EmulatorPerson {
  const texts = optionalTexts.flatMap((name) => (textOf(one[name]) ? [[name, textOf(one[name])]] : []));
  const level = [0, 1, 2, 100].find((known) => known === one.adminLevel) as 0 | 1 | 2 | 100 | undefined;
  return {
    ...Object.fromEntries(texts),
    userId,
    name: textOf(one.name),
    unionId: textOf(one.unionId) || `u${userId}`,
    title: textOf(one.title),
    departmentId: departmentIds[0] ?? 1,
    departmentIds,
    isAdmin: one.isAdmin === true || level === 1 || level === 2,
    ...(level === undefined ? {} : { adminLevel: level }),
    active: one.active !== false,
    external: one.external === true,
  };
}

const isRecord = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
