import type { Security, ServerAddress } from './types.ts';

const schemes: Readonly<Record<string, { protocol: 'imap' | 'smtp'; security: Security; port: number }>> = {
  imaps: { protocol: 'imap', security: 'tls', port: 993 },
  'imap+starttls': { protocol: 'imap', security: 'starttls', port: 143 },
  imap: { protocol: 'imap', security: 'plain', port: 143 },
  smtps: { protocol: 'smtp', security: 'tls', port: 465 },
  'smtp+starttls': { protocol: 'smtp', security: 'starttls', port: 587 },
  smtp: { protocol: 'smtp', security: 'plain', port: 25 },
};

/** `imaps://host:993` and its siblings; undefined for anything else (user names, paths, unknown schemes). */
export function parseServerAddress(url: string): ServerAddress | undefined {
  const match = /^([a-z+]+):\/\/(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?\/?$/.exec(url.trim());
  const scheme = match && Object.hasOwn(schemes, match[1]!) ? schemes[match[1]!] : undefined;
  if (!match || !scheme) return undefined;
  const port = match[3] === undefined ? scheme.port : Number(match[3]);
  if (port < 1 || port > 65_535) return undefined;
  const host = match[2]!.replace(/^\[|\]$/g, '').toLowerCase();
  return { protocol: scheme.protocol, security: scheme.security, host, port };
}

/** The address as text that `parseServerAddress` reads back. */
export function formatServerAddress({ protocol, security, host, port }: ServerAddress): string {
  const scheme = { tls: `${protocol}s`, starttls: `${protocol}+starttls`, plain: protocol }[security];
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Clear text is for one's own machine only (design §5.15). */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '::1' ||
  /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
