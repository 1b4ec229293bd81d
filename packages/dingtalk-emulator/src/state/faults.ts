import type { FaultRule, Faults } from '../model.ts';

type Held = FaultRule & { readonly id: string };

/** The faults in force, oldest first; a call is hit by the first one that fits. */
export interface FaultBook extends Faults {
  /** The rule that hits this call; counts it. */
  take(path: string): FaultRule | undefined;
}

export function createFaults(onChange: () => void): FaultBook {
  let held: Held[] = [];
  let next = 1;
  return {
    add(rule) {
      const id = `f${next++}`;
      held.push({ ...rule, id });
      onChange();
      return id;
    },
    list: () => held,
    clear(id) {
      held = id === undefined ? [] : held.filter((rule) => rule.id !== id);
      onChange();
    },
    take(path) {
      const everyCall = path.startsWith('/') ? '*' : path;
      const hit = held.find((rule) => rule.path === path || rule.path === everyCall);
      if (hit?.times !== undefined) {
        held = held.flatMap((rule) => {
          if (rule !== hit) return [rule];
          return hit.times! > 1 ? [{ ...rule, times: hit.times! - 1 }] : [];
        });
        onChange();
      }
      return hit;
    },
  };
}
