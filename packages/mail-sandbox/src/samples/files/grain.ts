/** Numbers that look random and are the same for the same seed (xorshift32). */
export function createGrain(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

/** A seed from a file's name, so that files differ in size as real ones do. */
export const seedOf = (name: string): number =>
  [...name].reduce((sum, character) => (sum * 31 + character.codePointAt(0)!) >>> 0, 7);
