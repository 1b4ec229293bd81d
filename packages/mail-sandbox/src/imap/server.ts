import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { serveConnection } from './connection.ts';
import type { ImapHouse } from './session.ts';

/** The listening side: opens, freezes, drops and closes. */
export interface ImapServer {
  readonly port: number;
  dropConnections(): void;
  /** Sockets stay open and say nothing, as behind a router that forgot them. */
  freeze(frozen: boolean): void;
  close(): Promise<void>;
}

/** Starts listening; with `tls` the connection is secured from its first byte. */
export async function startImapServer(
  house: ImapHouse,
  options: { host: string; port: number; tls?: { key: string | Buffer; cert: string | Buffer } | undefined },
): Promise<ImapServer> {
  const sockets = new Set<Socket>();
  let frozen = false;
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(socket, house);
    if (frozen) {
      socket.pause();
      socket.cork();
    }
  };
  const server: Server = options.tls ? createTlsServer(options.tls, accept) : createServer(accept);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : options.port,
    dropConnections,
    freeze(wanted) {
      frozen = wanted;
      for (const socket of sockets) {
        if (wanted) {
          socket.pause();
          socket.cork();
        } else {
          socket.uncork();
          socket.resume();
        }
      }
    },
    async close() {
      dropConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
