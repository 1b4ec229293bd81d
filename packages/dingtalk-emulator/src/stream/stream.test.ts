import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { EventDelivery } from '../model.ts';
import { app, buildEmulator, call } from '../testing/build.ts';
import { connectStream, type Frame, openBody, openTicket } from '../testing/stream-client.ts';
import type { Emulator } from '../types.ts';

const isEvent = (frame: Frame) => frame.type === 'EVENT';
const openPath = '/v1.0/gateway/connections/open';

/** The emulator with the app in Stream mode, every contact event ticked. */
async function buildStream() {
  const emulator = await buildEmulator();
  const types = ['user_add_org', 'user_modify_org', 'user_leave_org', 'org_dept_create'];
  await emulator.control('apps/events', { appKey: app.appKey, events: { mode: 'stream', types } });
  return emulator;
}

const join = (emulator: Emulator, userId = 'newcomer') =>
  emulator.control('people/add', {
    person: { userId, name: '新同事', unionId: `u${userId}`, title: '', departmentId: 37001, isAdmin: false },
  });

/** Resolves when some delivery is as wanted. */
async function delivered(emulator: Emulator, wanted: (one: EventDelivery) => boolean): Promise<void> {
  const stateUrl = `${emulator.apiUrl.replace(/\/api$/, '')}/control/state`;
  const find = async () => {
    const { json } = await call(stateUrl);
    return (json.deliveries as EventDelivery[]).some(wanted);
  };
  await expect.poll(find).toBe(true);
}

const refusedWith = (url: string) =>
  new Promise<number>((resolve, reject) => {
    const socket = new WebSocket(url);
    onTestFinished(() => socket.terminate());
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => reject(new Error('it opened')));
  });

