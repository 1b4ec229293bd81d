import type { IncomingMessage, ServerResponse } from 'node:http';
import { runControl } from '../control-api/control.ts';
import type { ControlDeps } from '../control-api/deps.ts';
import { ControlRefusal } from '../control-api/input.ts';
import { serveControl } from '../control-api/serve.ts';
import type { Hosts } from '../hosts.ts';
import { sendEvents } from './events.ts';
import { readJson, sendJson } from './http.ts';
import { sendMedium } from './media.ts';
import { findPeople } from './people.ts';

/** What the client's API works on. */
export interface ClientApi {
  readonly control: ControlDeps;
  readonly hosts: Hosts;
}

/** The API behind the client's page, under `/__emulator/`. Only that page may change anything. */
export async function serveClientApi(
  api: ClientApi,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { hosts, control } = api;
  const { world } = control;
  if (request.method === 'GET') {
    const query = new URL(request.url ?? '/', 'http://x').searchParams;
    if (path === 'events') return sendEvents(world, response);
    if (path === 'state' || path === 'control/state') {
      return sendJson(response, 200, control.state());
    }
    if (path === 'people') return sendJson(response, 200, findPeople(world, hosts, query));
    if (path.startsWith('media/')) return sendMedium(world, path.slice('media/'.length), response);
    if (path.startsWith('feed/'))
      return sendJson(response, 200, world.notices.cards(decodeURIComponent(path.slice(5))));
    return sendJson(response, 404, {});
  }
  if (request.headers.origin !== hosts.clientOrigin) return sendJson(response, 403, {});
  if (path.startsWith('control/')) return serveControl(control, path.slice('control/'.length), request, response, true);
  const name = Object.hasOwn(shortNames, path) ? shortNames[path as keyof typeof shortNames] : undefined;
  if (!name || request.method !== 'POST') return sendJson(response, 404, {});
  try {
    sendJson(response, 200, await runControl(control, name, await readJson(request)));
  } catch (error) {
    if (!(error instanceof ControlRefusal)) throw error;
    sendJson(response, error.status, { message: error.message, en: error.en });
  }
}

/** What a person does on a device has a short name too. */
const shortNames = {
  answer: 'answer',
  read: 'notices/read',
  'new-mail': 'mail/new',
  network: 'network/set',
  faults: 'faults/add',
  'faults/clear': 'faults/clear',
} as const;
