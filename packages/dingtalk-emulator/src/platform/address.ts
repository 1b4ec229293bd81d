import type { IncomingMessage } from 'node:http';

/** The caller's address, IPv4 in its own form even where the listener speaks IPv6. */
export const addressOf = ({ socket }: IncomingMessage): string =>
  (socket.remoteAddress ?? '').toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
