import type { DingTalkEvent } from '@hongyan/dingtalk';
import type { ContactChange, Emulator } from '@hongyan/dingtalk-emulator';
import type { UserId } from '@hongyan/kit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { copyOf, type Directory, openDirectory, person, pictureOf } from './directory-testing.ts';

const numRuns = 15;
/** Many companies, each with a platform of its own: the machine may be busy. */
const patienceMs = 180_000;

/** One thing that happens in the company, or on the wire; `who` and `where` choose among what is there. */
interface Move {
  readonly kind:
    | 'join'
    | 'leave'
    | 'return'
    | 'move'
    | 'rename'
    | 'switch'
    | 'admin'
    | 'open'
    | 'alter'
    | 'close'
    | 'deliver';
  readonly who: number;
  readonly where: number;
  readonly lost: boolean;
  readonly doubled: boolean;
}

const moveOf = (lossy: boolean): fc.Arbitrary<Move> =>
  fc.record({
    kind: fc.constantFrom(
      'join',
      'leave',
      'return',
      'move',
      'move',
      'rename',
      'switch',
      'admin',
      'open',
      'alter',
      'close',
      'deliver',
      'deliver',
      'deliver',
    ),
    who: fc.nat(1_000),
    where: fc.nat(1_000),
    lost: lossy ? fc.boolean() : fc.constant(false),
    doubled: fc.boolean(),
  });

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

/** Carries one move out, as far as the organisation allows it. */
function act(emulator: Emulator, move: Move, serial: number, gone: string[]): void {
  const { organisation } = emulator;
  const staff = [...organisation.people()].map((one) => one.userId);
  const places = [...organisation.departments()].map((one) => one.id);
  const who = pick(staff, move.who);
  const where = pick(places, move.where)!;
  const inner = pick(
    places.filter((id) => id !== 1),
    move.who,
  );
  switch (move.kind) {
    case 'join':
      organisation.addPerson(person(`n${serial}`, { departmentId: where }));
      return;
    case 'leave':
      if (who && staff.length > 2) {
        organisation.removePerson(who);
        gone.push(who);
      }
      return;
    case 'return': {
      const back = gone.shift();
      if (back) organisation.addPerson(person(back, { departmentId: where, title: '回来的人' }));
      return;
    }
    case 'move':
      if (who) organisation.changePerson(who, { departmentId: where, departmentIds: [where, pick(places, move.who)!] });
      return;
    case 'rename':
      if (who) organisation.changePerson(who, { name: `改名${serial}`, email: `r${serial}@example.com` });
      return;
    case 'switch':
      if (who) organisation.changePerson(who, { active: organisation.person(who)?.active === false });
      return;
    case 'admin':
      if (who) organisation.setAdmin(who, organisation.person(who)?.adminLevel ? 0 : 2);
      return;
    case 'open':
      organisation.addDepartment({ name: `部门${serial}`, parentId: where });
      return;
    case 'alter':
      if (inner && !organisation.isWithin(where, inner))
        organisation.changeDepartment(inner, { name: `新名${serial}`, parentId: where });
      return;
    case 'close':
      if (inner && organisation.membersOf(inner).length === 0 && organisation.childrenOf(inner).length === 0)
        organisation.removeDepartment(inner);
      return;
    case 'deliver':
      return;
  }
}

function toEvent(change: ContactChange): Partial<DingTalkEvent> {
  if ('departmentIds' in change) return { kind: 'department', change: 'modified', departmentIds: change.departmentIds };
  const userIds = change.userIds as readonly UserId[];
  if (change.type === 'org_admin_add' || change.type === 'org_admin_remove')
    return { kind: 'admin', change: 'added', userIds };
  return { kind: 'user', change: change.type === 'user_leave_org' ? 'left' : 'modified', userIds };
}

/** Plays the moves: events pile up, overtake each other and are handled several at once. */
async function play(company: Directory, moves: readonly Move[]): Promise<void> {
  const piled: ContactChange[] = [];
  const underWay: Promise<void>[] = [];
  let current: Move | undefined;
  const stop = company.emulator.organisation.onChange((change) => {
    if (current?.lost) return;
    piled.push(change);
    if (current?.doubled) piled.push(change);
  });
  const gone: string[] = [];
  for (const [serial, move] of moves.entries()) {
    current = move;
    act(company.emulator, move, serial, gone);
    if (move.kind !== 'deliver') continue;
    // From any place in the pile, and without waiting for those before.
    const [change] = piled.splice(move.who % Math.max(1, piled.length), 1);
    if (change) underWay.push(company.tell(toEvent(change)));
    if (move.doubled) await Promise.all(underWay);
  }
  stop();
  for (const change of piled.reverse()) underWay.push(company.tell(toEvent(change)));
  await Promise.all(underWay);
  await company.jobs.runDue();
}

describe('our copy of a company that never rests', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());

  const company = {
    departments: [
      { id: 1, name: '鸿雁贸易' },
      { id: 2, name: '财务部', parentId: 1 },
      { id: 3, name: '华东区', parentId: 1 },
    ],
    people: [person('u1'), person('u2', { departmentId: 2 }), person('u3', { departmentId: 3 }), person('u4')],
  };

  test(
    'equals the platform’s once the last event is handled, though events are doubled, late and overtake each other, and a full run is under way',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(moveOf(false), { minLength: 10, maxLength: 60 }), async (moves) => {
          const one = await openDirectory(platform, { company });
          try {
            await one.directory.startSync(one.corpId);
            const running = one.jobs.runDue();
            await play(one, moves);
            await running;
            await one.jobs.runDue();
            expect(await copyOf(platform, one.corpId)).toEqual(pictureOf(one.emulator));
          } finally {
            await one.close();
          }
        }),
        { numRuns },
      );
    },
    patienceMs,
  );

  test(
    'equals the platform’s after the nightly run, though events were lost',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(moveOf(true), { minLength: 10, maxLength: 60 }), async (moves) => {
          const one = await openDirectory(platform, { company });
          try {
            await one.sync();
            await play(one, moves);
            await one.sync();
            expect(await copyOf(platform, one.corpId)).toEqual(pictureOf(one.emulator));
            expect((await one.directory.state(one.corpId)).last?.problem).toBeUndefined();
          } finally {
            await one.close();
          }
        }),
        { numRuns },
      );
    },
    patienceMs,
  );
});
