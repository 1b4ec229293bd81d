import { Secret, type UserId } from '@hongyan/kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Walk } from './calls/contacts/types.ts';
import { createDingTalk } from './client.ts';
import type { DingTalkApp } from './dingtalk-app.ts';
import { memoryTokenStore } from './memory-token-store.ts';
import { openGateway } from './stream/open-gateway.ts';
import { buildCredential, person, start } from './testing/build-app.ts';
import type { DingTalkResult, HttpOut } from './types.ts';

const appToken = 'App0Token0Never0Shown';
const appSecret = 'App0Secret0Never0Shown';
const code = 'Code0Never0Shown';
const userToken = 'User0Token0Never0Shown';
/** Stands in an answer where one of the call's own secrets goes. */
const place = 'PLACE0OF0A0SECRET';

async function first<T>(walk: Walk<T>): Promise<DingTalkResult<unknown>> {
  for await (const step of walk) if (!step.ok) return step;
  return { ok: true, value: undefined };
}

const text = JSON.stringify({ msgtype: 'text', text: { content: '你有 3 封新邮件' } });
const users: readonly UserId[] = [person];
type Made = (app: DingTalkApp) => Promise<DingTalkResult<unknown>>;

/** Calls with the app's token. */
const usual: readonly Made[] = [
  (app) => app.getUser(person),
  (app) => app.sendWorkNotification(users, text),
  (app) => app.listFailedEvents(),
  (app) => app.oauth.findByUnionId('UnIoN0001'),
  (app) => app.contacts.getScope(),
  (app) => app.contacts.listSubDepartmentIds(1),
  (app) => app.contacts.listAdministrators(),
  (app) => app.contacts.getAdministratorScope(person),
  (app) => first(app.contacts.walkDepartments([1])),
  (app) => first(app.contacts.walkMembers(1)),
  (app) => app.notifications.getProgress('310045678901'),
  (app) => app.notifications.getResult('310045678901'),
  (app) => app.notifications.recall('310045678901'),
  (app) => app.notifications.updateStatusBar('310045678901', { value: '已读' }),
  (app) => app.apps.list(),
  (app) => app.apps.getVisibleScope(),
  (app) => app.jsapi.getTicket(),
];
/** Every call, and what it sends that nobody may read again. */
const calls: readonly { readonly make: Made; readonly secrets: readonly string[] }[] = [
  ...usual.map((make) => ({ make, secrets: [appToken, appSecret] })),
  { make: (app) => app.getUserInfo(code), secrets: [appToken, appSecret, code] },
  { make: (app) => app.oauth.exchangeCode(code), secrets: [appSecret, code] },
  { make: (app) => app.oauth.getMe(new Secret(userToken)), secrets: [appSecret, userToken] },
  { make: (app) => app.oauth.getConsoleAdmin(code, new Secret(userToken)), secrets: [appSecret] },
  { make: (app) => app.tokens.unified(), secrets: [appSecret] },
  { make: (app) => app.tokens.old(), secrets: [appSecret] },
];

/** Anything that JSON can hold, and often what must not come out again: as it is, in a query, in a list, as a key. */
const secretText = fc.tuple(fc.string({ maxLength: 12 }), fc.constant(place), fc.string({ maxLength: 12 }));
const anything = fc.oneof(
  secretText.map((parts) => parts.join('')),
  fc.constant(`https://x.test/?access_token=${place}&a=${place}`),
  fc.constant([place, { requiredScopes: [place] }]),
  fc.constant({ requiredScopes: [place] }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(0, '0', 88, '88', -1, '', null, [], {}, [null], { toString: 1, valueOf: 1 }, '40014', 90018),
);
const names = [
  ...['errcode', 'errmsg', 'sub_code', 'subcode', 'sub_msg', 'request_id', 'code', 'Code', 'message', 'requestid'],
  ...['accessdenieddetail', 'AccessDeniedDetail', 'status', 'punish', 'wait', 'result', 'list', 'task_id', 'progress'],
  ...['send_result', 'appList', 'auth_org_scopes', 'dept_ids', 'failed_list', 'accessToken', 'endpoint', 'ticket'],
];
const fields = fc.dictionary(fc.constantFrom(...names), anything, { maxKeys: 8 });
const body = fc.oneof(
  { weight: 8, arbitrary: fields.map((one) => JSON.stringify(one)) },
  // Keys that differ in casing only, or that mean something to JavaScript.
  { weight: 1, arbitrary: fc.constant('{"__proto__":{"errcode":0},"ERRCODE":1,"toString":1,"Message":"no"}') },
  { weight: 1, arbitrary: secretText.map((parts) => `<html>${parts.join('')}`) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
);
const status = fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 403, 404, 405, 429, 500, 504);

const answering = (given: { status: number; body: string }): HttpOut => {
  const issued = Buffer.from(JSON.stringify({ accessToken: appToken, expireIn: 7200 }));
  return async ({ url }) =>
    url.endsWith('/v1.0/oauth2/accessToken')
      ? { status: 200, headers: {}, body: issued }
      : { status: given.status, headers: {}, body: Buffer.from(given.body) };
};
const open = (http: HttpOut): DingTalkApp => {
  let now = start;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const dingtalk = createDingTalk({ http, clock, tokens: memoryTokenStore(), random: () => 0 });
  return dingtalk(buildCredential({ appSecret: new Secret(appSecret) }));
};

describe('whatever the platform answers', () => {
  test('no call throws, and no failure repeats a token, a secret or a code', async () => {
    const asked = fc.record({ status, body, call: fc.constantFrom(...calls), pick: fc.nat() });
    await fc.assert(
      fc.asyncProperty(asked, async ({ status, body, call, pick }) => {
        const secret = call.secrets[pick % call.secrets.length]!;
        const result = await call.make(open(answering({ status, body: body.replaceAll(place, secret) })));
        if (!result.ok) expect(JSON.stringify(result.error)).not.toContain(secret);
      }),
      { numRuns: 3000 },
    );
  });

  test('opening a Stream neither throws nor repeats the secret', async () => {
    await fc.assert(
      fc.asyncProperty(status, body, async (status, body) => {
        const clock = { now: () => start, sleep: async () => undefined };
        const credential = buildCredential({ appSecret: new Secret(appSecret) });
        const result = await openGateway(
          answering({ status, body: body.replaceAll(place, appSecret) }),
          clock,
          credential,
        );
        if (!result.ok) expect(JSON.stringify(result.error)).not.toContain(appSecret);
      }),
      { numRuns: 500 },
    );
  });
});
