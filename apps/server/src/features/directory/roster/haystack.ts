/** Texts of many people as one string: a search is a few passes over memory, whatever the number of people. */
export interface Haystack {
  /** People with a field that begins with the text, then those that hold it anywhere; each position once, in order. */
  find(text: string, where: 'start' | 'anywhere'): Iterable<number>;
}

/** Begins a field; no query holds it. */
const mark = '\u0001';

/** `fields` of each person in lower case; the position in the list is what `find` answers. */
export function buildHaystack(fields: Iterable<readonly string[]>): Haystack {
  const parts: string[] = [];
  const ends: number[] = [];
  let length = 0;
  for (const texts of fields) {
    let part = '';
    for (const text of texts) if (text !== '') part += mark + text;
    length += part.length;
    parts.push(part);
    ends.push(length);
  }
  const text = parts.join('');
  const endOf = Uint32Array.from(ends);

  /** The person whose text covers this offset. */
  function positionAt(offset: number): number {
    let low = 0;
    let high = endOf.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (endOf[middle]! > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return {
    *find(wanted, where) {
      const needle = where === 'start' ? mark + wanted : wanted;
      for (let at = text.indexOf(needle); at >= 0; ) {
        const position = positionAt(at);
        yield position;
        at = text.indexOf(needle, endOf[position]!);
      }
    },
  };
}
