import type { IncomingMessage, ServerResponse } from 'node:http';
import { devices } from '../bridge/devices.ts';
import type { Container } from '../container/container.ts';
import type { Hosts } from '../hosts.ts';
import type { World } from '../state/world.ts';
import type { Device, FaultKind, FaultRule, NetworkMode } from '../types.ts';
import { sendEvents } from './events.ts';
import { readJson, sendJson } from './http.ts';
import { snapshot } from './snapshot.ts';

/** What the client's API works on. */
export interface ClientApi {
  readonly world: World;
  readonly hosts: Hosts;
  readonly container: Container;
  readonly ownOrigins: () => readonly string[];
  readonly setNetwork: (mode: NetworkMode) => void;
  readonly onNewMail: ((userId: string) => Promise<void>) | undefined;
}

const networkModes: readonly string[] = ['normal', 'slow', 'offline'] satisfies NetworkMode[];
const faultKinds: readonly string[] = [
  'status',
  'errcode',
  'down',
  'hang',
  'cut',
  'slow',
  'page',
  'token',
  'ip',
  'permission',
  'quota',
] satisfies FaultKind[];

/** The API behind the client's page, under `/__emulator/`. Only that page may change anything. */
export async function serveClientApi(
  api: ClientApi,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { world, hosts } = api;
  if (request.method === 'GET') {
    if (path === 'events') return sendEvents(world, response);
    if (path === 'state') {
      const extra = { ownOrigins: api.ownOrigins(), canSendMail: api.onNewMail !== undefined };
      return sendJson(response, 200, snapshot(world, hosts, extra));
    }
    if (path.startsWith('feed/'))
      return sendJson(response, 200, world.notices.cards(decodeURIComponent(path.slice(5))));
    return sendJson(response, 404, {});
  }
  if (request.headers.origin !== hosts.clientOrigin) return sendJson(response, 403, {});
  const body = await readJson(request);
  if (!body) return sendJson(response, 400, {});
  const userId = String(body.userId ?? '');
  const isKnown = world.company.people.some((person) => person.userId === userId);
  switch (`${request.method} ${path}`) {
    case 'POST answer': {
      const device = devices.find((one) => one === body.device) as Device | undefined;
      if (!isKnown || !device) return sendJson(response, 400, {});
      const answer = api.container(userId, device, String(body.pageUrl), String(body.method), body.params);
      return sendJson(response, 200, answer);
    }
    case 'POST read':
      world.notices.markRead(String(body.cardId));
      return sendJson(response, 200, {});
    case 'POST new-mail':
      if (!isKnown || !api.onNewMail) return sendJson(response, 400, {});
      return api.onNewMail(userId).then(
        () => sendJson(response, 200, {}),
        (error: unknown) =>
          sendJson(response, 502, { message: error instanceof Error ? error.message : String(error) }),
      );
    case 'POST network':
      if (!networkModes.includes(String(body.mode))) return sendJson(response, 400, {});
      api.setNetwork(body.mode as NetworkMode);
      return sendJson(response, 200, {});
    case 'POST faults': {
      const rule = readRule(body);
      return rule ? sendJson(response, 200, { id: world.faults.add(rule) }) : sendJson(response, 400, {});
    }
    case 'POST faults/clear':
      world.faults.clear(typeof body.id === 'string' ? body.id : undefined);
      return sendJson(response, 200, {});
    default:
      return sendJson(response, 404, {});
  }
}

function readRule(body: Record<string, unknown>): FaultRule | undefined {
  const kind = String(body.kind);
  const path = String(body.path ?? '');
  if (!faultKinds.includes(kind) || !(path === '*' || /^(\/|jsapi:)/.test(path))) return undefined;
  const number = (name: string) => (typeof body[name] === 'number' ? { [name]: body[name] } : {});
  return {
    path,
    kind: kind as FaultKind,
    ...number('status'),
    ...number('ms'),
    ...number('times'),
    ...(typeof body.code === 'string' ? { code: body.code } : {}),
  };
}
