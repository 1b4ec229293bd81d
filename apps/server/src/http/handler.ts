import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { AppError, type CorpId } from '@hongyan/kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../platform/log/types.ts';
import type { ConsoleSessions } from './console-sessions.ts';
import { checkOwnPage, corpOf } from './csrf.ts';
import { dataPolicy } from './headers.ts';
import type { Origins } from './origins.ts';
import type { SessionKeeper } from './sessions.ts';
import { type ConsolePrincipal, JsonAnswer, type Principal, RawAnswer, type Route } from './types.ts';
import { createBodyValidator, createTextValidator } from './validation.ts';

const compress = promisify(brotliCompress);

/** What handling one route needs. */
export interface HandlerDeps {
  readonly sessions: Pick<SessionKeeper, 'find'>;
  readonly consoleDoor: ConsoleDoor;
  /** Nobody of a paused corp is served; their sessions stay. */
  readonly isPaused: (corpId: CorpId) => Promise<boolean>;
  readonly origins: Origins;
  readonly log: Log;
  /** Requests that are open: streams among them are ended when the server drains. */
  readonly open: Set<OpenRequest>;
}
/** Who may use the console, and from where. */
export interface ConsoleDoor extends Pick<ConsoleSessions, 'find'> {
  /** Throws `session.address_refused` where an allow-list leaves the address out. */
  admit(principal: ConsolePrincipal, address: string): Promise<void>;
}
export interface OpenRequest {
  readonly controller: AbortController;
  streaming: boolean;
}

/** One line of the route table as the web server wants it. */
export function createHandler(route: Route, deps: HandlerDeps) {
  const checkParams = route.params && createTextValidator(route.params, 'params');
  const checkQuery = route.query && createTextValidator(route.query, 'query');
  const checkBody = route.body && createBodyValidator(route.body);
  const changes = route.method !== 'GET';

  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const headers = request.headers as Readonly<Record<string, string | undefined>>;
    if (changes && !route.foreign) checkOwnPage(headers, deps.origins.ofHost(request.host), deps.origins);
    const principal = await authenticate(route, headers, request.ip, deps);
    const open: OpenRequest = { controller: new AbortController(), streaming: false };
    deps.open.add(open);
    reply.raw.once('close', () => {
      deps.open.delete(open);
      if (!reply.raw.writableFinished) open.controller.abort();
    });
    const answer = await route.handler({
      principal,
      params: checkParams?.(request.params),
      query: checkQuery?.(request.query),
      body: checkBody?.(request.body ?? undefined),
      ...(route.raw
        ? { stream: limit(request.body as AsyncIterable<Uint8Array> | undefined, route.raw.maxBytes) }
        : {}),
      headers,
      remoteAddress: request.ip,
      signal: open.controller.signal,
      log: deps.log.child({
        requestId: request.id,
        route: `${route.method} ${route.url}`,
        corpId: corpOfPrincipal(principal),
      }),
    });
    return respond(answer, request, reply, open);
  };
}

export const newRequestId = (): string => randomUUID();

async function authenticate(
  route: Route,
  headers: Readonly<Record<string, string | undefined>>,
  address: string,
  { sessions, consoleDoor, isPaused }: HandlerDeps,
): Promise<Principal | ConsolePrincipal | undefined> {
  if (route.auth === 'none' || route.auth === 'signed') return undefined;
  if (route.auth === 'admin') {
    const manager = await consoleDoor.find(headers);
    if (!manager) throw new AppError('session.console_required');
    await consoleDoor.admit(manager, address);
    return manager;
  }
  const corpId = corpOf(headers);
  const principal = corpId && (await sessions.find(corpId, headers));
  if (!principal) throw new AppError('session.required');
  if (await isPaused(corpId)) throw new AppError('session.paused');
  return principal;
}

const corpOfPrincipal = (principal: Principal | ConsolePrincipal | undefined): CorpId | undefined =>
  principal && 'corpId' in principal ? principal.corpId : undefined;

async function* limit(body: AsyncIterable<Uint8Array> | undefined, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AppError('request.too_large');
    yield chunk;
  }
}

async function respond(
  answer: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  open: OpenRequest,
): Promise<unknown> {
  if (answer instanceof RawAnswer) {
    // What the feature did not say is said the safe way.
    reply.code(answer.status).headers({ ...rawDefaults, ...answer.headers });
    if (typeof answer.body === 'string' || answer.body instanceof Uint8Array) return reply.send(asBuffer(answer.body));
    if (request.method === 'HEAD') return reply.send();
    open.streaming = true;
    return reply.send(Readable.from(answer.body, { objectMode: false }));
  }
  reply.header('cache-control', 'no-store');
  if (answer instanceof JsonAnswer) {
    reply.code(answer.status);
    for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
    return sendJson(answer.value, request, reply);
  }
  if (answer === undefined) return reply.code(204).send();
  return sendJson(answer, request, reply);
}

const rawDefaults = { 'cache-control': 'no-store', 'content-security-policy': dataPolicy };

const asBuffer = (body: string | Uint8Array): Buffer =>
  typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);

/** A list of mails shrinks to a fifth; level 4 costs under a millisecond and runs off the main thread. */
const worthCompressing = 1_400;

export async function sendJson(value: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  reply
    .header('content-type', 'application/json; charset=utf-8')
    .header('content-security-policy', dataPolicy)
    .header('cross-origin-resource-policy', 'same-origin');
  const text = Buffer.from(JSON.stringify(value) ?? 'null');
  if (text.length < worthCompressing || !/\bbr\b/.test(String(request.headers['accept-encoding'] ?? '')))
    return reply.send(text);
  const small = await compress(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  return reply.header('content-encoding', 'br').header('vary', 'accept-encoding').send(small);
}
