import { type Boot, type ConsoleBoot, paths } from '@hongyan/contract';
import { AppError, type CorpId, parseCorpId } from '@hongyan/kit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { isPublicAddress } from '../platform/egress/addresses.ts';
import type { Log } from '../platform/log/types.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import { toErrorBody, toHttpError } from './errors.ts';
import { type ConsoleDoor, createHandler, newRequestId, type OpenRequest, sendJson } from './handler.ts';
import { commonHeaders, dataPolicy } from './headers.ts';
import type { Origins } from './origins.ts';
import type { SessionKeeper } from './sessions.ts';
import type { StaticAnswer, StaticApp } from './static-app.ts';
import type { Route } from './types.ts';

export interface HttpServerDeps {
  readonly routes: readonly Route[];
  readonly sessions: Pick<SessionKeeper, 'find'>;
  readonly origins: Origins;
  readonly staticApp: StaticApp;
  /** What the app's page must know about a corp; undefined: not connected. */
  readonly findApp: (corpId: CorpId) => Promise<{ readonly appKey: string; readonly paused: boolean } | undefined>;
  readonly consoleDoor: ConsoleDoor;
  /** What the console's page must know before anybody has signed in. */
  readonly consoleBoot: () => Promise<Omit<ConsoleBoot, 'version'>>;
  readonly version: string;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly trustedProxies: readonly string[];
  /** Can this process serve? Asked by `/readyz`. */
  readonly isReady: () => Promise<boolean>;
}

export interface HttpServer {
  listen(host: string, port: number): Promise<number>;
  /** Refuses what is new, ends streams, waits for the rest. */
  drain(patienceMs: number): Promise<void>;
  /** For tests: a request without a socket. */
  readonly inject: FastifyInstance['inject'];
}

/** JSON bodies of members: a mail as HTML is the largest. */
const maxBodyBytes = 4 * 1024 * 1024;
const operations = new Set(['/healthz', '/readyz', '/metrics']);

export function createHttpServer(deps: HttpServerDeps): HttpServer {
  const open = new Set<OpenRequest>();
  let draining = false;
  const app = fastify({
    logger: false,
    trustProxy: deps.trustedProxies.length > 0 ? [...deps.trustedProxies] : false,
    bodyLimit: maxBodyBytes,
    genReqId: newRequestId,
    // A phone may need minutes for a large attachment; headers have 60 s (Node's default).
    requestTimeout: 600_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 2_048, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  // Validation is our own: see validation.ts.
  app.setValidatorCompiler(() => () => true);

  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const origin = deps.origins.ofHost(request.host);
    reply.headers(commonHeaders(origin?.startsWith('https:') === true)).header('x-request-id', request.id);
    if (!origin && !operations.has(path)) throw new AppError('request.unknown_host');
    if (draining && !operations.has(path)) throw new AppError('internal.unavailable', { retryAfterMs: 2_000 });
  });
  app.addHook('onResponse', async (request, reply) => {
    deps.metrics.observeRequest(
      request.method,
      request.routeOptions.url ?? 'unknown',
      reply.statusCode,
      reply.elapsedTime,
    );
  });
  app.setErrorHandler((thrown, request, reply) => fail(thrown, request, reply));
  app.setNotFoundHandler((request, reply) => fail(new AppError('request.not_found'), request, reply));

  function fail(thrown: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
    const error = toHttpError(thrown);
    const where = {
      requestId: request.id,
      route: `${request.method} ${request.routeOptions.url ?? ''}`,
      code: error.code,
    };
    if (hasLeft(thrown, reply)) deps.log.debug('a caller left before the answer', where);
    else if (error.status >= 500) deps.log.error('a request failed', { ...where, error: error.cause ?? error });
    // The detail is for whoever asked: it may repeat what they typed.
    else deps.log.debug('a request was refused', where);
    if (error.retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(error.retryAfterMs / 1000)));
    // A body that nobody read would be taken for the next request.
    if (error.status === 413) reply.header('connection', 'close');
    reply.code(error.status).header('cache-control', 'no-store');
    return sendJson(toErrorBody(error, request.id), request, reply);
  }

  const handlerDeps = {
    sessions: deps.sessions,
    consoleDoor: deps.consoleDoor,
    isPaused: async (corpId: CorpId) => (await deps.findApp(corpId))?.paused === true,
    origins: deps.origins,
    log: deps.log,
    open,
  };
  for (const route of deps.routes.filter(({ raw }) => !raw)) {
    app.route({ method: route.method, url: route.url, handler: createHandler(route, handlerDeps) });
  }
  app.register(async (rawScope) => {
    rawScope.removeAllContentTypeParsers();
    rawScope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const route of deps.routes.filter(({ raw }) => raw))
      rawScope.route({
        method: route.method,
        url: route.url,
        bodyLimit: route.raw?.maxBytes ?? 0,
        handler: createHandler(route, handlerDeps),
      });
  });
  addAppRoutes(app, deps);
  addConsolePage(app, deps);
  addOperationRoutes(app, deps, () => draining);

  return {
    inject: app.inject.bind(app),
    async listen(host, port) {
      await app.listen({ host, port });
      const address = app.server.address();
      return typeof address === 'object' && address ? address.port : port;
    },
    async drain(patienceMs) {
      draining = true;
      for (const request of open) if (request.streaming) request.controller.abort();
      const closed = app.close();
      const late = setTimeout(() => {
        for (const request of open) request.controller.abort();
        app.server.closeAllConnections();
      }, patienceMs);
      await closed;
      clearTimeout(late);
    },
  };
}

