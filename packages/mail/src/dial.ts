import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, createSecureContext } from 'node:tls';
import type { Dial } from './types.ts';

export interface PlainDialOptions {
  /** Extra trusted certificates (PEM). */
  readonly ca?: string;
  readonly connectTimeoutMs?: number;
}

/** A dial straight to the network, for tests and tools. The server dials through its own vetted door instead. */
export function createPlainDial({ ca, connectTimeoutMs = 10_000 }: PlainDialOptions = {}): Dial {
  // One context for all connections: each would cost 30 kB of its own (stack.md).
  const secureContext = createSecureContext(ca ? { ca } : {});
  const secure = (socket: Duplex, host: string): Promise<Duplex> =>
    new Promise((resolve, reject) => {
      const tls = connectTls({ socket, secureContext, ...(isIP(host) ? { host } : { host, servername: host }) });
      tls.once('error', reject);
      tls.once('secureConnect', () => {
        tls.off('error', reject);
        resolve(tls);
      });
    });
  const dial = async ({ host, port, tls, signal }: Parameters<Dial>[0]): Promise<Duplex> => {
    const socket = await openTcp(host, port, connectTimeoutMs, signal);
    return tls ? secure(socket, host) : socket;
  };
  return Object.assign(dial, { upgrade: (socket: Duplex, { host }: { host: string }) => secure(socket, host) });
}

function openTcp(host: string, port: number, timeoutMs: number, signal?: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port, keepAlive: true, keepAliveInitialDelay: 45_000, noDelay: true });
    const fail = (error: Error) => {
      socket.destroy();
      settle();
      reject(error);
    };
    const onAbort = () => fail(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    const timer = setTimeout(() => fail(new Error('connect timed out')), timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      socket.off('error', fail);
      signal?.removeEventListener('abort', onAbort);
    };
    socket.once('error', fail);
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
    if (signal?.aborted) onAbort();
  });
}
