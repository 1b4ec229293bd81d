import { devices } from '../bridge/devices.ts';
import type { Hosts } from '../hosts.ts';
import type { EmulatorPerson } from '../model.ts';
import type { World } from '../state/world.ts';
import type { Device } from '../types.ts';
import type { ClientPerson, PeoplePage } from './state.ts';

/** A person as the client sees them. */
export const toClientPerson = (world: World, hosts: Hosts, person: EmulatorPerson): ClientPerson => ({
  ...person,
  origins: Object.fromEntries(devices.map((device) => [device, hosts.frameOrigin(person.userId, device)])) as Record<
    Device,
    string
  >,
  unread: world.notices.cards(person.userId).filter((card) => !card.read).length,
});

const mostShown = 200;

const wordsOf = ({ name, userId, title, mobile, email, orgEmail, address }: EmulatorPerson): string =>
  [name, userId, title, mobile, email, orgEmail, address].join(' ').toLowerCase();

/** Those who fit `q` (name, user id, title, mobile number, mail address), in the department if one is named. */
export function findPeople(world: World, hosts: Hosts, query: URLSearchParams): PeoplePage {
  const wanted = (query.get('q') ?? '').trim().toLowerCase();
  const department = Number(query.get('department') ?? '');
  const limit = Math.min(mostShown, Math.max(1, Number(query.get('limit') ?? mostShown) || mostShown));
  const from = department > 0 ? world.organisation.membersOf(department) : world.organisation.people();
  const found: EmulatorPerson[] = [];
  let total = 0;
  for (const person of from) {
    if (wanted && !wordsOf(person).includes(wanted)) continue;
    total += 1;
    if (found.length < limit) found.push(person);
  }
  return { total, people: found.map((person) => toClientPerson(world, hosts, person)) };
}