/** What was given up because nobody waits for it any more. */
const hasLeft = (thrown: unknown, reply: FastifyReply): boolean =>
  reply.raw.destroyed && (thrown as Partial<Error> | undefined)?.name === 'AbortError';

const acceptOf = (request: FastifyRequest) => String(request.headers['accept-encoding'] ?? '');
const send = (reply: FastifyReply, answer: StaticAnswer) => reply.headers(answer.headers).send(answer.body);

/** One page for every address of the console: it finds its own way from there. */
function addConsolePage(app: FastifyInstance, deps: HttpServerDeps): void {
  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    const boot = { version: deps.version, ...(await deps.consoleBoot()) };
    return send(reply, await deps.staticApp.consolePage(boot, acceptOf(request)));
  };
  app.get(paths.admin, page);
  app.get(`${paths.admin}/*`, page);
}

function addAppRoutes(app: FastifyInstance, deps: HttpServerDeps): void {
  app.get('/', async (_request, reply) => reply.redirect(paths.app, 302));
  app.get(paths.app.slice(0, -1), async (request, reply) =>
    reply.redirect(`${paths.app}${request.url.slice(paths.app.length - 1)}`, 302),
  );
  app.get(paths.app, async (request, reply) =>
    send(reply, await deps.staticApp.page(await bootOf(request, deps), acceptOf(request))),
  );
  app.get(paths.mailFrame, async (request, reply) =>
    send(reply, await deps.staticApp.mailFrame(deps.origins.ofHost(request.host) ?? '', acceptOf(request))),
  );
  app.get(`${paths.app}*`, async (request, reply) => {
    const file = await deps.staticApp.file((request.params as { '*': string })['*'], acceptOf(request));
    if (!file) throw new AppError('request.not_found');
    return send(reply, file);
  });
}

async function bootOf(request: FastifyRequest, deps: HttpServerDeps): Promise<Boot> {
  const common = { appName: '企业邮箱', version: deps.version };
  const asked = (request.query as Record<string, unknown>).corpId;
  if (asked === undefined || asked === '') return { ...common, problem: 'corp_missing' };
  const corpId = parseCorpId(asked);
  const found = corpId && (await deps.findApp(corpId));
  return found
    ? { ...common, corpId, clientId: found.appKey, canScan: !found.paused }
    : { ...common, problem: 'corp_unknown' };
}

function addOperationRoutes(app: FastifyInstance, deps: HttpServerDeps, isDraining: () => boolean): void {
  const plain = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': dataPolicy,
  };
  app.get('/healthz', async (_request, reply) => reply.headers(plain).send(`hongyan ${deps.version}\n`));
  app.get('/readyz', async (_request, reply) => {
    const ready = !isDraining() && (await deps.isReady().catch(() => false));
    return reply
      .code(ready ? 200 : 503)
      .headers(plain)
      .send(ready ? 'ready\n' : 'not ready\n');
  });
  app.get('/metrics', async (request, reply) => {
    // For the operator's own network. What came through a proxy that we were not told of is not from there.
    const forwarded = deps.trustedProxies.length === 0 && request.headers['x-forwarded-for'] !== undefined;
    if (forwarded || !isPrivate(request.ip)) throw new AppError('request.not_found');
    return reply
      .headers(plain)
      .header('content-type', deps.metrics.contentType)
      .send(await deps.metrics.text());
  });
}

const isPrivate = (address: string): boolean => !isPublicAddress(address);
