import { buildHaystack } from './haystack.ts';
import type { RosterPerson } from './person.ts';
import type { Tree } from './tree.ts';

/** Finds people by what is typed. */
export interface PeopleSearch {
  /** Positions in the list, best first: a beginning before a middle, a name before its spelling before an address before a department. */
  find(query: string): Iterable<number>;
}

/** Other addresses that a person is known by. */
export type OtherAddresses = (person: RosterPerson) => readonly string[];

/** Each word is a walk over the whole company: fifty of them would keep everybody else waiting. The longest say most. */
const mostWords = 4;

export function buildSearch(people: readonly RosterPerson[], tree: Tree, others: OtherAddresses): PeopleSearch {
  const stacks = {
    name: buildHaystack(people.map(({ name }) => [name.toLowerCase()])),
    spelled: buildHaystack(people.map(({ spelled }) => [spelled])),
    initials: buildHaystack(people.map(({ initials }) => [initials])),
    address: buildHaystack(people.map((person) => addressesOf(person, others(person)))),
  };

  function* byWord(word: string, joined: string): Iterable<number> {
    const isTyped = /^[\p{ASCII}]+$/u.test(joined);
    const spelledOf = joined.replace(/[' -]/g, '');
    yield* stacks.name.find(word, 'start');
    if (isTyped && spelledOf !== '') {
      yield* stacks.spelled.find(spelledOf, 'start');
      yield* stacks.initials.find(spelledOf, 'start');
    }
    if (isTyped) yield* stacks.address.find(word, 'start');
    yield* stacks.name.find(word, 'anywhere');
    if (isTyped) {
      if (spelledOf.length > 1) yield* stacks.spelled.find(spelledOf, 'anywhere');
      yield* stacks.address.find(word, 'anywhere');
    }
    yield* inDepartments(word);
  }

  function* inDepartments(word: string): Iterable<number> {
    const ids = tree.within(word);
    if (ids.size === 0) return;
    for (const [position, person] of people.entries())
      if (person.departmentIds.some((id) => ids.has(id))) yield position;
  }

  return {
    *find(query) {
      const text = query
        .replace(/\p{C}+/gu, ' ')
        .trim()
        .normalize('NFC')
        .toLowerCase();
      if (text === '') return;
      const seen = new Set<number>();
      for (const position of byWord(text, text)) {
        if (seen.has(position)) continue;
        seen.add(position);
        yield position;
      }
      // 财务 张: every word has to fit somewhere.
      const words = [...new Set(text.split(/\s+/))].sort((one, other) => other.length - one.length).slice(0, mostWords);
      if (words.length < 2) return;
      const [first, ...rest] = words.map((word) => new Set(byWord(word, word)));
      for (const position of first!) {
        if (seen.has(position) || !rest.every((found) => found.has(position))) continue;
        seen.add(position);
        yield position;
      }
    },
  };
}

const addressesOf = (person: RosterPerson, others: readonly string[]): readonly string[] =>
  person.address ? [...new Set([person.address, ...others])] : others;
