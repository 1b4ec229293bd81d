import type { MailboxId } from '@hongyan/kit';
import type { CorpVault } from '../../platform/vault/types.ts';

/** One form for what people call the same text: full width and half width, upper and lower case (UAX #15 NFKC). */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const ideograph = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/**
 * The pieces of a folded text that are hashed: every pair of neighbouring characters without white space between, and every
 * single ideograph. Any substring of two characters or more has all its pairs here, so no hit is missed.
 */
export function toPieces(folded: string): ReadonlySet<string> {
  const pieces = new Set<string>();
  for (const run of folded.split(/\s+/u)) {
    const characters = [...run];
    for (let i = 0; i < characters.length; i += 1) {
      const character = characters[i]!;
      if (ideograph.test(character)) pieces.add(character);
      const next = characters[i + 1];
      if (next !== undefined) pieces.add(character + next);
    }
  }
  return pieces;
}

/** The pieces that a hit must hold. Empty for a single letter: then there is nothing to narrow by. */
export function toQueryPieces(term: string): ReadonlySet<string> {
  const characters = [...term];
  if (characters.length === 1) return new Set(ideograph.test(term) ? [term] : []);
  return new Set(characters.slice(1).map((character, i) => characters[i]! + character));
}

/** The terms of a query, folded: a hit holds every one. */
export const toTerms = (query: string): readonly string[] => [...new Set(fold(query).split(/\s+/u).filter(Boolean))];

/**
 * Keyed 32-bit hashes of pieces. The mailbox is part of the key, so that equal words of two mailboxes are not seen to be
 * equal and one mailbox's search touches its own entries of the shared index only.
 */
export function createWordHasher(vault: CorpVault, mailboxId: MailboxId): (pieces: Iterable<string>) => number[] {
  const known = new Map<string, number>();
  const purpose = `search:${mailboxId}`;
  return (pieces) => {
    const hashes = new Set<number>();
    for (const piece of pieces) {
      let hash = known.get(piece);
      if (hash === undefined) {
        hash = vault.mac(purpose, piece).readInt32BE(0);
        if (known.size > 20_000) known.clear();
        known.set(piece, hash);
      }
      hashes.add(hash);
    }
    return [...hashes];
  };
}
