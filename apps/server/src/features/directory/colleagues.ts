import type { CorpId } from '@hongyan/kit';
import type { RosterPerson } from './roster/person.ts';
import type { Roster } from './roster/roster.ts';
import type { Rosters } from './roster/rosters.ts';

/** A colleague who can be written to. */
export interface Colleague {
  readonly name: string;
  readonly title?: string;
  /** Their own, not the company. */
  readonly department?: string;
  readonly address: string;
}

/** The company as the address field sees it. */
export interface Colleagues {
  /** By name, spelling, department or address, best first; without a query the first by name. */
  search(corpId: CorpId, query: string, limit: number): Promise<readonly Colleague[]>;
  /** Who has these addresses, by address in lower case. */
  atAddresses(corpId: CorpId, addresses: readonly string[]): Promise<ReadonlyMap<string, Colleague>>;
}

/** In the company, and in our sight. */
export const isPresent = (person: RosterPerson): boolean => person.state === 'active' || person.state === 'inactive';

export function createColleagues(rosters: Rosters): Colleagues {
  return {
    async search(corpId, query, limit) {
      const roster = await rosters.get(corpId);
      const people = query.trim() === '' ? roster.ordered() : roster.find(query);
      const found: Colleague[] = [];
      for (const person of people) {
        if (!isPresent(person)) continue;
        for (const address of roster.addressesOf(person)) found.push(toColleague(roster, person, address));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },

    async atAddresses(corpId, addresses) {
      const roster = await rosters.get(corpId);
      const found = new Map<string, Colleague>();
      for (const address of addresses) {
        const person = roster.at(address);
        if (person && isPresent(person)) found.set(address.toLowerCase(), toColleague(roster, person, address));
      }
      return found;
    },
  };
}

function toColleague(roster: Roster, person: RosterPerson, address: string): Colleague {
  const department = roster.departmentOf(person);
  return {
    name: person.name,
    ...(person.title ? { title: person.title } : {}),
    ...(department ? { department } : {}),
    address,
  };
}
