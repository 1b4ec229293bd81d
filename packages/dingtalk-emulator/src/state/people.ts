import type { EmulatorPerson } from '../model.ts';
import { createMembers } from './members.ts';
import { Refused } from './refused.ts';

/** Everyone of the organisation, found by every id that the platform knows. */
export interface People {
  get(userId: string): EmulatorPerson | undefined;
  /** Refuses an unknown userid. */
  mustBe(userId: string): EmulatorPerson;
  byUnionId(unionId: string): EmulatorPerson | undefined;
  byMobile(mobile: string): EmulatorPerson | undefined;
  all(): Iterable<EmulatorPerson>;
  size(): number;
  membersOf(departmentId: number): readonly EmulatorPerson[];
  add(person: EmulatorPerson): void;
  put(person: EmulatorPerson): void;
  remove(userId: string): void;
  ageOf(userId: string): { readonly joined: number; readonly changed: number };
}

export function createPeople(given: readonly EmulatorPerson[]): People {
  const byId = new Map<string, EmulatorPerson>();
  const unionIds = new Map<string, string>();
  const mobiles = new Map<string, string>();
  const ages = new Map<string, { joined: number; changed: number }>();
  const members = createMembers();
  let ticks = 0;

  function put(person: EmulatorPerson): void {
    const { userId, unionId, mobile } = person;
    if (!/^[\w.@-]{1,64}$/.test(userId))
      throw new Refused('userid 为 1 到 64 个字母、数字或 _-@.', 'A userid has 1 to 64 letters, digits, _-@.');
    if ((unionIds.get(unionId) ?? userId) !== userId) throw new Refused('unionId 已被占用', 'The unionId is taken');
    if (mobile && (mobiles.get(mobile) ?? userId) !== userId)
      throw new Refused('手机号已被占用', 'The mobile number is taken');
    const before = byId.get(userId);
    if (before) unionIds.delete(before.unionId);
    if (before?.mobile) mobiles.delete(before.mobile);
    byId.set(userId, person);
    unionIds.set(unionId, userId);
    if (mobile) mobiles.set(mobile, userId);
    members.put(person, before);
    ticks += 1;
    ages.set(userId, { joined: ages.get(userId)?.joined ?? ticks, changed: ticks });
  }
  const mustBe = (userId: string): EmulatorPerson => {
    const found = byId.get(userId);
    if (!found) throw new Refused(`没有 userid 为 ${userId} 的成员`, `Nobody called ${userId} works here`);
    return found;
  };
  const found = (userId: string | undefined) => (userId === undefined ? undefined : byId.get(userId));
  const add = (person: EmulatorPerson): void => {
    if (byId.has(person.userId))
      throw new Refused(`userid ${person.userId} 已被占用`, `The userid ${person.userId} is taken`);
    put(person);
  };
  for (const person of given) add(person);

  return {
    get: (userId) => byId.get(userId),
    mustBe,
    byUnionId: (unionId) => found(unionIds.get(unionId)),
    byMobile: (mobile) => found(mobiles.get(mobile)),
    all: () => byId.values(),
    size: () => byId.size,
    membersOf: members.of,
    add,
    put,
    remove(userId) {
      const person = mustBe(userId);
      byId.delete(userId);
      unionIds.delete(person.unionId);
      if (person.mobile) mobiles.delete(person.mobile);
      ages.delete(userId);
      members.drop(person);
    },
    ageOf: (userId) => ages.get(userId) ?? { joined: 0, changed: 0 },
  };
}
