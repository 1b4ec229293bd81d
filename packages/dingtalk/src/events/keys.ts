/** An object whose keys are read whatever their casing: real pushes say `UserId`, documented ones `userId` (dingtalk-api.md §6.5). */
export interface Keys {
  get(lowerCaseName: string): unknown;
  /** A text, or a number as one; nothing when it is empty or of another kind. */
  text(lowerCaseName: string): string | undefined;
  /** Milliseconds since the epoch, from a number or digits, of seconds or milliseconds. */
  time(lowerCaseName: string): number | undefined;
}

/** Where two keys differ in casing only, the first that holds something wins. */
export function keysOf(object: object): Keys {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) {
    const name = key.toLowerCase();
    if (found.get(name) === undefined || found.get(name) === null) found.set(name, value);
  }
  const get = (name: string) => found.get(name);
  return { get, text: (name) => readText(get(name)), time: (name) => readTime(get(name)) };
}

export function readText(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Seconds up to the year 5138 have fewer digits than milliseconds since 1973. */
const firstMilliseconds = 1e11;
/** The year 2100: what claims to come later has no clock that we know. */
const lastMoment = 4_102_444_800_000;

export function readTime(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !(number >= 1)) return undefined;
  const moment = Math.trunc(number < firstMilliseconds ? number * 1000 : number);
  return moment <= lastMoment ? moment : undefined;
}
