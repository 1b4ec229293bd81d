import net from 'node:net';
import type { Duplex } from 'node:stream';
import { createLookup, type Resolver, vetLiteral } from './resolve.ts';
import { raiseTls } from './tls.ts';
import type { DialTarget } from './types.ts';

/** NAT gateways forget a silent connection after a minute or so: speak up before that. */
const keepAliveMs = 45_000;

export async function dial(resolver: Resolver, target: DialTarget): Promise<Duplex> {
  vetLiteral(target.host, target);
  const socket = await connect(resolver, target);
  if (!target.tls) return socket;
  return raiseTls(socket, target);
}

function connect(resolver: Resolver, target: DialTarget): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    target.signal?.throwIfAborted();
    const socket = net.connect({
      host: target.host.replace(/^\[(.*)\]$/, '$1'),
      port: target.port,
      lookup: createLookup(resolver, target),
      keepAlive: true,
      keepAliveInitialDelay: keepAliveMs,
      noDelay: true,
    });
    const fail = (error: Error) => {
      clean();
      socket.destroy();
      reject(error);
    };
    const abort = () => fail(target.signal?.reason instanceof Error ? target.signal.reason : new Error('aborted'));
    const timer = setTimeout(
      () => fail(Object.assign(new Error('connection timed out'), { code: 'ETIMEDOUT' })),
      target.connectTimeoutMs ?? 15_000,
    );
    function clean() {
      clearTimeout(timer);
      socket.off('error', fail);
      target.signal?.removeEventListener('abort', abort);
    }
    socket.once('error', fail);
    target.signal?.addEventListener('abort', abort, { once: true });
    socket.once('connect', () => {
      clean();
      resolve(socket);
    });
  });
}
