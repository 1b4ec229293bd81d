import { createHmac } from 'node:crypto';
import { csrfHeader } from '@hongyan/contract';
import { type CorpId, newId } from '@hongyan/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOrigins } from '../http/origins.ts';
import { createHttpServer, type HttpServer } from '../http/server.ts';
import type { Principal } from '../http/types.ts';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { buildMessage } from './member-stand-ins.ts';
import { buildCompany } from './member-testing.ts';

const origin = 'https://mail.example.com';
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

describe('the member routes at the HTTP edge', () => {
  let platform: TestPlatform;
  let company: ReturnType<typeof buildCompany>;
  let server: HttpServer;
  beforeAll(async () => {
    platform = await openTestPlatform();
    company = buildCompany(platform, 'dinghttp');
    server = createHttpServer({
      routes: company.features.routes,
      sessions: {
        find: async (corpId, headers) => {
          const found = company.sessions.live.get(headers.authorization?.slice('Bearer '.length) ?? '');
          return found?.corpId === corpId ? found : undefined;
        },
      },
      origins: createOrigins(() => [origin]),
      staticApp: {
        page: async () => ({ headers: {}, body: '' }),
        mailFrame: async () => ({ headers: {}, body: '' }),
        file: async () => undefined,
      } as never,
      findApp: async () => undefined,
      consoleDoor: { find: async () => undefined, admit: async () => undefined },
      consoleBoot: async () => ({ publicUrl: origin, untouched: false }),
      version: 'test',
      log: platform.log,
      metrics: createMetrics(),
      trustedProxies: [],
      isReady: async () => true,
    });
  });
  afterAll(async () => {
    await server.drain(1_000);
    await platform.close();
  });

  const ask = (
    method: Method,
    url: string,
    given: { as?: Principal; corpId?: CorpId; body?: unknown; bytes?: Buffer; headers?: Record<string, string> } = {},
  ) =>
    server.inject({
      method,
      url,
      headers: {
        host: 'mail.example.com',
        origin,
        [csrfHeader]: given.corpId ?? given.as?.corpId ?? company.corpId,
        ...(given.as ? { authorization: `Bearer ${given.as.sessionId}` } : {}),
        ...(given.bytes ? { 'content-type': 'application/octet-stream' } : {}),
        ...given.headers,
      },
      ...(given.bytes ? { payload: given.bytes } : given.body === undefined ? {} : { payload: given.body as object }),
    });

  const path = (url: string) => url.replace(/:\w+/g, newId<string>()).replace('*', 'x.y');

  test('every route says who may call it, and without a session answers 401 or is open on purpose', async () => {
    const open: string[] = [];
    for (const route of company.features.routes) {
      const { statusCode } = await ask(route.method, path(route.url));
      if (route.auth === 'member') expect([route.url, statusCode]).toEqual([route.url, 401]);
      else {
        // A browser that comes to the sign-in without a state is led to a page of ours that says so.
        const isRefused = route.url.startsWith('/miniapp/dingding/qr/')
          ? statusCode === 302
          : statusCode >= 400 && statusCode < 500;
        expect([route.url, isRefused]).toEqual([route.url, true]);
        open.push(`${route.method} ${route.url} ${route.auth}`);
      }
    }
    expect(open.sort()).toEqual([
      'GET /api/v1/content/attachment/* signed',
      'GET /api/v1/content/image/* signed',
      'GET /api/v1/content/inline/* signed',
      'GET /api/v1/content/original/* signed',
      'GET /miniapp/dingding/qr/redirect none',
      'GET /miniapp/dingding/qr/start none',
      'POST /api/v1/session none',
    ]);
  });

  test('a session of one corp opens nothing of another, whatever corp the page names', async () => {
    const mine = await company.signIn('u1');
    const mailboxId = await company.bind(mine, 'chen@example.com');
    const foreign = await company.signIn('u1', '别人', 'dinghttp2' as CorpId);
    expect((await ask('GET', '/api/v1/session', { as: foreign, corpId: company.corpId })).statusCode).toBe(401);
    expect((await ask('DELETE', `/api/v1/bindings/${mailboxId}`, { as: foreign })).statusCode).toBe(404);
    const body = {
      sendId: newId<string>(),
      mailboxId,
      kind: 'new',
      to: [{ name: '', address: 'a@b.example' }],
      cc: [],
      bcc: [],
      subject: '',
      html: '',
      quote: false,
      uploadIds: [],
      originalPartIds: [],
    };
    expect((await ask('POST', '/api/v1/sends', { as: foreign, body })).statusCode).toBe(404);
    expect((await ask('POST', '/api/v1/sends', { as: mine, body })).statusCode).toBe(202);
    expect((await ask('GET', `/api/v1/sends/${body.sendId}`, { as: foreign })).statusCode).toBe(404);
    expect((await ask('POST', `/api/v1/sends/${body.sendId}/cancel`, { as: foreign })).statusCode).toBe(404);
  });

  test('a change from a foreign page is refused on every route', async () => {
    const me = await company.signIn('u1');
    for (const route of company.features.routes.filter(({ method }) => method !== 'GET')) {
      const foreign = await ask(route.method, path(route.url), { as: me, headers: { origin: 'https://evil.example' } });
      const form = await ask(route.method, path(route.url), { as: me, headers: { [csrfHeader]: '' } });
      expect([route.url, foreign.statusCode, form.statusCode]).toEqual([route.url, 403, 403]);
    }
  });

  test('bodies with a field missing, of a wrong type or unknown are refused', async () => {
    const me = await company.signIn('u1');
    for (const url of ['/api/v1/session', '/api/v1/bindings', '/api/v1/sends']) {
      for (const body of [{}, [], { corpId: 1 }, { kid: {}, wrapped: '', iv: '', box: '' }]) {
        const { statusCode, json } = await ask('POST', url, { as: me, body });
        expect([url, statusCode, json().error.code]).toEqual([url, 400, 'request.invalid']);
      }
    }
  });

  test('a file goes up as raw bytes and its links open at the edge', async () => {
    const me = await company.signIn('u1');
    const uploaded = await ask('POST', `/api/v1/uploads?name=${encodeURIComponent('合同.pdf')}&type=application/pdf`, {
      as: me,
      bytes: Buffer.alloc(5 * 1024 * 1024, 7),
    });
    expect(uploaded.json()).toMatchObject({ name: '合同.pdf', size: 5 * 1024 * 1024 });
    expect((await ask('DELETE', `/api/v1/uploads/${uploaded.json().id}`, { as: me })).statusCode).toBe(204);

    const mailboxId = (await company.features.ports.accounts.ofMember(me.corpId, me.memberId))[0]!.mailboxId;
    const message = buildMessage(mailboxId);
    company.mail.messages.set(message.summary.id, { ...message, raw: Buffer.from('x') });
    const { links } = company.features.ports;
    await links.prepare(company.corpId);
    const answer = await server.inject({
      method: 'GET',
      url: links.original(me, message.summary.id),
      headers: { host: 'mail.example.com' },
    });
    expect([answer.statusCode, answer.body, answer.headers['x-content-type-options']]).toEqual([200, 'x', 'nosniff']);
    // A remote picture's address may be long: two thousand letters and more must still fit.
    company.web.answer = async () => ({ status: 200, headers: {}, body: Buffer.from('GIF89a') });
    const long = `https://pics.example/${createHmac('sha256', 'k').digest('hex').repeat(40)}`;
    const picture = await server.inject({
      method: 'GET',
      url: links.remoteImage(me, message.summary.id, long),
      headers: { host: 'mail.example.com' },
    });
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/gif']);
  });

  test('signing in sets the cookie', async () => {
    company.dingtalk.codes.set('code', { userId: 'u9', name: '新人' });
    const answer = await ask('POST', '/api/v1/session', { body: { corpId: company.corpId, code: 'code' } });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['set-cookie']).toMatch(/^s=/);
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});
