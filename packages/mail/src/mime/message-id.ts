import { randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** A Message-ID that nobody else makes: 128 random bits at the sender's own domain. */
export function newMessageId(domain: string): string {
  const ascii = domainToASCII(domain.trim().toLowerCase());
  const right = /^[a-z0-9.-]{1,253}$/.test(ascii) ? ascii : 'localhost';
  return `<${randomBytes(16).toString('hex')}@${right}>`;
}
