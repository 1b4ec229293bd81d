const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of UTC. In Chinese mail CST is China's time (mail-providers.md §3.1). */
const zones: Readonly<Record<string, number>> = {
  CST: 480,
  HKT: 480,
  JST: 540,
  KST: 540,
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/** A Date header (RFC 5322 §3.3) as time; without a zone it is China's. Undefined where it is no date. */
export function parseMailDate(text: string): Date | undefined {
  const match =
    /(\d{1,2})[ -]+([A-Za-z]{3})[A-Za-z]*[ ,-]+(\d{2,4})[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([+-])(\d{2}):?(\d{2})|\(?([A-Za-z]{1,4}))?/.exec(
      text.slice(0, 200),
    );
  if (!match) return parseIso(text);
  const month = months.indexOf(match[2]!.toLowerCase());
  if (month < 0) return undefined;
  let year = Number(match[3]);
  if (match[3]!.length <= 2) year += year < 50 ? 2000 : 1900;
  const zone = match[7]
    ? (Number(match[8]) * 60 + Number(match[9])) * (match[7] === '-' ? -1 : 1)
    : (zones[match[10]?.toUpperCase() ?? 'CST'] ?? 0);
  const time = Date.UTC(year, month, Number(match[1]), Number(match[4]), Number(match[5]), Number(match[6] ?? 0));
  return valid(time - zone * 60_000);
}

function parseIso(text: string): Date | undefined {
  const match = /(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text.slice(0, 200));
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  return valid(Date.UTC(year!, month! - 1, day, hour, minute, second || 0) - 480 * 60_000);
}

const valid = (time: number): Date | undefined =>
  Number.isFinite(time) && Math.abs(time) < 8.64e15 ? new Date(time) : undefined;
