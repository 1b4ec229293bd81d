import { createCallbackCrypto, createStream, type DingTalkEvent, readEvent, type StreamState } from '@hongyan/dingtalk';
import { type Clock, type CorpId, Secret, systemClock } from '@hongyan/kit';
import { sql } from 'kysely';
import { openTestHttp, type TestHttp, testHost } from '../../http/testing.ts';
import { createEgress } from '../../platform/egress/egress.ts';
import { createWebSocketDoor } from '../../platform/egress/web-socket.ts';
import { openTestPlatform, type TestPlatform } from '../../platform/testing.ts';
import { type Callback, createCallback } from './feature.ts';
import type { CallbackApp, CallbackDeps } from './ports.ts';
import { openReply, type PushKeys, type SentPush, sealPush } from './push-testing.ts';

const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

/** An app as the console registers it. */
export const buildApp = (corpId: string, more: Partial<CallbackApp> = {}): CallbackApp => ({
  corpId: corpId as CorpId,
  agentId: 7,
  appKey: `key-of-${corpId}`,
  appSecret: new Secret('app-secret'),
  oapiUrl: 'https://oapi.dingtalk.com',
  apiUrl: 'https://api.dingtalk.com',
  eventToken: `token${corpId}`,
  eventAesKey: new Secret(aesKey),
  eventMode: 'push',
  callbackRanges: [],
  ...more,
});
export const keysOf = (app: CallbackApp): PushKeys => ({
  token: app.eventToken,
  aesKey: app.eventAesKey.reveal(),
  ownerKey: app.appKey,
});

/** An answer over HTTP. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** The feature over a real database and web server; handlers are the test's own. */
export interface Rig {
  readonly platform: TestPlatform;
  readonly callback: Callback;
  readonly apps: Map<CorpId, CallbackApp>;
  /** What reached the handler, in order. */
  readonly handled: DingTalkEvent[];
  readonly states: StreamState[];
  /** Moves the clock that stale pushes are measured by. */
  shift(ms: number): void;
  now(): number;
  /** Saves an app and tells everyone. */
  save(app: CallbackApp): Promise<void>;
  remove(app: CallbackApp): Promise<void>;
  /** Pushes an event as DingTalk does; answers the word inside the answer, or the status of a refusal. */
  push(
    app: CallbackApp,
    body: object | string,
    at?: { timestamp?: number | string; nonce?: string },
  ): Promise<string | number>;
  send(
    corpId: string | undefined,
    push: SentPush,
    remoteAddress?: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered>;
  rows(app: CallbackApp): Promise<readonly Record<string, unknown>[]>;
  until<T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T>;
  close(): Promise<void>;
}

export async function openRig(
  options: {
    handle?: (event: DingTalkEvent) => Promise<void>;
    apps?: readonly CallbackApp[];
    trustedProxies?: readonly string[];
    /** Other parts than the test platform's. */
    prepare?: (platform: TestPlatform) => Promise<Partial<CallbackDeps>>;
  } = {},
): Promise<Rig> {
  const platform = await openTestPlatform();
  const egress = createEgress();
  let offset = 0;
  const clock: Clock = { now: () => systemClock.now() + offset, sleep: systemClock.sleep };
  const apps = new Map((options.apps ?? []).map((app) => [app.corpId, app]));
  const handled: DingTalkEvent[] = [];
  const states: StreamState[] = [];
  const callback = createCallback({
    ...platform,
    clock,
    apps: { get: async (corpId) => apps.get(corpId), list: async () => [...apps.values()] },
    async handle(_corpId, event) {
      handled.push(event);
      await options.handle?.(event);
    },
    door: {
      createCrypto: createCallbackCrypto,
      readEvent,
      openStream: (app, handlers) =>
        createStream({
          credential: app,
          http: (request) => egress.request({ ...request, allowPrivate: true }),
          socket: createWebSocketDoor(egress, { allowPrivate: true }),
          clock,
          random: () => 0,
          ...handlers,
          onState(state) {
            states.push(state);
            handlers.onState?.(state);
          },
        }),
    },
    ...(await options.prepare?.(platform)),
  });
  await callback.start(new Set(['http', 'sync']));
  const http: TestHttp = await openTestHttp({
    routes: callback.routes,
    clock,
    trustedProxies: options.trustedProxies ?? [],
  });
  const tell = (corpId: CorpId) =>
    platform.db.inCorp(corpId, async (tx) => platform.events.publish(tx, { kind: 'app.changed', corpId }));

  const rig: Rig = {
    platform,
    callback,
    apps,
    handled,
    states,
    shift(ms) {
      offset += ms;
    },
    now: clock.now,
    async save(app) {
      apps.set(app.corpId, app);
      await tell(app.corpId);
    },
    async remove({ corpId }) {
      apps.delete(corpId);
      await tell(corpId);
    },
    async push(app, body, at = {}) {
      const sent = sealPush(keysOf(app), body, { timestamp: clock.now(), ...at });
      const answer = await rig.send(app.corpId, sent);
      return answer.status === 200 ? openReply(keysOf(app), answer.text) : answer.status;
    },
    async send(corpId, { query, body }, remoteAddress = '203.0.113.9', headers = {}) {
      const answer = await http.http.inject({
        method: 'POST',
        url: '/miniapp/callback/dingding',
        query: { ...(corpId === undefined ? {} : { corpId }), ...query },
        headers: { host: testHost, 'content-type': 'application/json', ...headers },
        payload: body,
        remoteAddress,
      });
      return { status: answer.statusCode, headers: answer.headers, text: answer.body };
    },
    async rows({ corpId }) {
      const { rows } = await sql<Record<string, unknown>>`
        select event_id, type, channel, handled_at is not null as handled, attempts, error
        from dingtalk_events where corp_id = ${corpId} order by received_at, event_id`.execute(platform.owner);
      return rows;
    },
    async until(look) {
      for (const giveUp = systemClock.now() + 20_000; ; ) {
        const found = await look();
        if (found) return found;
        if (systemClock.now() > giveUp) throw new Error(`never became so: ${look.toString()}`);
        await systemClock.sleep(20);
      }
    },
    async close() {
      await http.close();
      await callback.stop();
      await egress.close();
      await platform.close();
    },
  };
  return rig;
}
