import { controlState } from '../control-api/state.ts';
import type { Hosts } from '../hosts.ts';
import type { EmulatorPerson } from '../model.ts';
import type { World } from '../state/world.ts';
import { toClientPerson } from './people.ts';
import type { FullState } from './state.ts';

const shownCalls = 100;
/** More people than this are asked for by `GET people`. */
const shownPeople = 500;

/** Everything that the client shows, as one object; it reads this again whenever something it does not follow changes. */
export function snapshot(
  world: World,
  hosts: Hosts,
  extra: { ownOrigins: readonly string[]; canSendMail: boolean },
): FullState {
  const { organisation } = world;
  const console = controlState(world);
  const people: EmulatorPerson[] = [];
  for (const person of organisation.people()) {
    if (people.length >= shownPeople) break;
    people.push(person);
  }
  return {
    ...console,
    company: { corpId: organisation.corpId, name: organisation.name, departments: console.departments },
    people: people.map((person) => toClientPerson(world, hosts, person)),
    peopleTotal: organisation.size,
    calls: world.calls.slice(-shownCalls),
    quota: { ...world.quota.used(), ...console.quota },
    faults: world.faults.list(),
    network: world.network,
    ...extra,
  };
}
