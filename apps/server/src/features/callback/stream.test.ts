import { Secret } from '@hongyan/kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CorpTx } from '../../platform/db/types.ts';
import { eventFrame, type Gateway, openGateway } from './gateway-testing.ts';
import { tables } from './tables.ts';
import { buildApp, openRig, type Rig } from './testing.ts';

let gateway: Gateway;
let rig: Rig;
let rigs: Rig[];
beforeEach(async () => {
  gateway = await openGateway();
  rigs = [];
});
afterEach(async () => {
  for (const one of rigs) await one.close();
  await gateway.close();
});
const corpId = 'dingstream1';
const buildStreamApp = (more: Parameters<typeof buildApp>[1] = {}) =>
  buildApp(corpId, { eventMode: 'stream', apiUrl: gateway.apiUrl, ...more });
async function open(options: Parameters<typeof openRig>[0] = {}) {
  const app = options.apps?.[0] ?? buildStreamApp();
  rig = await openRig({ apps: [app], ...options });
  rigs.push(rig);
  return app;
}
const connected = (count = 1) => rig.until(() => gateway.standing().length === count);
const acksOf = (eventId: string) => gateway.acks.filter(({ messageId }) => messageId.includes(`-${eventId}-`));
const statusesOf = (eventId: string) => acksOf(eventId).map(({ data }) => JSON.parse(data).status);

