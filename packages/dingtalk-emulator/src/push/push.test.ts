import { systemClock } from '@hongyan/kit';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createEvents } from '../events/events.ts';
import type { ContactChange, EventDelivery, UnsureSwitches } from '../model.ts';
import { createWorldClock } from '../state/clock.ts';
import { defaultSwitches } from '../state/switches.ts';
import { app } from '../testing/build.ts';
import { type Heard, listenAs } from '../testing/receiver.ts';
import { checkUrl } from './check-url.ts';

const keys = { token: 'mailtoken01', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', owner: app.appKey };
const joined: ContactChange = { type: 'user_add_org', userIds: ['zhixia'] };

/** The platform's events with one app behind a real listener, and a clock that can be moved. */
async function buildPush(
  answer: Parameters<typeof listenAs>[1] = 'success',
  over: { switches?: Partial<UnsureSwitches>; random?: () => number; types?: string[] } = {},
) {
  const receiver = await listenAs(keys, answer);
  const clock = createWorldClock(systemClock);
  const deliveries: EventDelivery[] = [];
  const listeners = new Set<() => void>();
  const events = createEvents({
    clock,
    corpId: 'dingcorp01',
    apps: () => [
      {
        ...app,
        unifiedAppId: 'uuid',
        events: {
          mode: 'push',
          url: receiver.url,
          token: keys.token,
          aesKey: keys.aesKey,
          types: over.types ?? ['user_add_org', 'user_leave_org', 'user_modify_org', 'org_dept_create'],
        },
      },
    ],
    switches: () => ({ ...defaultSwitches, ...over.switches }),
    spendMessage: () => true,
    onDelivery(delivery) {
      deliveries.push(delivery);
      for (const listener of listeners) listener();
    },
    onConnections: () => undefined,
    pushDeadlineMs: 300,
    ...(over.random ? { random: over.random } : {}),
  });
  onTestFinished(() => events.stop());
  /** Resolves when the newest delivery is as wanted. */
  const until = (wanted: (delivery: EventDelivery) => boolean) =>
    new Promise<EventDelivery>((resolve) => {
      const look = () => {
        const hit = deliveries.findLast(wanted);
        if (!hit) return;
        listeners.delete(look);
        resolve(hit);
      };
      listeners.add(look);
      look();
    });
  return { events, receiver, clock, until };
}

describe('events over HTTP', () => {
  test('a change of the organisation reaches the app encrypted, with both signature names', async () => {
    const { events, receiver, until } = await buildPush();
    const [eventId] = events.tell(joined);
    const done = await until((one) => one.state === 'delivered');
    expect(done.tries).toHaveLength(1);
    const [heard] = receiver.heard as [Heard];
    expect(heard.contentType).toMatch(/^application\/json/);
    expect([...heard.query.keys()].sort()).toEqual(['corpId', 'msg_signature', 'nonce', 'signature', 'timestamp']);
    expect(heard.query.get('msg_signature')).toBe(heard.query.get('signature'));
    expect(JSON.parse(heard.message)).toMatchObject({
      EventType: 'user_add_org',
      CorpId: 'dingcorp01',
      eventId,
      userId: ['zhixia'],
      timeStamp: expect.stringMatching(/^\d{13}$/),
    });
  });

  test('Chinese names travel whole, and a modified person brings what changed', async () => {
    const { events, receiver, until } = await buildPush();
    events.tell({
      type: 'user_modify_org',
      userIds: ['zhixia'],
      before: { name: '沈知夏' },
      after: { name: '沈知秋', jobNumber: 'A01' },
    });
    await until((one) => one.state === 'delivered');
    expect(JSON.parse(receiver.heard[0]!.message).diffInfo).toEqual({
      userid: 'zhixia',
      prev: { name: '沈知夏' },
      curr: { name: '沈知秋', jobNumber: 'A01' },
    });
  });

  test('the other casing, as logs show it, has capital keys and no event id', async () => {
    const { events, receiver, until } = await buildPush('success', {
      switches: { eventForm: 'logs', signatureNames: 'signature' },
    });
    events.tell({ type: 'org_dept_create', departmentIds: [37003] });
    await until((one) => one.state === 'delivered');
    const [heard] = receiver.heard as [Heard];
    expect(heard.query.has('msg_signature')).toBe(false);
    expect(JSON.parse(heard.message)).toEqual({
      EventType: 'org_dept_create',
      CorpId: 'dingcorp01',
      DeptId: [37003],
      OptStaffId: 'manager01',
      TimeStamp: expect.any(String),
    });
  });

  test('what is not ticked is not sent', async () => {
    const { events } = await buildPush('success', { types: ['user_leave_org'] });
    expect(events.tell(joined)).toEqual([]);
  });

  test('a failed event comes again after 10 s and 30 s, then stands in the failed list, 200 at a time', async () => {
    const { events, receiver, clock, until } = await buildPush('plain');
    events.tell(joined);
    await until((one) => one.tries.length === 1);
    clock.pass(9_000);
    expect(receiver.heard).toHaveLength(1);
    clock.pass(1_000);
    await until((one) => one.tries.length === 2);
    clock.pass(30_000);
    const failed = await until((one) => one.state === 'failed');
    expect(failed.tries.map((one) => one.problem)).toEqual(['not_encrypted', 'not_encrypted', 'not_encrypted']);
    expect(events.failed.read(app.appKey, true)).toEqual({
      events: [
        {
          call_back_tag: 'user_add_org',
          event_time: failed.bornAt,
          user_add_org: { userid: ['zhixia'], corpid: 'dingcorp01' },
        },
      ],
      hasMore: false,
    });
    expect(events.failed.read(app.appKey, true).events).toEqual([]);
  });

  test('a service that recovers gets the event at the next try', async () => {
    const { events, receiver, clock, until } = await buildPush('error');
    events.tell(joined);
    await until((one) => one.tries.length === 1);
    receiver.answer = 'success';
    clock.pass(10_000);
    const done = await until((one) => one.state === 'delivered');
    expect(done.tries.map((one) => one.problem)).toEqual(['not_200', undefined]);
    expect(new Set(receiver.heard.map((one) => JSON.parse(one.message).eventId)).size).toBe(1);
  });

  test('lost events never leave, doubled ones come twice with one id', async () => {
    const lost = await buildPush('success', { random: () => 0.5 });
    lost.events.weather = { lose: 0.6, double: 0, delayMs: 0 };
    lost.events.tell(joined);
    expect(lost.events.book.list()[0]).toMatchObject({ state: 'lost', tries: [] });
    const doubled = await buildPush('success', { random: () => 0.5 });
    doubled.events.weather = { lose: 0, double: 0.6, delayMs: 0 };
    doubled.events.tell(joined);
    await doubled.until((one) => one.tries.length === 2);
    expect(new Set(doubled.receiver.heard.map((one) => JSON.parse(one.message).eventId)).size).toBe(1);
  });

  test('events that are held back are overtaken', async () => {
    const delays = [0.9, 0.1];
    const picks = delays.flatMap((delay) => [1, 1, delay]);
    const { events, receiver, clock, until } = await buildPush('success', { random: () => picks.shift() ?? 1 });
    events.weather = { lose: 0, double: 0, delayMs: 10_000 };
    events.tell(joined);
    events.tell({ type: 'user_leave_org', userIds: ['zhixia'] });
    clock.pass(1_000);
    await until((one) => one.type === 'user_leave_org' && one.state === 'delivered');
    clock.pass(8_000);
    await until((one) => one.type === 'user_add_org' && one.state === 'delivered');
    expect(receiver.heard.map((one) => JSON.parse(one.message).EventType)).toEqual(['user_leave_org', 'user_add_org']);
  });

  test('any body at all can be sent, also one that is no JSON', async () => {
    const { events, receiver, until } = await buildPush();
    events.tellRaw({ type: 'made_up', fields: { EventType: null, userId: 'not a list' } });
    events.tellRaw({ type: 'made_up', fields: {}, text: '{"EventType":' });
    await until((one) => one.id === 'e1' && one.state === 'delivered');
    await until((one) => one.id === 'e2' && one.state === 'delivered');
    expect(receiver.heard.map((one) => one.message).sort()).toEqual([
      expect.stringMatching(/^{"EventType":$/),
      expect.stringContaining('"userId":"not a list"'),
    ]);
  });
});

describe('saving the push address', () => {
  const settings = (url: string, over: object = {}) => ({
    mode: 'push' as const,
    url,
    token: keys.token,
    aesKey: keys.aesKey,
    types: [],
    ...over,
  });
  const deps = { now: () => 1_700_000_000_000, switches: defaultSwitches, deadlineMs: 300 };

  test('sends check_url and is content with the encrypted success', async () => {
    const receiver = await listenAs(keys, 'success');
    expect(await checkUrl(settings(receiver.url), app.appKey, deps)).toBeUndefined();
    expect(receiver.heard.map((one) => one.message)).toEqual(['{"EventType":"check_url"}']);
  });

  test.each([
    ['plain', /加密/],
    ['error', /500/],
    ['late', /2\.5 秒/],
    ['other', /不是 success/],
    ['otherToken', /token/],
    ['otherOwner', /AppKey/],
  ] as const)('says in words what is wrong: %s', async (answer, words) => {
    const receiver = await listenAs(keys, answer);
    expect((await checkUrl(settings(receiver.url), app.appKey, deps))?.zh).toMatch(words);
  });

  test.each([
    [{ token: 'a_b' }, /token/],
    [{ token: 'x'.repeat(33) }, /token/],
    [{ aesKey: 'short' }, /43/],
    [{ url: 'ftp://mail.test/' }, /http/],
    [{ url: 'http://127.0.0.1:2/' }, /连接被拒绝/],
  ])('refuses %j', async (over, words) => {
    expect((await checkUrl(settings('http://127.0.0.1:2/', over), app.appKey, deps))?.zh).toMatch(words);
  });
});
