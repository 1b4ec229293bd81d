import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJson, sendJson } from '../client-api/http.ts';
import { isControlName, runControl } from './control.ts';
import type { ControlDeps } from './deps.ts';
import { ControlRefusal } from './input.ts';

/**
 * The control API over HTTP, for whoever may. On the platform's host a browser's request is refused, so that no page of
 * another site can change the make-believe organisation (`isPage`: the client's own page has been recognised already).
 */
export async function serveControl(
  deps: ControlDeps,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  isPage: boolean,
): Promise<void> {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (!isPage && (origin !== undefined || site !== undefined))
    return sendJson(response, 403, {
      message: '控制接口不接受网页的请求',
      en: 'The control API takes no requests of pages',
    });
  if (request.method === 'GET' && name === 'state') return sendJson(response, 200, deps.state());
  if (!isControlName(name))
    return sendJson(response, 404, { message: `没有命令 ${name}`, en: `There is no command ${name}` });
  if (request.method !== 'POST') return sendJson(response, 405, { message: '须用 POST', en: 'Use POST' });
  const input = await readJson(request);
  try {
    sendJson(response, 200, await runControl(deps, name, input));
  } catch (error) {
    if (!(error instanceof ControlRefusal)) throw error;
    sendJson(response, error.status, { message: error.message, en: error.en });
  }
}
