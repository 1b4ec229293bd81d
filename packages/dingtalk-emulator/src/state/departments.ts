import type { EmulatorDepartment } from '../model.ts';
import { Refused } from './refused.ts';

export const rootId = 1;

/** The tree of departments; every look-up takes constant time, and a walk up takes as many steps as there are levels. */
export interface Departments {
  get(id: number): EmulatorDepartment | undefined;
  all(): Iterable<EmulatorDepartment>;
  childrenOf(id: number): readonly EmulatorDepartment[];
  isWithin(id: number, ancestor: number): boolean;
  add(department: { readonly name: string; readonly parentId: number; readonly id?: number }): number;
  change(id: number, change: { readonly name?: string; readonly parentId?: number }): boolean;
  remove(id: number): void;
}

const none: readonly EmulatorDepartment[] = [];

export function createDepartments(given: readonly EmulatorDepartment[], rootName: string): Departments {
  const byId = new Map<number, EmulatorDepartment>([[rootId, { id: rootId, name: rootName }]]);
  for (const { id, name, parentId } of given) {
    byId.set(id, id === rootId ? { id, name } : { id, name, parentId: parentId ?? rootId });
  }
  // Children in the order in which they came; the array is rebuilt only when one of them changes.
  const childIds = new Map<number, Set<number>>();
  const childrenNow = new Map<number, readonly EmulatorDepartment[]>();
  const adopt = (parentId: number, id: number): void => {
    const ids = childIds.get(parentId) ?? new Set();
    childIds.set(parentId, ids.add(id));
    childrenNow.delete(parentId);
  };
  for (const { id, parentId } of byId.values()) if (parentId !== undefined) adopt(parentId, id);
  let next = Math.max(37_000, ...byId.keys()) + 1;

  const known = (id: number): EmulatorDepartment => {
    const found = byId.get(id);
    if (!found) throw new Refused(`没有编号为 ${id} 的部门`, `There is no department ${id}`);
    return found;
  };
  const isWithin = (id: number, ancestor: number): boolean => {
    for (let at: number | undefined = id, steps = byId.size; at !== undefined && steps >= 0; steps -= 1) {
      if (at === ancestor) return true;
      at = byId.get(at)?.parentId;
    }
    return false;
  };
  const checkName = (name: string, parentId: number, except?: number): void => {
    if (!/^.{1,64}$/u.test(name)) throw new Refused('部门名称为 1 到 64 个字', 'A name has 1 to 64 characters');
    const twin = childrenOf(parentId).some((other) => other.name === name && other.id !== except);
    if (twin) throw new Refused(`同级部门里已有“${name}”`, `"${name}" stands beside it already`);
  };
  const childrenOf = (id: number): readonly EmulatorDepartment[] => {
    const ids = childIds.get(id);
    if (!ids) return none;
    const now = childrenNow.get(id) ?? [...ids].map((child) => byId.get(child)!);
    childrenNow.set(id, now);
    return now;
  };

  return {
    get: (id) => byId.get(id),
    all: () => byId.values(),
    childrenOf,
    isWithin,
    add({ name, parentId, id: wanted }) {
      known(parentId);
      checkName(name, parentId);
      const id = wanted ?? next;
      if (!Number.isSafeInteger(id) || id < 1) throw new Refused('部门编号须为正整数', 'An id is a positive integer');
      if (byId.has(id)) throw new Refused(`部门编号 ${id} 已被占用`, `Department ${id} exists already`);
      next = Math.max(next, id + 1);
      byId.set(id, { id, name, parentId });
      adopt(parentId, id);
      return id;
    },
    change(id, { name, parentId }) {
      const before = known(id);
      if (id === rootId && parentId !== undefined) throw new Refused('根部门不能移动', 'The root cannot move');
      const after = {
        ...before,
        name: name ?? before.name,
        ...(id === rootId ? {} : { parentId: parentId ?? before.parentId }),
      };
      if (after.parentId !== undefined) {
        known(after.parentId);
        if (isWithin(after.parentId, id))
          throw new Refused('部门不能移到自己下面', 'A department cannot move below itself');
        checkName(after.name, after.parentId, id);
      }
      if (after.name === before.name && after.parentId === before.parentId) return false;
      byId.set(id, after);
      if (before.parentId !== undefined) {
        childrenNow.delete(before.parentId);
        if (before.parentId !== after.parentId) childIds.get(before.parentId)?.delete(id);
        adopt(after.parentId!, id);
      }
      return true;
    },
    remove(id) {
      const { parentId } = known(id);
      if (parentId === undefined) throw new Refused('根部门不能删除', 'The root cannot be removed');
      if (childrenOf(id).length > 0) throw new Refused('部门下还有子部门', 'There are departments below it');
      byId.delete(id);
      childIds.delete(id);
      childIds.get(parentId)?.delete(id);
      childrenNow.delete(parentId);
    },
  };
}
