import type { Account } from '../store/account.ts';
import type { Person } from '../types.ts';
import { compose } from './compose.ts';
import { writeDrafts } from './drafts.ts';
import { fileFor } from './filing.ts';
import type { Letter } from './letter.ts';
import { writeWorld } from './world.ts';

/** Fills the accounts of one company; a letter to many is written once. */
export function createFiller(now: number): (account: Account, person: Person) => Promise<void> {
  let letters: readonly Letter[] | undefined;
  const written = new Map<Letter, Promise<Buffer>>();
  const write = (letter: Letter): Promise<Buffer> => {
    const known = written.get(letter) ?? compose(letter);
    written.set(letter, known);
    return known;
  };
  return async (account, person) => {
    letters ??= writeWorld(now);
    for (const { letter, place, flags } of fileFor(person, letters, now)) {
      const folder =
        'use' in place
          ? (account.byUse(place.use) ?? account.inbox)
          : (account.find(place.name) ?? account.create(place.name, { now }));
      folder.add(await write(letter), { flags, receivedAt: letter.at });
    }
    for (const draft of writeDrafts(person, letters, now)) {
      account.byUse('\\Drafts')?.add(await compose(draft), { flags: ['\\Seen', '\\Draft'], receivedAt: draft.at });
    }
  };
}
