import type { CorpId } from '@hongyan/kit';
import { Secret } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReply, sealPush } from './push-testing.ts';
import { forgetOld } from './store.ts';
import { buildApp, keysOf, openRig, type Rig } from './testing.ts';

const minute = 60_000;
let rig: Rig;
let corps = 0;
/** An app of its own for each test. */
async function newApp(more: Parameters<typeof buildApp>[1] = {}) {
  corps += 1;
  const app = buildApp(`dingcallback${corps}`, more);
  await rig.save(app);
  // The news of it is heard a moment after the commit.
  await rig.until(async () => (await rig.push(app, { EventType: 'check_url' })) === 'success');
  return app;
}
const joined = (eventId: string, more: object = {}) => ({
  EventType: 'user_add_org',
  eventId,
  timeStamp: '1767225600000',
  userId: ['user0001'],
  ...more,
});
const handledOf = (app: { corpId: CorpId }) => rig.handled.filter(({ corpId }) => corpId === app.corpId);

describe('an event that is pushed', () => {
  beforeAll(async () => {
    rig = await openRig();
  });
  afterAll(() => rig.close());

  test('is kept, answered with the encrypted word, and handled', async () => {
    const app = await newApp();
    expect(await rig.push(app, joined('e1', { CorpId: app.corpId }))).toBe('success');
    expect(await rig.rows(app)).toMatchObject([{ event_id: 'e1', type: 'user_add_org', channel: 'push' }]);
    await rig.until(() => handledOf(app).length === 1);
    expect(handledOf(app)[0]).toEqual({
      eventId: 'e1',
      type: 'user_add_org',
      corpId: app.corpId,
      bornAt: 1767225600000,
      channel: 'push',
      kind: 'user',
      change: 'added',
      userIds: ['user0001'],
    });
    await rig.until(async () => (await rig.rows(app))[0]?.handled);
    expect(await rig.rows(app)).toMatchObject([{ attempts: 1, error: null }]);
  });

  test('in Chinese arrives unharmed', async () => {
    const app = await newApp();
    expect(await rig.push(app, joined('e1', { userId: ['沈知夏-01'], diffInfo: { curr: { name: '沈知夏' } } }))).toBe(
      'success',
    );
    await rig.until(() => handledOf(app).length === 1);
    expect(handledOf(app)[0]).toMatchObject({ userIds: ['沈知夏-01'] });
  });

  test('again, in a new envelope, is answered again and does nothing', async () => {
    const app = await newApp();
    for (let at = 0; at < 3; at += 1) expect(await rig.push(app, joined('e1'))).toBe('success');
    expect(await rig.rows(app)).toHaveLength(1);
    expect(await rig.push(app, joined('e2'))).toBe('success');
    await rig.until(() => handledOf(app).some(({ eventId }) => eventId === 'e2'));
    expect(
      handledOf(app)
        .map(({ eventId }) => eventId)
        .sort(),
    ).toEqual(['e1', 'e2']);
  });

  test('at once over many connections is one event', async () => {
    const app = await newApp();
    const answers = await Promise.all(Array.from({ length: 20 }, () => rig.push(app, joined('e1'))));
    expect(new Set(answers)).toEqual(new Set(['success']));
    expect(await rig.rows(app)).toHaveLength(1);
    await rig.until(async () => (await rig.rows(app))[0]?.handled);
    expect(handledOf(app)).toHaveLength(1);
  });

  test('byte for byte is the platform’s own repeat for two minutes, and somebody else’s later', async () => {
    const app = await newApp();
    const sent = sealPush(keysOf(app), joined('e1'), { timestamp: rig.now() });
    const first = await rig.send(app.corpId, sent);
    rig.shift(45_000);
    const repeat = await rig.send(app.corpId, sent);
    for (const answer of [first, repeat]) expect(openReply(keysOf(app), answer.text)).toBe('success');
    rig.shift(2 * minute);
    expect((await rig.send(app.corpId, sent)).status).toBe(404);
    expect(await rig.rows(app)).toHaveLength(1);
    expect(await rig.callback.state(app.corpId)).toMatchObject({ refused: 1, lastRefusal: 'replay' });
    // The same event in an envelope of its own is genuine, however late.
    expect(await rig.push(app, joined('e1'))).toBe('success');
    expect(await rig.rows(app)).toHaveLength(1);
  });

  test('with an old signature name, a new one, or both is taken', async () => {
    const app = await newApp();
    for (const [at, names] of [['signature'], ['msg_signature'], ['msg_signature', 'signature']].entries()) {
      const { query, body } = sealPush(keysOf(app), joined(`e${at}`), { timestamp: rig.now() });
      const { signature, ...rest } = query;
      const signed = Object.fromEntries(names.map((name) => [name, signature]));
      const answer = await rig.send(app.corpId, { query: { ...rest, ...signed } as typeof query, body });
      expect(openReply(keysOf(app), answer.text)).toBe('success');
    }
    expect(await rig.rows(app)).toHaveLength(3);
  });

  test('of a type that we do not know is kept, and nobody is troubled with it', async () => {
    const app = await newApp();
    expect(await rig.push(app, { EventType: 'label_user_change', eventId: 'e1', LabelIdList: [1] })).toBe('success');
    expect(await rig.rows(app)).toMatchObject([{ type: 'label_user_change', handled: true, attempts: 0, error: null }]);
    expect(handledOf(app)).toEqual([]);
  });

  test.each([
    ['names nobody', { EventType: 'user_leave_org', eventId: 'e1', userId: [] }, 'malformed.ids'],
    ['is no JSON', 'hello', 'malformed.json'],
    ['has no type', { userId: ['u'] }, 'malformed.type'],
    ['is of another corp', joined('e1', { CorpId: 'dingelsewhere' }), 'malformed.corp'],
  ])('that %s is answered, kept once and never handled', async (_, body, error) => {
    const app = await newApp();
    expect(await rig.push(app, body)).toBe('success');
    expect(await rig.push(app, body)).toBe('success');
    expect(await rig.rows(app)).toMatchObject([{ handled: true, error }]);
    expect(handledOf(app)).toEqual([]);
  });

  test('with the same id in two corps is two events', async () => {
    const [one, two] = [await newApp(), await newApp()];
    expect([await rig.push(one, joined('e1')), await rig.push(two, joined('e1'))]).toEqual(['success', 'success']);
    await rig.until(() => handledOf(one).length === 1 && handledOf(two).length === 1);
  });

  test('tells a stolen database neither who it was nor what changed', async () => {
    const app = await newApp();
    await rig.push(app, joined('e1', { userId: ['geheimperson'], diffInfo: { curr: { email: 'geheim@x.example' } } }));
    await rig.push(app, { EventType: 'label_conf_add', eventId: 'e2', secretWord: 'geheimwort' });
    const { rows } = await sql<{ bytes: Buffer }>`select payload as bytes from dingtalk_events
      where corp_id = ${app.corpId}`.execute(rig.platform.owner);
    expect(rows).toHaveLength(2);
    expect(rows.some(({ bytes }) => bytes.includes('geheim'))).toBe(false);
  });

  test('is forgotten after its time, and proofs after theirs', async () => {
    const app = await newApp();
    await rig.push(app, joined('e1'));
    await rig.until(async () => (await rig.rows(app))[0]?.handled);
    const [ago, ahead] = [new Date(rig.now() - minute), new Date(rig.now() + minute)];
    const count = async () => {
      const { rows } = await sql<{
        n: number;
      }>`select (select count(*) from dingtalk_events where corp_id = ${app.corpId})
        + (select count(*) from dingtalk_pushes where corp_id = ${app.corpId}) as n`.execute(rig.platform.owner);
      return Number(rows[0]?.n);
    };
    const forget = (before: Date) =>
      rig.platform.db.inCorp(app.corpId, (tx) => forgetOld(tx, { events: before, proofs: before, streams: before }));
    await forget(ago);
    expect(await count()).toBeGreaterThan(1);
    await forget(ahead);
    expect(await count()).toBe(0);
  });
});

