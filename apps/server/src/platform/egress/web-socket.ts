import type { Duplex } from 'node:stream';
import WebSocket from 'ws';
import { EgressError } from './resolve.ts';
import type { Egress, EgressPolicy } from './types.ts';

/** What a caller hears of its connection. */
interface Handlers {
  onText(text: string): void;
  /** Once, however it ended. */
  onClose(): void;
  onPong(): void;
}

/** A WebSocket client: shaped as the DingTalk client wants it. */
export interface WebSocketDoor {
  /** Rejects when no connection came about. Text frames only. */
  connect(
    url: string,
    handlers: Handlers,
    signal: AbortSignal,
  ): Promise<{ send(text: string): void; ping(): void; close(): void }>;
}

const maxPayload = 1 << 20;
const handshakeMs = 15_000;
/** How long the other side may take to say goodbye. */
const closeMs = 1_000;

/** WebSockets through the one outgoing door: the address that it vets is the address that is dialled. */
export function createWebSocketDoor(egress: Pick<Egress, 'dial'>, policy: EgressPolicy): WebSocketDoor {
  return {
    async connect(address, handlers, signal) {
      const url = parse(address);
      const secure = url.protocol === 'wss:';
      const wire = await egress.dial({
        ...policy,
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: Number(url.port) || (secure ? 443 : 80),
        tls: secure,
        tlsMode: 'modern',
        connectTimeoutMs: handshakeMs,
        signal,
      });
      return upgrade(url, wire, handlers, signal);
    },
  };
}

function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['ws:', 'wss:'].includes(url.protocol) || url.username || url.password)
    throw new EgressError('EGRESS_BLOCKED', 'only plain ws and wss addresses');
  return url;
}

function upgrade(
  url: URL,
  wire: Duplex,
  handlers: Handlers,
  signal: AbortSignal,
): ReturnType<WebSocketDoor['connect']> {
  // The connection is there already, TLS included: the library only speaks over it.
  const options: WebSocket.ClientOptions & { closeTimeout: number } = {
    createConnection: (() => wire) as never,
    followRedirects: false,
    perMessageDeflate: false,
    handshakeTimeout: handshakeMs,
    closeTimeout: closeMs,
    maxPayload,
  };
  const socket = new WebSocket(url, options);
  return new Promise((resolve, reject) => {
    let opened = false;
    let failure: Error | undefined;
    const abort = () => socket.terminate();
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', (error) => {
      failure ??= error;
    });
    socket.on('close', () => {
      signal.removeEventListener('abort', abort);
      wire.destroy();
      if (opened) handlers.onClose();
      else reject(failure ?? new Error('the WebSocket was closed before it was open'));
    });
    socket.on('message', (data, isBinary) => {
      if (!isBinary) handlers.onText(data.toString());
    });
    socket.on('pong', () => handlers.onPong());
    socket.on('open', () => {
      opened = true;
      signal.removeEventListener('abort', abort);
      resolve({
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(text, () => undefined);
        },
        ping: () => {
          if (socket.readyState === WebSocket.OPEN) socket.ping(undefined, undefined, () => undefined);
        },
        close: () => socket.close(1000),
      });
    });
    if (signal.aborted) abort();
  });
}
