import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { sendClientFile } from './client-api/files.ts';
import { type ClientApi, serveClientApi } from './client-api/serve.ts';
import { snapshot } from './client-api/snapshot.ts';
import { createContainer } from './container/container.ts';
import { runControl } from './control-api/control.ts';
import type { ControlDeps } from './control-api/deps.ts';
import { serveControl } from './control-api/serve.ts';
import { createHosts, type Hosts } from './hosts.ts';
import { serveLogin } from './login/serve.ts';
import { servePlatform } from './platform/serve.ts';
import type { Mapping } from './proxy/origins.ts';
import { type Passage, passRequest, passUpgrade } from './proxy/proxy.ts';
import { createWorld } from './state/world.ts';
import type { Device, Emulator, EmulatorOptions, NetworkMode } from './types.ts';

/** Starts a make-believe DingTalk on one listener: platform, devices and client, told apart by Host. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const world = createWorld(options);
  const sockets = new Set<Duplex>();
  let hosts: Hosts;
  const container = createContainer(world, () => hosts);

  /** Remembers a connection, so that it can be broken when the network goes or the emulator stops. */
  const hold = (socket: Duplex): void => {
    if (sockets.has(socket)) return;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  const ownOrigins = (): string[] => {
    const publicUrl = options.publicUrl?.();
    return [originOf(options.upstream()), ...(publicUrl ? [originOf(publicUrl)] : [])];
  };
  const passage = (userId: string, device: Device): Passage => {
    const mapping: Mapping = {
      upstream: originOf(options.upstream()),
      own: ownOrigins(),
      frame: hosts.frameOrigin(userId, device),
      client: hosts.clientOrigin,
    };
    return { world, mapping, device };
  };
  const setNetwork = (mode: NetworkMode): void => {
    world.network = mode;
    if (mode === 'offline') for (const socket of sockets) socket.destroy();
    world.bus.emit({ kind: 'network', mode });
  };
  const control: ControlDeps = {
    world,
    container,
    state: () => snapshot(world, hosts, { ownOrigins: ownOrigins(), canSendMail: options.onNewMail !== undefined }),
    setNetwork,
    onNewMail: options.onNewMail,
  };
  const api = (): ClientApi => ({ control, hosts });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const destination = hosts.find(request.headers.host);
    switch (destination?.kind) {
      case 'client':
        if (!path.startsWith('/__emulator/')) return sendClientFile(path, hosts.port, response);
        return serveClientApi(api(), path.slice('/__emulator/'.length), request, response);
      case 'device':
        hold(request.socket);
        return passRequest(passage(destination.person.userId, destination.device), request, response);
      case 'platform': {
        if (path.startsWith('/control/')) {
          return serveControl(control, path.slice('/control/'.length), request, response, false);
        }
        if (path.startsWith('/login/')) {
          return serveLogin(world, hosts.platformOrigin, path.slice('/login'.length), request, response);
        }
        const { family, rest } = familyOf(path);
        return servePlatform(world, family, rest, request, response);
      }
    }
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      options.log?.('emulator: a request failed', { error });
      response.destroy();
    });
  });
  // Longer than any client keeps a connection, so that a reused one is never found closed.
  server.keepAliveTimeout = 65_000;
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const destination = hosts.find(request.headers.host);
    if (destination?.kind === 'platform' && /^\/connect(\?|$)/.test(request.url ?? '')) {
      return world.events.stream.upgrade(request, socket, head);
    }
    hold(socket);
    if (destination?.kind !== 'device') return void socket.destroy();
    passUpgrade(passage(destination.person.userId, destination.device), request, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  hosts = createHosts(world.organisation, port);

  return {
    port,
    clientUrl: `${hosts.clientOrigin}/`,
    oapiUrl: `${hosts.platformOrigin}/oapi`,
    apiUrl: `${hosts.platformOrigin}/api`,
    loginUrl: `${hosts.platformOrigin}/login`,
    frameOrigin: hosts.frameOrigin,
    extraSources: () => [hosts.clientOrigin, hosts.clientOrigin.replace('://', '://*.')],
    extraOrigins: () => [hosts.clientOrigin, ...hosts.allFrameOrigins()],
    organisation: world.organisation,
    apps: world.apps,
    switches: world.switches,
    clock: world.clock,
    control: (name, input) => runControl(control, name, input),
    registerApp: (app) => void world.apps.register(app),
    issueAuthCode(userId, appKey) {
      const key = appKey ?? [...world.apps.keys()][0];
      if (key === undefined) throw new RangeError('no app is registered');
      return world.codes.issue(userId, key);
    },
    feed: (userId) => world.notices.cards(userId),
    calls: () => [...world.calls],
    onCard: (listener) => world.bus.on((event) => event.kind === 'card' && listener(event.card)),
    onCall: (listener) => world.bus.on((event) => event.kind === 'call' && listener(event.call)),
    faults: world.faults,
    quota: () => world.quota.used(),
    expireTokens: () => world.tokens.expireAll(),
    setNetwork,
    answer: (userId, device, pageUrl, method, params, pageId) =>
      container(userId, device, pageUrl, method, params, pageId === undefined ? {} : { pageId }).reply,
    async stop() {
      world.events.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await closed;
      await world.memory.flush();
    },
  };
}

/** Which family a path of the platform belongs to: by our prefix, or, for clients that know only a host, by its form. */
function familyOf(path: string): { family: 'old' | 'new'; rest: string } {
  const [, base, rest] = /^\/(oapi|api)(\/.*)$/.exec(path) ?? [];
  if (base) return { family: base === 'oapi' ? 'old' : 'new', rest: rest! };
  return { family: /^\/v\d/.test(path) ? 'new' : 'old', rest: path };
}

const originOf = (url: string): string => new URL(url).origin;