describe('a corp that chose Stream', () => {
  test('is connected with its own key, and its events are kept, acknowledged and handled', async () => {
    const app = await open();
    await connected();
    expect(gateway.opened).toMatchObject([
      { accept: 'application/json', body: { clientId: app.appKey, clientSecret: 'app-secret' } },
    ]);
    gateway.push(eventFrame(corpId, 'e1', '沈知夏'));
    await rig.until(() => acksOf('e1').length === 1);
    expect(acksOf('e1')).toMatchObject([{ code: 200, data: '{"status":"SUCCESS","message":"ok"}' }]);
    await rig.until(async () => (await rig.rows(app))[0]?.handled);
    expect(rig.handled).toMatchObject([{ eventId: 'e1', channel: 'stream', corpId, userIds: ['沈知夏'] }]);
    expect(await rig.callback.state(app.corpId)).toMatchObject({
      mode: 'stream',
      lastSeenAt: expect.any(String),
      stream: { state: 'connected' },
    });
  });

  test('is acknowledged once the event is kept, however slow its handler, and two events do not wait for each other', async () => {
    const slow = Promise.withResolvers<void>();
    const app = await open({ handle: () => slow.promise });
    await connected();
    gateway.push(eventFrame(corpId, 'e1', 'u1'));
    gateway.push(eventFrame(corpId, 'e2', 'u2'));
    await rig.until(() => acksOf('e1').length === 1 && acksOf('e2').length === 1);
    expect((await rig.rows(app)).map(({ handled }) => handled)).toEqual([false, false]);
    await rig.until(() => rig.handled.length === 2);
    slow.resolve();
    await rig.until(async () => (await rig.rows(app)).every(({ handled }) => handled));
  });

  test('is pushed an event again, over this channel or the other: acknowledged, one effect', async () => {
    const app = await open();
    await connected();
    for (let at = 0; at < 3; at += 1) gateway.push(eventFrame(corpId, 'e1', 'u1'));
    await rig.until(() => acksOf('e1').length === 3);
    expect(statusesOf('e1')).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
    const pushed = { EventType: 'user_add_org', eventId: 'e1', timeStamp: '1767225600000', userId: ['u1'] };
    expect(await rig.push(app, pushed)).toBe('success');
    await rig.until(async () => (await rig.rows(app))[0]?.handled);
    expect(await rig.rows(app)).toHaveLength(1);
    expect(rig.handled).toHaveLength(1);
  });

  test('asks for an event again that could not be kept', async () => {
    let away = true;
    const app = await open({
      prepare: async ({ db }) => ({
        db: {
          ...db,
          inCorp: (corp, run) =>
            db.inCorp(corp, async (tx) => {
              const done = await run(tx);
              if (away && rig.handled.length === 0 && (await hasEvents(tx))) throw new Error('the database went away');
              return done;
            }),
        },
      }),
    });
    await connected();
    gateway.push(eventFrame(corpId, 'e1', 'u1'));
    await rig.until(() => acksOf('e1').length === 1);
    expect(statusesOf('e1')).toEqual(['LATER']);
    expect(await rig.rows(app)).toEqual([]);
    away = false;
    gateway.push(eventFrame(corpId, 'e1', 'u1'));
    await rig.until(() => acksOf('e1').length === 2);
    expect(statusesOf('e1')).toEqual(['LATER', 'SUCCESS']);
    await rig.until(() => rig.handled.length === 1);
  });

  test('changes over when it is asked to, and loses nothing that comes meanwhile', async () => {
    await open();
    await connected();
    const [old] = gateway.standing();
    gateway.push({ specVersion: '1.0', type: 'SYSTEM', headers: { topic: 'disconnect' }, data: '{"reason":"x"}' });
    gateway.push(eventFrame(corpId, 'e1', 'u1'), old);
    await rig.until(() => gateway.tickets.length === 2 && gateway.standing().length === 1);
    gateway.push(eventFrame(corpId, 'e2', 'u2'));
    await rig.until(() => acksOf('e2').length === 1);
    expect([...statusesOf('e1'), ...statusesOf('e2')]).toEqual(['SUCCESS', 'SUCCESS']);
    expect(new Set(gateway.tickets).size).toBe(2);
  });

  test('comes back with a fresh ticket after a cut, again and again', async () => {
    await open();
    for (let at = 1; at <= 3; at += 1) {
      await rig.until(() => gateway.tickets.length === at && gateway.standing().length === 1);
      gateway.standing()[0]?.terminate();
    }
    await rig.until(() => gateway.tickets.length === 4);
    expect(new Set(gateway.tickets).size).toBe(4);
  });

  test('answers the ping of the gateway', async () => {
    await open();
    await connected();
    const data = '{"opaque":"op-000001"}';
    gateway.push({ specVersion: '1.0', type: 'SYSTEM', headers: { topic: 'ping', messageId: 'p1' }, data });
    await rig.until(() => gateway.acks.length === 1);
    expect(gateway.acks).toMatchObject([{ code: 200, messageId: 'p1', data }]);
  });

  test('is connected although the gateway answered in XML', async () => {
    gateway.answerNext('xml');
    await open();
    await connected();
  });

  test('whose pair is refused says so, until somebody mends it', async () => {
    const refusal = { requestid: 'R', code: 'authFailed', message: '鉴权失败' };
    gateway.answerNext({ status: 401, type: 'application/json', body: JSON.stringify(refusal) });
    const app = await open();
    await rig.until(async () => (await rig.callback.state(app.corpId)).stream?.problem);
    expect((await rig.callback.state(app.corpId)).stream).toEqual({ state: 'waiting', problem: 'authFailed 鉴权失败' });
    await rig.save(buildStreamApp({ appSecret: new Secret('mended') }));
    await connected();
    expect(gateway.opened.at(-1)?.body.clientSecret).toBe('mended');
    await rig.until(async () => (await rig.callback.state(app.corpId)).stream?.state === 'connected');
  });

  test('keeps its connection over an edit that does not concern it', async () => {
    await open();
    await connected();
    await rig.save(buildStreamApp({ callbackRanges: ['203.0.113.0/24'] }));
    gateway.push(eventFrame(corpId, 'e1', 'u1'));
    await rig.until(() => acksOf('e1').length === 1);
    expect(gateway.opened).toHaveLength(1);
  });

  test('is let go when it goes back to push, and when it goes altogether', async () => {
    const app = await open();
    await connected();
    await rig.save({ ...app, eventMode: 'push' });
    await connected(0);
    expect(await rig.callback.state(app.corpId)).not.toHaveProperty('stream');
    await rig.save(app);
    await connected();
    await rig.remove(app);
    await connected(0);
  });

  test('is let go when the product stops, and says so', async () => {
    const app = await open();
    await connected();
    await rig.callback.stop();
    await connected(0);
    expect((await rig.callback.state(app.corpId)).stream).toEqual({ state: 'stopped' });
  });

  test('of another corp is none: an event for somebody else is kept as unreadable and never handled', async () => {
    const app = await open();
    await connected();
    gateway.push(eventFrame('dingelsewhere', 'e1', 'u1', 'user_leave_org'));
    gateway.push({ type: 'EVENT', headers: { messageId: 'm-e2-' }, data: 'no json' });
    await rig.until(() => gateway.acks.length === 2);
    expect(await rig.rows(app)).toMatchObject([{ error: 'malformed.corp' }, { error: 'malformed.json' }]);
    expect(rig.handled).toEqual([]);
  });
});

async function hasEvents(tx: CorpTx): Promise<boolean> {
  return (await tables(tx).selectFrom('dingtalk_events').select('event_id').executeTakeFirst()) !== undefined;
}
