import ipaddr from 'ipaddr.js';

/**
 * Addresses that belong to nobody's private network. Everything else is refused by default: the list says what is allowed,
 * because lists of what is forbidden forget something (RFC 6890, RFC 8190).
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  return address instanceof ipaddr.IPv4 ? isPublicV4(address) : isPublicV6(address);
}

/** The clouds' metadata services: never ours to ask, not even for an on-premise mail service. */
export function isMetadataAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  let address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv6) address = embeddedV4(address) ?? address;
  return metadata.has(address.toNormalizedString());
}

const metadata = new Set(['169.254.169.254', '100.100.100.200', '168.63.129.16', 'fd00:ec2:0:0:0:0:0:254']);

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !inV4(address, '198.18.0.0', 15) && !metadata.has(address.toString());
}

function isPublicV6(address: ipaddr.IPv6): boolean {
  const inner = embeddedV4(address);
  if (inner) return isPublicV4(inner);
  // Global unicast is 2000::/3 (RFC 4291 §2.4); within it, what is set aside for protocols, documentation and 6to4.
  if (!inV6(address, '2000::', 3)) return false;
  if (reservedV6.some(([start, bits]) => inV6(address, start, bits))) return false;
  // ISATAP carries an IPv4 address behind 0:5efe (RFC 5214 §6.1).
  return address.parts[5] !== 0x5efe;
}

const reservedV6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** IPv4-mapped (::ffff:0:0/96) and the well-known NAT64 prefix (64:ff9b::/96, RFC 6052) reach the IPv4 address inside. */
function embeddedV4(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (!inV6(address, '::ffff:0:0', 96) && !inV6(address, '64:ff9b::', 96)) return undefined;
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

const inV4 = (address: ipaddr.IPv4, start: string, bits: number): boolean =>
  address.match(ipaddr.IPv4.parse(start), bits);
const inV6 = (address: ipaddr.IPv6, start: string, bits: number): boolean =>
  address.match(ipaddr.IPv6.parse(start), bits);