describe('the console’s test of the address', () => {
  beforeAll(async () => {
    rig = await openRig();
  });
  afterAll(() => rig.close());

  test('is answered, noted as seen, and is no event', async () => {
    const app = buildApp('dingcheck1');
    await rig.save(app);
    await rig.until(async () => (await rig.push(app, { EventType: 'check_url' })) === 'success');
    const state = await rig.callback.state(app.corpId);
    expect(state).toMatchObject({ mode: 'push', refused: 0 });
    expect(state.lastCheckAt).toBe(state.lastSeenAt);
    expect(state).not.toHaveProperty('stream');
    expect(await rig.rows(app)).toEqual([]);
  });

  test('opens under fresh keys the moment they are saved, and no longer under the old ones or after a removal', async () => {
    const old = buildApp('dingcheck2');
    await rig.save(old);
    await rig.until(async () => (await rig.push(old, { EventType: 'check_url' })) === 'success');
    const fresh = buildApp('dingcheck2', {
      eventToken: 'another0token',
      eventAesKey: new Secret('ABCDEFGabcdefghijklmnopqrstuvwxyz0123456789'),
    });
    await rig.save(fresh);
    await rig.until(async () => (await rig.push(fresh, { EventType: 'check_url' })) === 'success');
    expect(await rig.push(old, { EventType: 'check_url' })).toBe(404);
    await rig.remove(fresh);
    await rig.until(async () => (await rig.push(fresh, { EventType: 'check_url' })) === 404);
  });

  test('of an app that was registered without our hearing of it opens a little later', async () => {
    const app = buildApp('dingcheck3');
    rig.apps.set(app.corpId, app);
    rig.shift(10_000);
    await rig.until(async () => (await rig.push(app, { EventType: 'check_url' })) === 'success');
  });
});
