import type { Organisation } from '../state/organisation.ts';
import type { EmulatorPerson } from '../types.ts';

const orders = ['custom', 'entry_asc', 'entry_desc', 'modify_asc', 'modify_desc'] as const;
export type MemberOrder = (typeof orders)[number];

export const isOrder = (value: string): value is MemberOrder => (orders as readonly string[]).includes(value);

// The organisation hands out the same array until somebody in the department changes: so long the sorted one is good too.
const sorted = new WeakMap<readonly EmulatorPerson[], Map<MemberOrder, readonly EmulatorPerson[]>>();

/** A department's direct members in this order (dingtalk-api.md §5.3). */
export function inOrder(
  organisation: Organisation,
  departmentId: number,
  order: MemberOrder,
): readonly EmulatorPerson[] {
  const members = organisation.membersOf(departmentId);
  if (order === 'custom') return members;
  const known = sorted.get(members) ?? new Map<MemberOrder, readonly EmulatorPerson[]>();
  sorted.set(members, known);
  const ready = known.get(order);
  if (ready) return ready;
  const [by, direction] = order.split('_');
  const age = ({ userId }: EmulatorPerson) => organisation.ageOf(userId)[by === 'entry' ? 'joined' : 'changed'];
  const sign = direction === 'asc' ? 1 : -1;
  const list = [...members].sort((a, b) => sign * (age(a) - age(b)));
  known.set(order, list);
  return list;
}
