/** The lines of an allow-list as they were typed: blanks, commas and empty lines are no entries. */
export const splitRanges = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\s,;，；、]+/)
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** Entries that are no address and no range. Only the shape: the server decides. */
export const wrongRanges = (ranges: readonly string[]): readonly string[] => ranges.filter((one) => !isRange(one));

function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  const v4 = isV4(address);
  if (!v4 && !isV6(address)) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (v4 ? 32 : 128));
}

const isV4 = (text: string): boolean => {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
};

// The browser's own parser knows every spelling of an IPv6 address.
const isV6 = (text: string): boolean => text.includes(':') && parses(`http://[${text}]/`);

/** Adds what is not there yet, below what is. */
export const addRanges = (text: string, more: readonly string[]): string =>
  [...new Set([...splitRanges(text), ...more])].join('\n');

/** `URL.canParse` is younger than the engines that we serve. */
function parses(url: string): boolean {
  try {
    return Boolean(new URL(url));
  } catch {
    return false;
  }
}
