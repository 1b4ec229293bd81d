import { type Clock, type CorpId, type MemberId, newId, type UserId } from '@hongyan/kit';
import { silentLog } from '../platform/log/log.ts';
import type { Log } from '../platform/log/types.ts';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { type ConsoleSessions, createConsoleSessions } from './console-sessions.ts';
import type { ConsoleDoor } from './handler.ts';
import { createOrigins } from './origins.ts';
import { createHttpServer, type HttpServer } from './server.ts';
import { createSessions, type SessionKeeper } from './sessions.ts';
import { createStaticApp } from './static-app.ts';
import type { Route } from './types.ts';

/** A web server over a real database, asked without a socket or with one. */
export interface TestHttp {
  readonly platform: TestPlatform;
  readonly sessions: SessionKeeper;
  readonly console: ConsoleSessions;
  /** Corps that an administrator has paused. */
  readonly paused: Set<CorpId>;
  readonly http: HttpServer;
  /** A signed-in member: the headers that the page sends. */
  signIn(corpId: CorpId, options?: { isAdmin?: boolean; memberId?: MemberId }): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export const testHost = 'mail.product.test';
export const testOrigin = `https://${testHost}`;

export async function openTestHttp(options: {
  routes: readonly Route[];
  clock: Clock;
  webFolder?: string;
  log?: Log;
  trustedProxies?: readonly string[];
  admit?: ConsoleDoor['admit'];
}): Promise<TestHttp> {
  const platform = await openTestPlatform();
  const sessions = createSessions({ db: platform.db, events: platform.events, clock: options.clock });
  const console = createConsoleSessions({ db: platform.db, vault: platform.vault, clock: options.clock });
  const paused = new Set<CorpId>();
  const http = createHttpServer({
    routes: options.routes,
    sessions,
    origins: createOrigins(() => [testOrigin, 'http://second.test:8080']),
    staticApp: createStaticApp({
      folder: options.webFolder ?? '/nonexistent',
      frameAncestors: "'self' https://*.dingtalk.com",
      extraImageOrigins: [],
    }),
    findApp: async (corpId) =>
      corpId === 'dinghttp01'
        ? { appKey: 'dingkey<1>', paused: paused.has(corpId) }
        : paused.has(corpId)
          ? { appKey: 'dingkey', paused: true }
          : undefined,
    consoleDoor: { find: console.find, admit: options.admit ?? (async () => undefined) },
    consoleBoot: async () => ({ publicUrl: testOrigin, untouched: true }),
    version: '0.0.0-test',
    log: options.log ?? silentLog,
    metrics: createMetrics(),
    trustedProxies: options.trustedProxies ?? [],
    isReady: async () => true,
  });
  return {
    platform,
    sessions,
    console,
    paused,
    http,
    async signIn(corpId, { isAdmin = false, memberId = newId<MemberId>() } = {}) {
      const { bearer } = await sessions.start({ corpId, memberId, userId: 'user1' as UserId, isAdmin });
      return { host: testHost, origin: testOrigin, 'x-hongyan': corpId, authorization: `Bearer ${bearer}` };
    },
    close: async () => {
      await http.drain(1_000);
      await platform.close();
    },
  };
}
