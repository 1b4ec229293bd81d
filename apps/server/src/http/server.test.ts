import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { AppError, type CorpId, systemClock } from '@hongyan/kit';
import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHttp, type TestHttp, testHost, testOrigin } from './testing.ts';
import { JsonAnswer, RawAnswer, type Route, route } from './types.ts';

const corpId = 'dinghttp01' as CorpId;
const aborted: string[] = [];

const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/api/v1/me',
    auth: 'member',
    handler: async ({ principal }) => ({ corpId: principal.corpId }),
  }),
  route({ method: 'GET', url: '/api/v1/admin', auth: 'admin', handler: async () => ({ ok: true }) }),
  route({
    method: 'GET',
    url: '/api/v1/list/:id',
    auth: 'none',
    params: Type.Object({ id: Type.String() }),
    query: Type.Object(
      { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })) },
      { additionalProperties: false },
    ),
    handler: async ({ params, query }) => ({ id: params.id, limit: query.limit ?? null }),
  }),
  ...(['POST', 'PUT', 'DELETE'] as const).map((method) =>
    route({ method, url: '/api/v1/change', auth: 'none', handler: async () => ({ changed: true }) }),
  ),
  route({
    method: 'POST',
    url: '/api/v1/body',
    auth: 'none',
    body: Type.Object({ n: Type.Integer() }, { additionalProperties: false }),
    handler: async ({ body }) => body,
  }),
  route({
    method: 'POST',
    url: '/hook',
    auth: 'none',
    foreign: true,
    handler: async () => new RawAnswer(200, { 'content-type': 'text/plain' }, 'success'),
  }),
  route({
    method: 'POST',
    url: '/api/v1/raw',
    auth: 'none',
    raw: { maxBytes: 1_000 },
    handler: async ({ stream }) => {
      let size = 0;
      for await (const chunk of stream ?? []) size += chunk.byteLength;
      return { size };
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/own',
    auth: 'none',
    handler: async () => new RawAnswer(200, { 'cache-control': 'private, max-age=60' }, 'x'),
  }),
  route({ method: 'GET', url: '/api/v1/empty', auth: 'none', handler: async () => undefined }),
  route({
    method: 'GET',
    url: '/api/v1/cookie',
    auth: 'none',
    handler: async () => new JsonAnswer(201, { 'set-cookie': ['a=1', 'b=2'] }, { made: true }),
  }),
  route({ method: 'GET', url: '/api/v1/big', auth: 'none', handler: async () => ({ text: '邮件'.repeat(2_000) }) }),
  route({
    method: 'GET',
    url: '/api/v1/boom',
    auth: 'none',
    handler: async () => {
      throw new Error('canary-secret in a message');
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/later',
    auth: 'none',
    handler: async () => {
      throw new AppError('mail.throttled', { retryAfterMs: 1_500, detail: 'slow down' });
    },
  }),
  route({
    method: 'GET',
    url: '/api/v1/live',
    auth: 'none',
    handler: async ({ signal }) =>
      new RawAnswer(
        200,
        { 'content-type': 'text/event-stream' },
        (async function* () {
          yield 'data: {"kind":"hello"}\n\n';
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
          aborted.push('live');
        })(),
      ),
  }),
];

describe('web server', () => {
  let folder: string;
  let one: TestHttp;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hy-web-'));
    await mkdir(path.join(folder, 'assets'));
    await writeFile(
      path.join(folder, 'index.html'),
      '<!doctype html><script type="application/json" id="hongyan-boot">{}</script><script type="module" src="/static/dingding/assets/a-1.js"></script>',
    );
    await writeFile(
      path.join(folder, 'admin.html'),
      '<!doctype html><title>console</title><script type="application/json" id="hongyan-boot">{}</script>',
    );
    await writeFile(path.join(folder, 'mail-frame.html'), '<!doctype html><script>let a = 1;</script>');
    await writeFile(path.join(folder, 'assets', 'a-1.js'), `export const a = ${JSON.stringify('x'.repeat(3_000))};`);
    await writeFile(path.join(folder, 'secret.map'), '{}');
    one = await openTestHttp({ routes, clock: systemClock, webFolder: folder });
  });
  afterAll(async () => {
    await one.close();
    await rm(folder, { recursive: true });
  });
  const ask = (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD',
    url: string,
    headers: Record<string, string> = {},
    payload?: string | object,
  ) =>
    one.http.inject({
      method,
      url,
      headers: { host: testHost, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
  const page = { origin: testOrigin, 'x-hongyan': corpId };

  describe('who may ask', () => {
    test('answers 421 to a host that is not ours, on every kind of address', async () => {
      for (const url of ['/api/v1/me', '/static/dingding/', '/', '/hook'])
        for (const host of ['evil.test', `${testHost}:8443`, 'second.test', `${testHost}.evil.test`, '169.254.1.1'])
          expect((await ask('GET', url, { host })).statusCode, `${host}${url}`).toBe(421);
      expect((await ask('GET', '/api/v1/empty', { host: 'second.test:8080' })).statusCode).toBe(204);
      expect((await ask('GET', '/api/v1/empty', { host: `${testHost}:443` })).statusCode).toBe(204);
    });

    test('does not believe X-Forwarded-Host from anyone', async () => {
      expect((await ask('GET', '/api/v1/empty', { host: 'evil.test', 'x-forwarded-host': testHost })).statusCode).toBe(
        421,
      );
    });

    test('asks for a session where the table says so', async () => {
      expect((await ask('GET', '/api/v1/me')).statusCode).toBe(401);
      expect(
        (await ask('GET', '/api/v1/me', { 'x-hongyan': corpId, authorization: `Bearer ${'a'.repeat(43)}` })).statusCode,
      ).toBe(401);
      const headers = await one.signIn(corpId);
      expect((await ask('GET', '/api/v1/me', headers)).json()).toEqual({ corpId });
    });

    test('takes no session without the page’s header, nor for the corp that another header names', async () => {
      const { 'x-hongyan': _, ...bare } = await one.signIn(corpId);
      expect((await ask('GET', '/api/v1/me', bare)).statusCode).toBe(401);
      expect((await ask('GET', '/api/v1/me', { ...bare, 'x-hongyan': 'dinghttp02' })).statusCode).toBe(401);
    });

    test('opens the console’s routes to a session of the console, and never to a member’s, administrator or not', async () => {
      for (const isAdmin of [false, true])
        expect((await ask('GET', '/api/v1/admin', await one.signIn(corpId, { isAdmin }))).statusCode).toBe(401);
      const { setCookie } = await one.console.start({ kind: 'operator' });
      const cookie = setCookie.split(';')[0] ?? '';
      expect((await ask('GET', '/api/v1/admin', { cookie })).statusCode).toBe(200);
      expect((await ask('GET', '/api/v1/me', { cookie, 'x-hongyan': corpId })).statusCode).toBe(401);
    });

    test('serves nobody of a paused corp, and says why', async () => {
      const session = await one.signIn(corpId);
      one.paused.add(corpId);
      const answer = await ask('GET', '/api/v1/me', session);
      one.paused.delete(corpId);
      expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'session.paused']);
      expect((await ask('GET', '/api/v1/me', session)).statusCode).toBe(200);
    });
  });

  describe('forged changes', () => {
    const forgeries: readonly [string, Record<string, string>][] = [
      ['no origin, no header', {}],
      ['no origin', { 'x-hongyan': corpId }],
      ['no header', { origin: testOrigin }],
      ['a foreign origin', { ...page, origin: 'https://evil.test' }],
      ['an opaque origin', { ...page, origin: 'null' }],
      ['plain http', { ...page, origin: `http://${testHost}` }],
      ['another port', { ...page, origin: `${testOrigin}:444` }],
      ['a name that ends like ours', { ...page, origin: `https://x${testHost}` }],
      ['another of our own hosts', { ...page, origin: 'http://second.test:8080' }],
      ['a header that names no corp', { ...page, 'x-hongyan': '?' }],
      ['a simple form', { origin: 'https://evil.test', 'content-type': 'application/x-www-form-urlencoded' }],
      ['plain text', { origin: 'https://evil.test', 'content-type': 'text/plain' }],
    ];
    test.each(forgeries)('are refused: %s', async (_, headers) => {
      for (const method of ['POST', 'PUT', 'DELETE'] as const) {
        const answer = await ask(method, '/api/v1/change', headers, headers['content-type'] ? 'a=b' : undefined);
        expect([400, 403], `${method} ${answer.statusCode}`).toContain(answer.statusCode);
      }
    });

    test('are told from changes of our own page', async () => {
      for (const method of ['POST', 'PUT', 'DELETE'] as const)
        expect((await ask(method, '/api/v1/change', page)).json()).toEqual({ changed: true });
    });

    test('do not concern what comes from outside by design', async () => {
      expect((await ask('POST', '/hook', {}, { encrypt: 'x' })).body).toBe('success');
    });
  });

  describe('what may be said', () => {
    test('reads numbers out of an address, and refuses what does not fit', async () => {
      expect((await ask('GET', '/api/v1/list/a%2Fb?limit=5')).json()).toEqual({ id: 'a/b', limit: 5 });
      for (const query of ['limit=0', 'limit=10', 'limit=x', 'other=1']) {
        const answer = await ask('GET', `/api/v1/list/a?${query}`);
        expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'request.invalid']);
      }
    });

    test('takes a body as it is, and nothing beside it', async () => {
      expect((await ask('POST', '/api/v1/body', page, { n: 1 })).json()).toEqual({ n: 1 });
      for (const body of [{ n: '1' }, { n: 1, isAdmin: true }, {}, [], 'null', '{']) {
        const headers = { ...page, 'content-type': 'application/json' };
        expect((await ask('POST', '/api/v1/body', headers, body)).statusCode, JSON.stringify(body)).toBe(400);
      }
    });

    test('keeps a prototype from being changed by a body', async () => {
      const answer = await ask(
        'POST',
        '/api/v1/body',
        { ...page, 'content-type': 'application/json' },
        '{"n":1,"__proto__":{"isAdmin":true}}',
      );
      expect(answer.statusCode).toBe(400);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    });

    test('hands over a raw body of any type, up to its limit', async () => {
      const headers = { ...page, 'content-type': 'image/png' };
      expect((await ask('POST', '/api/v1/raw', headers, 'x'.repeat(1_000))).json()).toEqual({ size: 1_000 });
      const answer = await ask('POST', '/api/v1/raw', headers, 'x'.repeat(1_001));
      expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'request.too_large']);
    });

    test('counts a raw body that does not tell its length', async () => {
      const port = await one.http.listen('127.0.0.1', 0);
      const status = await new Promise<number>((resolve, reject) => {
        const request = http.request(
          {
            port,
            method: 'POST',
            path: '/api/v1/raw',
            headers: { ...page, host: testHost, 'content-type': 'x/y', 'transfer-encoding': 'chunked' },
          },
          (answer) => {
            answer.resume();
            resolve(answer.statusCode ?? 0);
          },
        );
        request.on('error', reject);
        for (let i = 0; i < 20; i += 1) request.write('x'.repeat(100));
        request.end();
      });
      expect(status).toBe(413);
    });
  });

  describe('what leaves', () => {
    test('carries the protecting headers, whatever it is', async () => {
      for (const url of [
        '/',
        '/static/dingding/',
        '/static/dingding/mail-frame',
        '/static/dingding/assets/a-1.js',
        '/api/v1/empty',
        '/api/v1/none',
        '/api/v1/boom',
        '/healthz',
      ]) {
        const { headers } = await ask('GET', url);
        expect(headers, url).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
        expect(headers['x-request-id'], url).toMatch(/^[0-9a-f-]{36}$/);
        if (!url.startsWith('/healthz')) expect(headers['strict-transport-security'], url).toBe('max-age=31536000');
      }
      expect(
        (await ask('GET', '/api/v1/empty', { host: 'second.test:8080' })).headers['strict-transport-security'],
      ).toBeUndefined();
    });

    test('keeps data out of every cache', async () => {
      for (const url of ['/api/v1/big', '/api/v1/empty', '/api/v1/none', '/api/v1/cookie'])
        expect((await ask('GET', url)).headers['cache-control'], url).toBe('no-store');
    });

    test('answers an error as the contract says, and nothing of what nobody foresaw', async () => {
      const known = await ask('GET', '/api/v1/later');
      expect(known.statusCode).toBe(503);
      expect(known.headers['retry-after']).toBe('2');
      expect(known.json().error).toMatchObject({
        code: 'mail.throttled',
        detail: 'slow down',
        retryAfterMs: 1_500,
        requestId: known.headers['x-request-id'],
      });
      const unknown = await ask('GET', '/api/v1/boom');
      expect(unknown.json().error.code).toBe('internal.error');
      expect(unknown.body).not.toContain('canary');
      expect((await ask('GET', '/api/v1/none')).json().error.code).toBe('request.not_found');
    });

    test('guards what a feature sends by itself, and lets it say otherwise', async () => {
      expect((await ask('POST', '/hook', {}, {})).headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining('sandbox'),
      });
      expect((await ask('GET', '/api/v1/own')).headers['cache-control']).toBe('private, max-age=60');
    });

    test('sets several cookies, and a status of its own', async () => {
      const answer = await ask('GET', '/api/v1/cookie');
      expect([answer.statusCode, answer.headers['set-cookie'], answer.json()]).toEqual([
        201,
        ['a=1', 'b=2'],
        { made: true },
      ]);
    });

    test('shrinks long JSON for those who can read it', async () => {
      const answer = await ask('GET', '/api/v1/big', { 'accept-encoding': 'gzip, br' });
      expect(answer.headers['content-encoding']).toBe('br');
      expect(JSON.parse(brotliDecompressSync(answer.rawPayload).toString())).toEqual(
        (await ask('GET', '/api/v1/big')).json(),
      );
    });

    test('answers HEAD as GET without its body', async () => {
      const answer = await ask('HEAD', '/api/v1/big');
      expect([answer.statusCode, answer.body]).toEqual([200, '']);
    });
  });

  describe('the app', () => {
    const bootOf = (html: string) => JSON.parse(/id="hongyan-boot">(.*?)<\/script>/.exec(html)?.[1] ?? '');

    test('knows its corp before its first request, and holds nothing of a member', async () => {
      const answer = await ask('GET', `/static/dingding/?corpId=${corpId}`);
      expect(bootOf(answer.body)).toEqual({
        corpId,
        clientId: 'dingkey<1>',
        appName: '企业邮箱',
        version: '0.0.0-test',
        canScan: true,
      });
      expect(answer.body).not.toContain('dingkey<1>');
      expect(answer.headers['cache-control']).toBe('no-store');
    });

    test('has a console at every address under its own, in nobody’s frame', async () => {
      for (const url of ['/admin', '/admin/', '/admin/apps/dinghttp01/doctor', '/admin/../admin/x?signin=expired']) {
        const answer = await ask('GET', url);
        expect([url, answer.statusCode]).toEqual([url, 200]);
        expect(bootOf(answer.body)).toEqual({ version: '0.0.0-test', publicUrl: testOrigin, untouched: true });
        expect(String(answer.headers['content-security-policy'])).toContain("frame-ancestors 'none'");
        expect(answer.headers['x-frame-options']).toBe('DENY');
        expect(answer.headers['cache-control']).toBe('no-store');
      }
    });

    test('says which problem it has without a corp', async () => {
      expect(bootOf((await ask('GET', '/static/dingding/')).body).problem).toBe('corp_missing');
      for (const wrong of ['dingnobody', '$CORPID$', '</script><script>', 'a&corpId=b'])
        expect(bootOf((await ask('GET', `/static/dingding/?corpId=${encodeURIComponent(wrong)}`)).body).problem).toBe(
          'corp_unknown',
        );
    });

    test('runs under a policy that lets only its own files run', async () => {
      const policy = String((await ask('GET', '/static/dingding/')).headers['content-security-policy']).split('; ');
      expect(policy).toEqual(
        expect.arrayContaining([
          "script-src 'self'",
          "object-src 'none'",
          "base-uri 'none'",
          "connect-src 'self'",
          "frame-ancestors 'self' https://*.dingtalk.com",
        ]),
      );
    });

    test('shows mail in a frame whose one script is known by its hash', async () => {
      const { headers } = await ask('GET', '/static/dingding/mail-frame');
      const policy = String(headers['content-security-policy']).split('; ');
      // printf 'let a = 1;' | openssl dgst -sha256 -binary | base64
      expect(policy).toEqual([
        'sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox',
        "default-src 'none'",
        "script-src 'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck='",
        "style-src 'unsafe-inline'",
        `img-src ${testOrigin} data:`,
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self' https://*.dingtalk.com",
      ]);
      expect(headers['cache-control']).toContain('max-age');
    });

    test('keeps its built files for good, small where it can', async () => {
      const answer = await ask('GET', '/static/dingding/assets/a-1.js', { 'accept-encoding': 'br' });
      expect(answer.headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'br',
        'content-type': 'text/javascript; charset=utf-8',
      });
      expect(answer.rawPayload.length).toBeLessThan(500);
      expect((await ask('GET', '/static/dingding/assets/a-1.js')).body).toContain('export const a');
    });

    test('serves nothing from outside its folder, and no maps', async () => {
      for (const name of [
        '../package.json',
        '..%2fpackage.json',
        '%2e%2e/x',
        'assets/../../x',
        '.env',
        'assets/',
        'secret.map',
        'index.html',
        'assets/a-1.js%00',
      ])
        expect((await ask('GET', `/static/dingding/${name}`)).statusCode, name).toBe(404);
    });
  });

  describe('operation', () => {
    test('tells health and readiness to any host, and figures to its own network only', async () => {
      expect((await ask('GET', '/healthz', { host: '10.0.0.9' })).body).toMatch(/^hongyan /);
      expect((await ask('GET', '/readyz', { host: 'probe' })).statusCode).toBe(200);
      expect((await ask('GET', '/metrics')).body).toContain('hongyan_http_request_seconds');
      const outside = await one.http.inject({ url: '/metrics', headers: { host: testHost }, remoteAddress: '1.1.1.1' });
      expect(outside.statusCode).toBe(404);
      expect((await ask('GET', '/metrics', { 'x-forwarded-for': '127.0.0.1' })).statusCode).toBe(404);
    });

    test('ends a stream when the reader goes away, and when it drains; lets the rest end', async () => {
      const own = await openTestHttp({ routes, clock: systemClock });
      const port = await own.http.listen('127.0.0.1', 0);
      const follow = () =>
        new Promise<http.IncomingMessage>((resolve, reject) =>
          http.get({ port, path: '/api/v1/live', headers: { host: testHost } }, resolve).on('error', reject),
        );
      const left = await follow();
      await new Promise((resolve) => left.once('data', resolve));
      left.destroy();
      await expect.poll(() => aborted.length).toBe(1);

      const kept = await follow();
      await new Promise((resolve) => kept.once('data', resolve));
      const ended = new Promise((resolve) => kept.once('end', resolve));
      kept.resume();
      await own.close();
      await ended;
      expect(aborted).toHaveLength(2);
    });
  });
});

describe('behind a proxy that was named', () => {
  test('believes its headers, and nobody else’s', async () => {
    const seen: string[] = [];
    const tell = route({
      method: 'GET',
      url: '/api/v1/ip',
      auth: 'none',
      handler: async ({ remoteAddress }) => void seen.push(remoteAddress),
    });
    const one = await openTestHttp({ routes: [tell], clock: systemClock, trustedProxies: ['10.0.0.0/8'] });
    const headers = { host: 'inner', 'x-forwarded-host': testHost, 'x-forwarded-for': '9.9.9.9, 203.0.113.7' };
    expect((await one.http.inject({ url: '/api/v1/ip', headers, remoteAddress: '10.1.2.3' })).statusCode).toBe(204);
    expect((await one.http.inject({ url: '/api/v1/ip', headers, remoteAddress: '192.0.2.1' })).statusCode).toBe(421);
    await one.http.inject({
      url: '/api/v1/ip',
      headers: { ...headers, host: testHost, 'x-forwarded-host': 'x' },
      remoteAddress: '192.0.2.1',
    });
    expect(seen).toEqual(['203.0.113.7', '192.0.2.1']);
    await one.close();
  });
});
