import type { Flags } from '../types.ts';
import type { Numbered } from './exchange.ts';
import { numberOf, textOf, type Value } from './lexer.ts';
import { WireError } from './response-reader.ts';

/** The attributes of one FETCH response (RFC 3501 §7.4.2). */
export interface FetchData {
  uid?: number;
  flags?: Flags;
  internalDate?: Date;
  size?: number;
  /** The one body section that we ask for at a time; null where the server has none. */
  body?: Buffer | null;
  /** The first bytes of the text, when they were asked for beside the header. */
  text?: Buffer | null;
  structure?: Value;
}

/** Reads one FETCH response; a broken list gives what stood before the break. Undefined: not even a list. */
export function readFetch(response: Numbered): FetchData | undefined {
  let values: Value | undefined;
  try {
    values = response.values.next();
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return salvage(response);
  }
  if (!Array.isArray(values)) return undefined;
  const data: FetchData = {};
  for (let at = 0; at + 1 < values.length; at += 2) {
    const name = textOf(values[at])?.toUpperCase() ?? '';
    assign(data, name, values[at + 1]!);
  }
  return data;
}

function assign(data: FetchData, name: string, value: Value): void {
  if (name === 'UID') data.uid = numberOf(value);
  else if (name === 'FLAGS') data.flags = readFlags(value);
  else if (name === 'INTERNALDATE') data.internalDate = parseInternalDate(textOf(value) ?? '');
  else if (name === 'RFC822.SIZE') data.size = numberOf(value);
  else if (name === 'BODYSTRUCTURE') data.structure = value;
  // A salvaged literal has lost its name: the header comes first, then the text.
  else if (name.startsWith('BODY[TEXT]<') || (name === 'BODY[' && data.body !== undefined)) data.text = bytesOf(value);
  else if (name.startsWith('BODY[')) data.body = bytesOf(value);
}

const bytesOf = (value: Value): Buffer | null =>
  Buffer.isBuffer(value) ? value : typeof value === 'string' ? Buffer.from(value, 'latin1') : null;

/** System flags without the backslash in lower case, keywords as they are. */
export function readFlags(value: Value): Flags {
  const flags = new Set<string>();
  if (!Array.isArray(value)) return flags;
  for (const item of value) {
    const flag = textOf(item);
    // \Recent tells of this session only (RFC 3501 §2.3.2): kept, it would look like a change.
    if (flag && flag.toLowerCase() !== '\\recent')
      flags.add(flag.startsWith('\\') ? flag.slice(1).toLowerCase() : flag);
  }
  return flags;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** ` 7-Feb-1994 21:52:25 -0800` → time; undefined where it is not one. */
function parseInternalDate(text: string): Date | undefined {
  const match = /^\s*(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}):(\d{2}):(\d{2})(?: ([+-])(\d{2})(\d{2}))?/.exec(text);
  if (!match) return undefined;
  const [, day, month, year, hour, minute, second, sign, zoneHour, zoneMinute] = match;
  const at = months.indexOf(month!.toLowerCase());
  if (at < 0) return undefined;
  const zone = sign ? (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1) : 0;
  return new Date(
    Date.UTC(Number(year), at, Number(day), Number(hour), Number(minute), Number(second)) - zone * 60_000,
  );
}

/**
 * A FETCH whose BODYSTRUCTURE breaks the list's brackets: the other attributes are found by their names, the header is the
 * literal that follows `BODY[`.
 */
function salvage(response: Numbered): FetchData {
  const data: FetchData = {};
  for (const [name, value] of response.values.salvage()) assign(data, name, value);
  data.structure = undefined;
  return data;
}
