import { type CorpId, systemClock } from '@hongyan/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAudit } from '../features/audit/service.ts';
import { createConsoleSessions } from '../http/console-sessions.ts';
import { createSessions } from '../http/sessions.ts';
import { openTestHttp, type TestHttp, testHost, testOrigin } from '../http/testing.ts';
import type { Route } from '../http/types.ts';
import { createEgress } from '../platform/egress/egress.ts';
import { silentLog } from '../platform/log/log.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { buildAdminFeatures } from './admin-features.ts';
import { buildApps } from './apps.ts';
import { noConsole } from './dingtalk-stand-ins.ts';
import { buildEventFeatures } from './event-features.ts';
import { buildMailFeatures } from './mail-features.ts';
import { buildMemberFeatures } from './member-features.ts';
import type { Core, MailPorts, MemberPorts } from './ports.ts';

/** Routes that need no session: each is here for a reason that was looked at. */
const openRoutes = [
  // Exchanges DingTalk's code for a session.
  'POST /api/v1/session none',
  // A one-time token, or DingTalk's code, for a session of the console.
  'POST /api/v1/admin/session/setup none',
  'POST /api/v1/admin/session/dingtalk none',
  // DingTalk's events: each carries its signature.
  'POST /miniapp/callback/dingding signed',
  // A sign-in on DingTalk's own page: where it begins, and where it comes back to.
  'GET /miniapp/dingding/qr/start none',
  'GET /miniapp/dingding/qr/redirect none',
  // The mail frame has no session: these addresses carry a short-lived proof of their own.
  'GET /api/v1/content/attachment/* signed',
  'GET /api/v1/content/image/* signed',
  'GET /api/v1/content/inline/* signed',
  'GET /api/v1/content/original/* signed',
];

describe('the route table', () => {
  let wiring: TestPlatform;
  let one: TestHttp;
  let routes: readonly Route[];
  beforeAll(async () => {
    wiring = await openTestPlatform();
    const egress = createEgress();
    const core: Core = {
      ...wiring,
      ...noConsole,
      clock: systemClock,
      egress,
      log: silentLog,
      apps: { get: async () => undefined, list: async () => [] },
      dingtalk: async () => undefined,
      mailDial: () => {
        throw new Error('nobody dials here');
      },
      sessions: createSessions({ ...wiring, clock: systemClock }),
    };
    const member = buildMemberFeatures(core, (): MailPorts => mail.ports);
    const mail = buildMailFeatures(core, (): MemberPorts => member.ports);
    const events = buildEventFeatures(core, () => member.ports);
    const audit = createAudit({ ...wiring, clock: systemClock });
    const settings = { dingtalk: { oapiUrl: '', apiUrl: '', loginUrl: '' } };
    const admin = buildAdminFeatures({
      core,
      apps: buildApps(wiring, audit, settings, silentLog, () => testOrigin),
      audit,
      sessions: createConsoleSessions({ ...wiring, clock: systemClock }),
      consoleAllow: [],
      member: () => member.ports,
      mail: () => mail.ports,
      channels: () => events.channels,
      usage: async () => ({ month: '2026-11', calls: 0 }),
      publicUrl: () => testOrigin,
    });
    routes = [...member.routes, ...mail.routes, ...events.routes, ...admin.routes];
    one = await openTestHttp({ routes, clock: systemClock });
  });
  afterAll(async () => {
    await one.close();
    await wiring.close();
  });
  const addressOf = (route: Route) =>
    route.url.replace(/:\w+/g, '01a00000-0000-7000-8000-000000000000').replace('*', 'x');
  const ask = (route: Route, headers: object) =>
    one.http.inject({ method: route.method, url: addressOf(route), headers: { host: testHost, ...headers } });

  test('opens without a session only what was looked at', () => {
    const found = routes.filter(({ auth }) => auth === 'none' || auth === 'signed');
    expect(found.map(({ method, url, auth }) => `${method} ${url} ${auth}`).sort()).toEqual([...openRoutes].sort());
    // Whoever calls from outside our pages carries a proof of their own.
    const foreign = routes.filter(({ foreign }) => foreign).map(({ method, url, auth }) => `${method} ${url} ${auth}`);
    expect(foreign).toEqual(['POST /miniapp/callback/dingding signed']);
    expect(routes.length).toBeGreaterThan(20);
  });

  test('refuses every other route without a session, with one of nobody, and with one of another corp', async () => {
    const { authorization } = await one.signIn('dingroutes2' as CorpId);
    for (const route of routes.filter(({ auth }) => auth === 'member' || auth === 'admin')) {
      for (const bearer of [{}, { authorization: `Bearer ${'x'.repeat(43)}` }, { authorization: authorization! }]) {
        const answer = await ask(route, { origin: testOrigin, 'x-hongyan': 'dingroutes1', ...bearer });
        expect(answer.statusCode, `${route.method} ${route.url}`).toBe(401);
      }
    }
  });

  test('refuses every change that does not come from our own page', async () => {
    const session = await one.signIn('dingroutes1' as CorpId);
    for (const route of routes.filter(({ method, foreign }) => method !== 'GET' && !foreign)) {
      for (const forged of [{ origin: 'https://evil.test' }, { origin: '' }, { 'x-hongyan': '' }]) {
        const answer = await ask(route, { ...session, ...forged });
        expect([401, 403], `${route.method} ${route.url} ${answer.statusCode}`).toContain(answer.statusCode);
      }
    }
  });

  test('answers no route with another status than it should to an id of nobody', async () => {
    const session = await one.signIn('dingroutes1' as CorpId);
    const { setCookie } = await one.console.start({ kind: 'operator' });
    for (const route of routes.filter(({ method, url }) => method === 'GET' && url.includes(':'))) {
      const { statusCode } = await ask(route, { ...session, cookie: setCookie.split(';')[0] });
      expect([400, 403, 404], `${route.method} ${route.url} ${statusCode}`).toContain(statusCode);
    }
  });
});
