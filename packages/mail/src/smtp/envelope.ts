import { domainToASCII } from 'node:url';

/** An address as it may stand between `<` and `>`; undefined when it could end the line or the bracket. */
export function envelopeAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (at < 1 || address.length > 320 || /[\x00-\x20\x7f\u2028\u2029]/.test(address)) return undefined;
  if (/[<>()[\]\\,;:"@]/.test(local)) return undefined;
  const ascii = /^\[[0-9a-fA-F:.]+\]$/.test(domain) ? domain : domainToASCII(domain);
  if (!ascii || !/^[A-Za-z0-9.\-[\]:]+$/.test(ascii)) return undefined;
  return `${local}@${ascii}`;
}

export const isAsciiAddress = (address: string): boolean => /^[\x21-\x7e]+$/.test(address);
