import type { MailService } from './ports.ts';

/** A mail address in the form that we compare and store: trimmed, NFC, lower case. */
export interface BoundAddress {
  readonly address: string;
  readonly domain: string;
}

/** The text as a plain address, or undefined. Stricter than RFC 5321: no quoted local part, no comment, no control. */
export function parseAddress(text: string): BoundAddress | undefined {
  const address = text.trim().normalize('NFC').toLowerCase();
  if (address.length > 254 || !/^[^\s@"(),:;<>[\]\\\p{C}]+@[^\s@"(),:;<>[\]\\\p{C}]+$/u.test(address)) return undefined;
  return { address, domain: address.slice(address.lastIndexOf('@') + 1) };
}

/** The corp's mail service for a domain. */
export const serviceOf = (services: readonly MailService[], domain: string): MailService | undefined =>
  services.find((service) => service.domain === domain);