describe('opening a Stream connection', () => {
  test('wrong credentials are 401 authFailed', async () => {
    const emulator = await buildStream();
    const answer = await call(`${emulator.apiUrl}${openPath}`, openBody({ clientSecret: 'x' }), {
      accept: 'application/json',
    });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({ code: 'authFailed', message: '鉴权失败' });
  });

  test('who does not ask for JSON gets XML', async () => {
    const emulator = await buildStream();
    const response = await fetch(`${emulator.apiUrl}${openPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(openBody()),
    });
    expect(response.headers.get('content-type')).toMatch(/xml/);
    expect(await response.text()).toMatch(/<ticket>[0-9a-f-]{36}<\/ticket>/);
  });

  test('the topic of events must be *', async () => {
    const emulator = await buildStream();
    const body = openBody({ subscriptions: [{ type: 'EVENT', topic: 'user_add_org' }] });
    expect((await call(`${emulator.apiUrl}${openPath}`, body, { accept: 'application/json' })).status).toBe(400);
  });

  test('a ticket opens one connection, for 90 seconds', async () => {
    const emulator = await buildStream();
    const used = await openTicket(emulator);
    const socket = new WebSocket(used);
    onTestFinished(() => socket.terminate());
    await new Promise((resolve) => socket.on('open', resolve));
    expect(await refusedWith(used)).toBe(401);
    const old = await openTicket(emulator);
    emulator.clock.pass(91_000);
    expect(await refusedWith(old)).toBe(401);
    expect(await refusedWith(old.replace(/ticket=.*/, 'ticket=made-up'))).toBe(401);
  });
});

describe('events over Stream', () => {
  test('a change comes as an EVENT frame with its head, and the acknowledgement ends it', async () => {
    const emulator = await buildStream();
    const client = await connectStream(emulator);
    await join(emulator);
    const frame = await client.next(isEvent);
    expect(frame.headers).toMatchObject({
      topic: '*',
      contentType: 'application/json',
      eventType: 'user_add_org',
      eventCorpId: 'dingcorp01',
      eventId: expect.any(String),
      eventBornTime: expect.stringMatching(/^\d{13}$/),
      messageId: expect.any(String),
    });
    expect(JSON.parse(frame.data)).toEqual({ timeStamp: expect.any(String), userId: ['newcomer'] });
    client.ack(frame);
    await delivered(emulator, (one) => one.state === 'delivered' && one.channel === 'stream');
    emulator.clock.pass(3_000);
    expect(client.frames.filter(isEvent)).toHaveLength(1);
  });

  test('an event about nobody has empty data, one about departments only their ids', async () => {
    const emulator = await buildStream();
    const client = await connectStream(emulator);
    await emulator.control('events/raw', { type: 'org_change' });
    const whole = await client.next(isEvent);
    client.ack(whole);
    expect([whole.headers.eventType, whole.data]).toEqual(['org_change', '{}']);
    await emulator.control('departments/add', { name: '质量部', parentId: 1 });
    const isDepartment = (frame: Frame) => frame.headers.eventType === 'org_dept_create';
    expect(JSON.parse((await client.next(isDepartment)).data)).toEqual({ deptId: [expect.any(Number)] });
  });

  test('without an acknowledgement it comes again after 3 seconds, with the same event id and a new message id', async () => {
    const emulator = await buildStream();
    const client = await connectStream(emulator);
    await join(emulator);
    const first = await client.next(isEvent);
    emulator.clock.pass(3_000);
    const second = await client.next(isEvent);
    expect(second.headers.eventId).toBe(first.headers.eventId);
    expect(second.headers.messageId).not.toBe(first.headers.messageId);
    client.ack(second);
    await delivered(emulator, (one) => one.tries.map(({ problem }) => problem).join() === 'timeout,');
  });

  test('LATER brings it again after the switch’s seconds', async () => {
    const emulator = await buildStream();
    emulator.switches.laterSeconds = 20;
    const client = await connectStream(emulator);
    await join(emulator);
    client.ack(await client.next(isEvent), { status: 'LATER', message: 'busy' });
    await delivered(emulator, (one) => one.tries[0]?.problem === 'later');
    emulator.clock.pass(19_000);
    expect(client.frames.filter(isEvent)).toHaveLength(1);
    emulator.clock.pass(1_000);
    expect((await client.next(isEvent)).headers.eventType).toBe('user_add_org');
  });

  test('each event goes to one connection of several', async () => {
    const emulator = await buildStream();
    const clients = await Promise.all([connectStream(emulator), connectStream(emulator), connectStream(emulator)]);
    for (let i = 0; i < 30; i++) await join(emulator, `person${i}`);
    const count = () => clients.map((client) => client.frames.filter(isEvent).length);
    await expect.poll(() => count().reduce((sum, one) => sum + one, 0)).toBe(30);
    expect(Math.max(...count())).toBeLessThan(30);
  });

  test('an event waits for its app to connect', async () => {
    const emulator = await buildStream();
    await join(emulator);
    const client = await connectStream(emulator);
    expect((await client.next(isEvent)).headers.eventType).toBe('user_add_org');
  });

  test('contact events are free, others end with the month', async () => {
    const emulator = await buildStream();
    const client = await connectStream(emulator);
    await emulator.control('limits/used', { messages: 3000 });
    await emulator.control('events/raw', { type: 'todo_task_create', fields: { taskId: 't1' } });
    await join(emulator);
    expect((await client.next(isEvent)).headers.eventType).toBe('user_add_org');
    expect(client.frames.filter(isEvent)).toHaveLength(1);
    await delivered(emulator, (one) => one.state === 'lost' && one.tries[0]?.problem === 'quota');
  });
});

describe('keeping a connection', () => {
  test('a ping comes every ten seconds; after three without any answer the line ends', async () => {
    const emulator = await buildStream();
    const client = await connectStream(emulator);
    for (let i = 0; i < 3; i++) {
      emulator.clock.pass(10_000);
      const ping = await client.next((frame) => frame.headers.topic === 'ping');
      expect(JSON.parse(ping.data)).toEqual({ opaque: expect.any(String) });
    }
    emulator.clock.pass(10_000);
    await client.closed;
  });

  test('an announced end is told, takes no more events, and closes after a while', async () => {
    const emulator = await buildStream();
    const client = await connectStream(emulator);
    await emulator.control('stream/disconnect', { how: 'announce' });
    const notice = await client.next((frame) => frame.headers.topic === 'disconnect');
    expect(JSON.parse(notice.data)).toEqual({ reason: 'connection is expired' });
    expect(notice.headers.messageId).toBeUndefined();
    const next = await connectStream(emulator);
    await join(emulator);
    await next.next(isEvent);
    expect(client.frames.filter(isEvent)).toEqual([]);
    emulator.clock.pass(10_000);
    await client.closed;
  });

  test('a dropped line is just gone', async () => {
    const emulator = await buildStream();
    const client = await connectStream(emulator);
    await emulator.control('stream/disconnect', { appKey: app.appKey, how: 'drop' });
    expect(await client.closed).toBe(1006);
  });
});
