import type { EmulatorPerson } from '../model.ts';

/** Every department of a person, the first one first; an external contact is in none. */
export const departmentsOf = (person: EmulatorPerson): readonly number[] =>
  person.external ? [] : [...new Set([person.departmentId, ...(person.departmentIds ?? [])])];

/** Who is directly in which department, in the order in which they came. */
export interface Members {
  of(departmentId: number): readonly EmulatorPerson[];
  put(person: EmulatorPerson, before: EmulatorPerson | undefined): void;
  drop(person: EmulatorPerson): void;
}

const none: readonly EmulatorPerson[] = [];

export function createMembers(): Members {
  const byDepartment = new Map<number, Map<string, EmulatorPerson>>();
  // The same array until somebody in the department changes, so that paging through it copies nothing.
  const now = new Map<number, readonly EmulatorPerson[]>();

  const leave = (departmentId: number, userId: string): void => {
    byDepartment.get(departmentId)?.delete(userId);
    now.delete(departmentId);
  };
  return {
    of(departmentId) {
      const there = byDepartment.get(departmentId);
      if (!there) return none;
      const list = now.get(departmentId) ?? [...there.values()];
      now.set(departmentId, list);
      return list;
    },
    put(person, before) {
      const stays = departmentsOf(person);
      for (const id of before ? departmentsOf(before) : []) if (!stays.includes(id)) leave(id, person.userId);
      for (const id of stays) {
        const there = byDepartment.get(id) ?? new Map<string, EmulatorPerson>();
        byDepartment.set(id, there.set(person.userId, person));
        now.delete(id);
      }
    },
    drop(person) {
      for (const id of departmentsOf(person)) leave(id, person.userId);
    },
  };
}
