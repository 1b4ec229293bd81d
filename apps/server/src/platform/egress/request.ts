import { Agent, type Dispatcher, request as send } from 'undici';
import { createLookup, EgressError, type Resolver, vetLiteral } from './resolve.ts';
import type { EgressPolicy, HttpAnswer, HttpRequest } from './types.ts';

/** Connections are kept apart by policy: one that was opened to a private address must not serve a caller who may not go there. */
export interface HttpDoor {
  request(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export function createHttpDoor(resolver: Resolver): HttpDoor {
  const agents = {
    open: createAgent(resolver, { allowPrivate: true }),
    shut: createAgent(resolver, { allowPrivate: false }),
  };
  return {
    async request(request) {
      const late = AbortSignal.timeout(request.timeoutMs);
      const signal = request.signal ? AbortSignal.any([request.signal, late]) : late;
      try {
        return await follow(request.allowPrivate ? agents.open : agents.shut, request, signal);
      } catch (error) {
        if (late.aborted) throw new EgressError('EGRESS_TIMEOUT', `no whole answer within ${request.timeoutMs} ms`);
        throw error;
      }
    },
    close: async () => {
      await Promise.all([agents.open.destroy(), agents.shut.destroy()]);
    },
  };
}

const createAgent = (resolver: Resolver, policy: EgressPolicy): Agent =>
  new Agent({
    connect: {
      lookup: createLookup(resolver, policy),
      timeout: 10_000,
      keepAlive: true,
      keepAliveInitialDelay: 45_000,
    },
    keepAliveTimeout: 30_000,
    keepAliveMaxTimeout: 45_000,
    connections: 64,
    maxHeaderSize: 32_768,
  });

async function follow(agent: Dispatcher, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  let { method, body } = request;
  let headers = { ...request.headers };
  let url = parseUrl(request.url);
  for (let left = request.maxRedirects ?? 0; ; left -= 1) {
    vetLiteral(url.hostname, request);
    const answer = await send(url, { method, headers, body: body ?? null, signal, dispatcher: agent });
    const to = redirectOf(answer.statusCode, answer.headers.location, url);
    if (!to || request.maxRedirects === undefined || request.maxRedirects === 0) {
      return {
        status: answer.statusCode,
        headers: flatten(answer.headers),
        body: await readBody(answer.body, request.maxBytes),
      };
    }
    await answer.body.dump({ limit: 16_384 });
    if (left <= 0) throw new EgressError('EGRESS_REDIRECT', 'too many redirects');
    // RFC 9110 §15.4: 303 always, 301 and 302 by custom, turn into a GET without a body.
    if (answer.statusCode === 303 || ((answer.statusCode === 301 || answer.statusCode === 302) && method === 'POST')) {
      method = 'GET';
      body = undefined;
      headers = without(headers, /^content-/i);
    }
    if (to.origin !== url.origin) headers = without(headers, /^(authorization|cookie|x-acs-)/i);
    url = to;
  }
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A user in the address is how one host is made to look like another.
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new EgressError('EGRESS_BLOCKED', 'only plain http and https addresses');
  return url;
}

function redirectOf(status: number, location: string | string[] | undefined, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || typeof location !== 'string') return undefined;
  return parseUrl(URL.canParse(location, from.href) ? new URL(location, from.href).href : '');
}

const without = (headers: Record<string, string>, names: RegExp): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.test(name)));

const flatten = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );

async function readBody(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      body.destroy();
      throw new EgressError('EGRESS_TOO_LARGE', `the answer is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
