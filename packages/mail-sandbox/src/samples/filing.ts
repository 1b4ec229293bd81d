import type { SpecialUse } from '../store/folder.ts';
import type { Person } from '../types.ts';
import type { Letter } from './letter.ts';

const day = 86_400_000;

/** Where a copy lies: a folder with a use, or one by name. */
type Place = { readonly use: SpecialUse } | { readonly name: string };
/** One person's copy of a letter. */
export interface Copy {
  readonly letter: Letter;
  readonly place: Place;
  readonly flags: readonly string[];
}

/** The default person keeps folders of her own; the others only archive. */
const tidy = '沈知夏';

/** The copies of all letters that a person has, in the order in which they came. */
export function fileFor(person: Person, letters: readonly Letter[], now: number): Copy[] {
  const mine = letters.filter((letter) => letter.from.address === person.address);
  const answered = new Set(mine.map((letter) => letter.re));
  const forwarded = new Set(mine.map((letter) => letter.forwarded));
  const copies: Copy[] = [];
  for (const letter of letters) {
    if (letter.from.address === person.address) {
      copies.push({ letter, place: { use: '\\Sent' }, flags: ['\\Seen'] });
      continue;
    }
    if (![...letter.to, ...letter.cc].some(({ address }) => address === person.address)) continue;
    const flags = isRead(letter, person, now) || answered.has(letter) ? ['\\Seen'] : [];
    if (answered.has(letter)) flags.push('\\Answered');
    if (forwarded.has(letter)) flags.push('$Forwarded');
    if (letter.starred.includes(person.name)) flags.push('\\Flagged');
    copies.push({ letter, place: choosePlace(letter, person, now), flags });
  }
  return copies;
}

function isRead(letter: Letter, person: Person, now: number): boolean {
  if (letter.topic === 'spam' || letter.unread.includes(person.name)) return false;
  if (letter.read.includes(person.name)) return true;
  // Machines and newspapers lie about longer than what people write.
  const patience = ['machine', 'news', 'invoice'].includes(letter.topic) ? 9 : 2.5;
  return now - letter.at > patience * day;
}

function choosePlace(letter: Letter, person: Person, now: number): Place {
  const age = (now - letter.at) / day;
  if (letter.topic === 'spam') return { use: '\\Junk' };
  if (person.name !== tidy) return age > 45 ? { use: '\\Archive' } : { name: 'INBOX' };
  if (letter.topic === 'lens7' && age > 4) return { name: '7 号镜组' };
  if (letter.topic === 'supplier' && age > 9) return { name: '供应商' };
  if (letter.topic === 'invoice' && age > 7) return { name: '发票与报销' };
  if (letter.topic === 'news' && age > 60) return { use: '\\Trash' };
  if (letter.topic === 'work' && age > 28) return { use: '\\Archive' };
  return { name: 'INBOX' };
}
