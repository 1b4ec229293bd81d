import type { UserId } from '@hongyan/kit';
import type { Spelled } from './pinyin.ts';
import type { Profile } from './profile.ts';

/** How a corp's addresses are found. */
export interface AddressRule {
  /** Lower case. */
  readonly domains: readonly string[];
  /** `{jobNumber}@example.com`. */
  readonly pattern?: string | undefined;
}

const shape = /^[^\s@"(),:;<>[\]\\\p{C}]+@[^\s@"(),:;<>[\]\\\p{C}]+$/u;

/** The words that a pattern may hold; an unknown one makes no address. */
const words = /\{(\w+)\}/g;

/** Does this pattern need the name spelled? */
export const needsSpelling = (rule: AddressRule): boolean => /\{(pinyin|initials)\}/.test(rule.pattern ?? '');

/**
 * The address that a person most likely has: what the directory tells, if it is of the corp's own domains, else what the
 * pattern makes. A suggestion, never more: only the mail server knows.
 */
export function matchAddress(
  rule: AddressRule,
  person: Profile & { readonly userId: UserId },
  spell: (name: string) => Spelled,
): string | undefined {
  const told = [person.orgEmail, person.email].find((address) => address && isOwn(rule, address));
  return told ?? (rule.pattern ? fromPattern(rule, rule.pattern, person, spell) : undefined);
}

const isOwn = (rule: AddressRule, address: string): boolean =>
  address.length <= 254 && shape.test(address) && rule.domains.includes(address.slice(address.lastIndexOf('@') + 1));

function fromPattern(
  rule: AddressRule,
  pattern: string,
  person: Profile & { readonly userId: UserId },
  spell: (name: string) => Spelled,
): string | undefined {
  const values: Readonly<Record<string, () => string | undefined>> = {
    jobNumber: () => person.jobNumber,
    userId: () => person.userId,
    name: () => person.name,
    pinyin: () => spell(person.name).full,
    initials: () => spell(person.name).initials,
  };
  let isWhole = true;
  const address = pattern
    .replace(words, (_all, word: string) => {
      const value = Object.hasOwn(values, word) ? values[word]!()?.trim() : undefined;
      if (!value) isWhole = false;
      return value ?? '';
    })
    .toLowerCase();
  return isWhole && isOwn(rule, address) ? address : undefined;
}
