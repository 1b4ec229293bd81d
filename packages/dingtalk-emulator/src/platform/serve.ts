import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../state/world.ts';
import { addressOf } from './address.ts';
import { readBody } from './body.ts';
import { says } from './call.ts';
import { decide } from './decide.ts';
import { type Asked, type Ended, endedWith, record } from './draft.ts';
import { type Answer, inForm } from './errors.ts';
import { blockJson, blockPage } from './inject.ts';
import { rules } from './rules.ts';

const maxBody = 4 << 20;
/** §3.3: files have at most 20 MB. */
const maxUpload = 21 << 20;

/** Serves one call of the platform. `path` has lost the prefix that tells the families apart. */
export async function servePlatform(
  world: World,
  family: 'old' | 'new',
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const ip = addressOf(request);
  const isOpen = world.firewall.passes(ip);
  const raw = await readBody(request, path === '/media/upload' ? maxUpload : maxBody);
  if (!raw) return void response.destroy();
  const asked: Asked = {
    family,
    path,
    request,
    query: new URL(request.url ?? '/', 'http://x').searchParams,
    raw,
    type: request.headers['content-type'] ?? '',
    ip,
    receivedAt: world.clock.now(),
  };
  const fault = isOpen ? world.faults.take(path) : undefined;
  const finish = (ended: Ended, appKey = '') => record(world, asked, fault, appKey, ended);

  if (!isOpen) {
    const wantsJson = (request.headers.accept ?? '').includes('application/json');
    return sendBlock(wantsJson ? 200 : 405, wantsJson, response, (ended) => finish({ ...ended, rule: rules.blocked }));
  }
  if (fault?.kind === 'down' || fault?.kind === 'hang') {
    const about = fault.kind === 'hang' ? says('没有回答', 'No answer') : says('连接断开', 'Connection broken');
    finish({ status: 0, code: '', about });
    return fault.kind === 'down' ? void response.destroy() : undefined;
  }
  if (fault?.kind === 'page' || fault?.kind === 'status') {
    const isJson = fault.kind === 'page' && fault.code === '1111';
    const usual = fault.kind === 'status' ? 504 : isJson ? 200 : 405;
    return sendBlock(fault.status ?? usual, isJson, response, finish);
  }
  if (fault?.kind === 'slow') await world.clock.sleep(fault.ms ?? 3500);

  const { answer, appKey, spent, ...outcome } = await decide(world, asked, fault);
  const body = Buffer.from(answer.text?.body ?? JSON.stringify(inForm(answer.json, world.switches.gatewayForm)));
  const ended = endedWith(answer, outcome, spent);
  if (fault?.kind === 'cut') {
    const { zh, en } = outcome.about;
    finish({ ...ended, about: says(`${zh}，回答断在中途`, `${en}, answer cut`) }, appKey);
    response.writeHead(answer.status, headersOf(answer, family, body));
    return void response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  }
  finish({ ...ended, answer: body }, appKey);
  response.writeHead(answer.status, headersOf(answer, family, body)).end(body);
}

const headersOf = (answer: Answer, family: 'old' | 'new', body: Buffer) => ({
  'content-type': answer.text?.type ?? (family === 'old' ? 'application/json;charset=utf-8' : 'application/json'),
  'content-length': body.length,
});

/** What an address that is shut out is shown, whichever call it made. */
function sendBlock(status: number, isJson: boolean, response: ServerResponse, finish: (ended: Ended) => void): void {
  const body = Buffer.from(isJson ? blockJson(randomUUID()) : blockPage);
  const about = says('防火墙或网关的页面', 'A page of the gateway');
  finish({ status, code: isJson ? '1111' : String(status), about, answer: body });
  const type = isJson ? 'application/json' : 'text/html; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': body.length }).end(body);
}
