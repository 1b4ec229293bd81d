import { createStream, type DingTalkEvent, type StreamState } from '@hongyan/dingtalk';
import { systemClock } from '@hongyan/kit';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../wait.ts';
import { credentialOf } from './client.ts';
import { http, socket } from './http.ts';
import { app, corpId, openWire } from './world.ts';

async function connect(answer: (event: DingTalkEvent) => 'done' | 'later' = () => 'done', secret = app.appSecret) {
  const wire = await openWire('client');
  const { emulator } = wire;
  emulator.apps.change(app.appKey, { events: { mode: 'stream', types: ['user_add_org', 'org_dept_create'] } });
  const seen: DingTalkEvent[] = [];
  const states: StreamState[] = [];
  const stream = createStream({
    credential: credentialOf(wire, secret),
    http,
    socket,
    clock: systemClock,
    async onEvent(event) {
      seen.push(event);
      return answer(event);
    },
    onState: (state) => states.push(state),
  });
  onTestFinished(() => stream.stop());
  return { emulator, stream, seen, states };
}

test('our Stream connection receives what happens, typed', async () => {
  const { emulator, stream, seen } = await connect();
  await until('the connection', () => stream.state().kind === 'connected');
  emulator.organisation.addDepartment({ name: '新部门', parentId: 1, id: 40001 });
  await until('the event', () => seen.length === 1);
  expect(seen[0]).toMatchObject({
    kind: 'department',
    change: 'created',
    departmentIds: [40001],
    corpId,
    channel: 'stream',
  });
});

test('our Stream connection gets again what it put off, under the same id', async () => {
  let times = 0;
  const { emulator, stream, seen } = await connect(() => {
    times += 1;
    return times === 1 ? 'later' : 'done';
  });
  await emulator.control('switches/set', { change: { laterSeconds: 1 } });
  await until('the connection', () => stream.state().kind === 'connected');
  emulator.organisation.addDepartment({ name: '新部门', parentId: 1 });
  await until('the second push', () => seen.length === 2);
  expect(seen[1]?.eventId).toBe(seen[0]?.eventId);
});

test.each(['announce', 'drop'] as const)(
  'our Stream connection comes back when the platform ends it (%s)',
  async (how) => {
    const { emulator, stream, seen } = await connect();
    await until('the connection', () => stream.state().kind === 'connected');
    await emulator.control('stream/disconnect', { how });
    const opened = () => emulator.calls().filter(({ path }) => path === '/v1.0/gateway/connections/open').length;
    await until('another ticket', () => opened() === 2);
    await until('the connection', () => stream.state().kind === 'connected');
    emulator.organisation.addDepartment({ name: '新部门', parentId: 1 });
    await until('the event', () => seen.length === 1);
  },
);

test('our Stream connection says that the secret is wrong', async () => {
  const { stream } = await connect(undefined, 'wrong');
  const state = await until('the refusal', () => {
    const now = stream.state();
    return now.kind === 'waiting' && now;
  });
  expect(state.failure).toMatchObject({ kind: 'token', code: 'authFailed' });
});
