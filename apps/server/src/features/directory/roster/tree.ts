/** A department as names and paths need it. */
export interface TreeDepartment {
  readonly id: number;
  readonly name: string;
  readonly parentId?: number;
}

/** The departments of a company, by id. */
export interface Tree {
  /** Names of these departments, the deepest first: the nearest to the person. The company itself only when it is all there is. */
  namesOf(ids: readonly number[]): readonly string[];
  /** The deepest of these departments that is not the company itself. */
  innermost(ids: readonly number[]): string | undefined;
  /** Departments whose name holds the text, and all below them. */
  within(text: string): ReadonlySet<number>;
}

export function buildTree(departments: readonly TreeDepartment[]): Tree {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const children = Map.groupBy(departments, (department) => department.parentId);
  const depths = new Map<number, number>();

  /** How far below the root; a loop in the tree ends. */
  function depthOf(id: number): number {
    const path: number[] = [];
    for (let at = byId.get(id); at && !path.includes(at.id); ) {
      const known = depths.get(at.id);
      if (known !== undefined) return known + path.length;
      path.push(at.id);
      at = at.parentId === undefined ? undefined : byId.get(at.parentId);
    }
    depths.set(id, path.length);
    return path.length;
  }

  const innerOf = (ids: readonly number[]): readonly string[] =>
    ids
      .flatMap((id) => byId.get(id) ?? [])
      .filter((department) => department.parentId !== undefined)
      .map((department) => ({ name: department.name, depth: depthOf(department.id) }))
      .sort((one, other) => other.depth - one.depth)
      .map((department) => department.name);

  return {
    namesOf(ids) {
      const inner = innerOf(ids);
      return inner.length > 0 ? inner : ids.flatMap((id) => byId.get(id)?.name ?? []);
    },
    innermost: (ids) => innerOf(ids)[0],
    within(text) {
      const found = new Set<number>();
      const waiting = departments.filter(
        (department) => department.parentId !== undefined && department.name.toLowerCase().includes(text),
      );
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        if (found.has(next.id)) continue;
        found.add(next.id);
        waiting.push(...(children.get(next.id) ?? []));
      }
      return found;
    },
  };
}
