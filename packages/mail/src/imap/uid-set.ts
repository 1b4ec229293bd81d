const MOST = 200_000;

/** The numbers of `1,5:7`, in the order given; a set that names absurdly many is cut, so that a lie costs no memory. */
export function parseUidSet(text: string): number[] {
  const uids: number[] = [];
  for (const piece of text.split(',')) {
    const match = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(piece);
    if (!match) continue;
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    const step = last < first ? -1 : 1;
    for (let uid = first; step > 0 ? uid <= last : uid >= last; uid += step) {
      if (uids.length >= MOST) return uids;
      uids.push(uid);
    }
  }
  return uids;
}
