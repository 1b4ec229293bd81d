import { once } from 'node:events';
import { createServer } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createEgress } from './egress.ts';
import { createWebSocketDoor } from './web-socket.ts';

const never = new AbortController().signal;
const heard = () => {
  const texts: string[] = [];
  const closed = Promise.withResolvers<void>();
  const pong = Promise.withResolvers<void>();
  let closes = 0;
  return {
    texts,
    closed: closed.promise,
    ponged: pong.promise,
    closes: () => closes,
    handlers: {
      onText: (text: string) => void texts.push(text),
      onClose: () => {
        closes += 1;
        closed.resolve();
      },
      onPong: () => pong.resolve(),
    },
  };
};

describe('a WebSocket through the outgoing door', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  function egress(resolver?: Parameters<typeof createEgress>[0]) {
    const made = createEgress(resolver);
    ends.push(() => made.close());
    return made;
  }
  async function serve(options: ConstructorParameters<typeof WebSocketServer>[0] = {}) {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, ...options });
    await once(server, 'listening');
    ends.push(() => {
      for (const client of server.clients) client.terminate();
      server.close();
    });
    return { server, port: (server.address() as AddressInfo).port };
  }

  test('carries text both ways, answers pings, and tells once of the end', async () => {
    const { server, port } = await serve();
    const first = once(server, 'connection') as Promise<[WebSocket, { url: string }]>;
    const ear = heard();
    const door = createWebSocketDoor(egress(), { allowPrivate: true });
    const socket = await door.connect(`ws://127.0.0.1:${port}/connect?ticket=a%2Fb`, ear.handlers, never);
    const [far, request] = await first;
    expect(request.url).toBe('/connect?ticket=a%2Fb');
    const got = once(far, 'message');
    socket.send('鸿雁');
    expect(String((await got)[0])).toBe('鸿雁');
    socket.ping();
    await ear.ponged;
    far.send(Buffer.from([1, 2, 3]));
    far.send('{"a":1}');
    far.close();
    await ear.closed;
    expect(ear.texts).toEqual(['{"a":1}']);
    socket.send('too late');
    socket.ping();
    socket.close();
    expect(ear.closes()).toBe(1);
  });

  test('is cut by a frame that is larger than any event', async () => {
    const { server, port } = await serve();
    const ear = heard();
    server.on('connection', (far) => far.send('x'.repeat((1 << 20) + 1)));
    await createWebSocketDoor(egress(), { allowPrivate: true }).connect(`ws://127.0.0.1:${port}`, ear.handlers, never);
    await ear.closed;
    expect(ear.texts).toEqual([]);
  });

  test.each([
    'ws://127.0.0.1:PORT/',
    'ws://[::1]:PORT/',
    'ws://localhost:PORT/',
    'ws://169.254.169.254/',
    'ws://100.100.100.200/',
    'wss://10.0.0.1/',
    'ws://0.0.0.0:PORT/',
    'ws://2130706433:PORT/',
    'ws://rebinding.test:PORT/',
  ])('does not go to %s when only public addresses are allowed', async (url) => {
    const { server, port } = await serve();
    let dialled = 0;
    server.on('connection', () => {
      dialled += 1;
    });
    const door = createWebSocketDoor(
      egress(async () => [{ address: '127.0.0.1', family: 4 }]),
      { allowPrivate: false },
    );
    await expect(door.connect(url.replace('PORT', String(port)), heard().handlers, never)).rejects.toMatchObject({
      code: 'EGRESS_BLOCKED',
    });
    expect(dialled).toBe(0);
  });

  test.each(['http://127.0.0.1/', 'ws://user:word@127.0.0.1/', 'nonsense', 'file:///etc/passwd'])(
    'refuses the address %s',
    async (url) => {
      const door = createWebSocketDoor(egress(), { allowPrivate: true });
      await expect(door.connect(url, heard().handlers, never)).rejects.toMatchObject({ code: 'EGRESS_BLOCKED' });
    },
  );

  test('asks for an address once, and dials the very one that was vetted', async () => {
    const { port } = await serve();
    const answers = ['127.0.0.1', '127.0.0.2'];
    let asked = 0;
    const resolver = async () => {
      asked += 1;
      return [{ address: answers[Math.min(asked, answers.length) - 1]!, family: 4 }];
    };
    const ear = heard();
    const door = createWebSocketDoor(egress(resolver), { allowPrivate: true });
    const socket = await door.connect(`ws://changing.test:${port}/`, ear.handlers, never);
    expect(asked).toBe(1);
    socket.close();
    await ear.closed;
  });

  test('follows no redirect, and rejects what is no WebSocket', async () => {
    const http = createServer((_request, response) => response.writeHead(302, { location: 'ws://127.0.0.1:1/' }).end());
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    ends.push(() => http.close());
    const ear = heard();
    const door = createWebSocketDoor(egress(), { allowPrivate: true });
    const { port } = http.address() as AddressInfo;
    await expect(door.connect(`ws://127.0.0.1:${port}/`, ear.handlers, never)).rejects.toThrow(/302/);
    expect(ear.closes()).toBe(0);
  });

  test('gives up when it is told to, before and during the handshake', async () => {
    const silent = net.createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    ends.push(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    const door = createWebSocketDoor(egress(), { allowPrivate: true });
    await expect(door.connect(`ws://127.0.0.1:${port}/`, heard().handlers, AbortSignal.abort())).rejects.toThrow();
    const stop = new AbortController();
    const asked = once(silent, 'connection');
    const waiting = door.connect(`ws://127.0.0.1:${port}/`, heard().handlers, stop.signal);
    waiting.catch(() => undefined);
    const [wire] = (await asked) as [net.Socket];
    const gone = once(wire, 'close');
    wire.resume();
    stop.abort();
    await expect(waiting).rejects.toThrow();
    await gone;
  });
});
