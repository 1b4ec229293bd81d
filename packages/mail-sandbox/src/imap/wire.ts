/** What goes to the client: latin1 text, or bytes as they are. */
export type Wire = string | Buffer;

/** A string as the client can read it: quoted where that is possible, else a literal (RFC 3501 §4.3). */
export function toWireString(text: string): string {
  if (text.length > 2000 || /[^\x20-\x7e]/.test(text)) return `{${text.length}}\r\n${text}`;
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

export const toNString = (text: string | undefined): string => (text === undefined ? 'NIL' : toWireString(text));

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** INTERNALDATE, in China's time as a Chinese server tells it. */
export function toWireDate(ms: number): string {
  const local = new Date(ms + 8 * 3_600_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = String(local.getUTCDate()).padStart(2, ' ');
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  return `"${day}-${months[local.getUTCMonth()]}-${local.getUTCFullYear()} ${time} +0800"`;
}

/** `17-Nov-2026` or `17-Nov-2026 02:44:25 +0800` in milliseconds, or undefined. */
export function fromWireDate(text: string): number | undefined {
  const match = /^\s*(\d{1,2})-([A-Za-z]{3})-(\d{4})(?: (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d))?$/.exec(text);
  if (!match) return undefined;
  const month = months.findIndex((name) => name.toUpperCase() === match[2]!.toUpperCase());
  if (month < 0) return undefined;
  const [, day, , year, hour = '0', minute = '0', second = '0', sign = '+', zoneHour = '0', zoneMinute = '0'] = match;
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1);
  return Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second)) - zone * 60_000;
}

/** Ascending numbers as `1:3,7`. */
export function toSet(numbers: readonly number[]): string {
  const runs: string[] = [];
  for (let i = 0; i < numbers.length; ) {
    let j = i;
    while (numbers[j + 1] === numbers[j]! + 1) j += 1;
    runs.push(i === j ? `${numbers[i]}` : `${numbers[i]}:${numbers[j]}`);
    i = j + 1;
  }
  return runs.join(',');
}
