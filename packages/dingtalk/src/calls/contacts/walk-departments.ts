import { err, ok } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import type { DingTalkFailure, DingTalkResult } from '../../types.ts';
import { getDepartment } from './get-department.ts';
import { listSubDepartments } from './list-sub-departments.ts';
import type { Department, Walk } from './types.ts';

const patiently = { patience: 'walk' } as const;

/** The given departments and all below them (dingtalk-api.md §5.1, §5.5): parents before children, each once. */
export async function* walkDepartments(app: Caller, roots: readonly number[]): Walk<Department> {
  const seen = new Set<number>();
  const ordered = await orderRoots(app, [...new Set(roots)]);
  if (!ordered.ok) return yield ordered;
  for (const root of ordered.value) {
    if (seen.has(root.departmentId)) continue;
    seen.add(root.departmentId);
    yield ok(root);
    const waiting = [root.departmentId];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const children = await listSubDepartments(app, at, patiently);
      // Removed while we walked: it has no children any more.
      if (!children.ok && children.error.kind === 'notfound' && at !== root.departmentId) continue;
      if (!children.ok) return yield children;
      for (const child of children.value) {
        if (seen.has(child.departmentId)) continue;
        seen.add(child.departmentId);
        // `listsub` answers children of the one asked, also where it leaves `parent_id` out.
        yield ok({ parentId: at, ...child });
        waiting.push(child.departmentId);
      }
    }
  }
}

/** The roots with what is known of them; one that lies below another comes after it, where the walk will have met it. */
async function orderRoots(app: Caller, roots: readonly number[]): Promise<DingTalkResult<readonly Department[]>> {
  const known = new Map<number, Department>();
  for (const root of roots) {
    const found = await getDepartment(app, root, patiently);
    if (!found.ok) return found;
    known.set(root, found.value);
  }
  const wanted = new Set(roots);
  const top: Department[] = [];
  const nested: Department[] = [];
  for (const root of roots.map((id) => known.get(id)).filter((one) => one !== undefined)) {
    const below = wanted.size === 1 ? ok(false) : await isBelowAnother(app, root, wanted, known);
    if (!below.ok) return below;
    (below.value ? nested : top).push(root);
  }
  return ok([...top, ...nested]);
}

/** Climbs until another root, the top, a loop, or the edge of what the app may see. */
async function isBelowAnother(
  app: Caller,
  root: Department,
  wanted: ReadonlySet<number>,
  known: Map<number, Department>,
): Promise<DingTalkResult<boolean>> {
  const climbed = new Set([root.departmentId]);
  for (let at = root.parentId; at !== undefined && !climbed.has(at); at = known.get(at)?.parentId) {
    if (wanted.has(at)) return ok(true);
    climbed.add(at);
    if (known.has(at)) continue;
    const parent = await getDepartment(app, at, patiently);
    if (!parent.ok) return isEdge(parent.error) ? ok(false) : err(parent.error);
    known.set(at, parent.value);
  }
  return ok(false);
}

const isEdge = ({ kind }: DingTalkFailure): boolean => kind === 'scope' || kind === 'notfound' || kind === 'permission';
