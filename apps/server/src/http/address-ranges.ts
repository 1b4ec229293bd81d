import ipaddr from 'ipaddr.js';

/** An address or a range as people write one, or undefined. */
export function parseRange(text: string): string | undefined {
  const trimmed = text.trim();
  if (ipaddr.isValidCIDR(trimmed)) return trimmed;
  // `1.2.3` and `0x7f000001` are addresses to some parsers and mistakes to people.
  if (ipaddr.IPv4.isValidFourPartDecimal(trimmed) || ipaddr.IPv6.isValid(trimmed)) return trimmed;
  return undefined;
}

/** Is the address inside one of the ranges? An IPv4 address that comes as IPv6 is the IPv4 address. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const asked = ipaddr.process(address);
  return ranges.some((range) => {
    const [start, bits] = ipaddr.isValidCIDR(range)
      ? ipaddr.parseCIDR(range)
      : ipaddr.isValid(range)
        ? ([ipaddr.process(range), undefined] as const)
        : [undefined, undefined];
    return start?.kind() === asked.kind() && asked.match(start, bits ?? (asked.kind() === 'ipv4' ? 32 : 128));
  });
}
