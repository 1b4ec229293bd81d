import type { MemberId } from '@hongyan/kit';
import type { PresentedPerson, RosterPerson } from './person.ts';
import type { News } from './read.ts';
import { buildSearch, type PeopleSearch } from './search.ts';
import { buildTree, type Tree } from './tree.ts';

/** So many changed people are searched beside the big texts before those are made anew. */
const freshLimit = 2_000;

/** Everyone of one company, in memory, for search and lists. */
export interface Roster {
  readonly size: number;
  /** What was read last: where the next reading begins. */
  readonly from: string;
  apply(news: News): void;
  /** Bound mailboxes by member: these addresses are known to be theirs. */
  setBound(bound: ReadonlyMap<MemberId, readonly string[]>): void;
  find(query: string): Iterable<RosterPerson>;
  /** Everyone by name, as it is spelled. */
  ordered(): readonly RosterPerson[];
  /** The person with this address, bound or told. */
  at(address: string): RosterPerson | undefined;
  /** Bound addresses, else the one that the directory makes likely. */
  addressesOf(person: RosterPerson): readonly string[];
  /** The department nearest to them; never the company itself, which tells nobody apart. */
  departmentOf(person: RosterPerson): string | undefined;
  present(person: RosterPerson): PresentedPerson;
}

export function createRoster(first: News): Roster {
  // In the order of lists, so that whatever is found is in it too.
  const people: RosterPerson[] = first.people.toSorted(byName);
  const positions = new Map(people.map((person, position) => [person.memberId, position]));
  let tree: Tree = buildTree(first.departments ?? []);
  let bound: ReadonlyMap<MemberId, readonly string[]> = new Map();
  let from = first.from;
  let base: { readonly search: PeopleSearch; readonly size: number } | undefined;
  /** Positions that changed since the base was made. */
  const fresh = new Set<number>();
  let freshSearch: { readonly search: PeopleSearch; readonly list: readonly number[] } | undefined;
  let order: readonly RosterPerson[] | undefined;
  let byAddress: ReadonlyMap<string, RosterPerson> | undefined;

  const others = (person: RosterPerson) => bound.get(person.memberId) ?? [];
  const addressesOf = (person: RosterPerson) => bound.get(person.memberId) ?? (person.address ? [person.address] : []);

  function touch(position: number): void {
    if (base) fresh.add(position);
    if (fresh.size > freshLimit) base = undefined;
    freshSearch = undefined;
    byAddress = undefined;
  }

  function* positionsOf(query: string): Iterable<number> {
    if (!base) {
      base = { search: buildSearch(people, tree, others), size: people.length };
      fresh.clear();
    }
    if (fresh.size > 0) {
      freshSearch ??= buildFresh();
      for (const index of freshSearch.search.find(query)) yield freshSearch.list[index]!;
    }
    for (const position of base.search.find(query)) if (!fresh.has(position)) yield position;
  }

  function buildFresh() {
    const list = [...fresh];
    return {
      list,
      search: buildSearch(
        list.map((position) => people[position]!),
        tree,
        others,
      ),
    };
  }

  return {
    get size() {
      return people.length;
    },
    get from() {
      return from;
    },
    apply(news) {
      from = news.from;
      for (const person of news.people) {
        const position = positions.get(person.memberId) ?? people.length;
        const old = people[position];
        // What was under way at the last reading is read twice.
        if (old && JSON.stringify(old) === JSON.stringify(person)) continue;
        people[position] = person;
        positions.set(person.memberId, position);
        touch(position);
        order = undefined;
      }
      if (news.departments) {
        tree = buildTree(news.departments);
        base = undefined;
      }
    },
    setBound(next) {
      const before = bound;
      bound = next;
      for (const memberId of new Set([...before.keys(), ...next.keys()])) {
        const position = positions.get(memberId);
        if (position !== undefined && String(before.get(memberId)) !== String(next.get(memberId))) touch(position);
      }
    },
    *find(query) {
      for (const position of positionsOf(query)) yield people[position]!;
    },
    ordered() {
      order ??= people.toSorted(byName);
      return order;
    },
    at(address) {
      byAddress ??= new Map(people.flatMap((person) => addressesOf(person).map((one) => [one, person] as const)));
      return byAddress.get(address.toLowerCase());
    },
    addressesOf,
    departmentOf: (person) => tree.innermost(person.departmentIds),
    present(person) {
      const address = addressesOf(person)[0];
      return {
        memberId: person.memberId,
        userId: person.userId,
        name: person.name,
        ...(person.title ? { title: person.title } : {}),
        departments: tree.namesOf(person.departmentIds),
        state: person.state,
        adminLevel: person.adminLevel,
        ...(address ? { address } : {}),
      };
    },
  };
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const byName = (one: RosterPerson, other: RosterPerson): number =>
  compare(one.spelled, other.spelled) || compare(one.name, other.name) || compare(one.userId, other.userId);
