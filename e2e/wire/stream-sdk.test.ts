import type { Emulator } from '@hongyan/dingtalk-emulator';
import axios from 'axios';
import { DWClient, type DWClientDownStream, EventAck } from 'dingtalk-stream';
import { expect, onTestFinished, test, vi } from 'vitest';
import { until } from '../wait.ts';
import { app, openWire, type Wire } from './world.ts';

/** The SDK's addresses are constants: what it asks of DingTalk's hosts goes to the emulator. */
function redirect({ emulator }: Wire): void {
  const id = axios.interceptors.request.use((request) => ({
    ...request,
    url: request.url
      ?.replace('https://api.dingtalk.com', emulator.apiUrl)
      .replace('https://oapi.dingtalk.com', emulator.oapiUrl),
  }));
  onTestFinished(() => axios.interceptors.request.eject(id));
}

const ticketsAsked = (emulator: Emulator): number =>
  emulator.calls().filter((call) => call.path === '/v1.0/gateway/connections/open').length;

async function connect(onEvent: (event: DWClientDownStream) => EventAck): Promise<Wire & { client: DWClient }> {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockReturnValue();
  const wire = await openWire('dingtalk-stream');
  wire.emulator.apps.change(app.appKey, {
    events: { mode: 'stream', types: ['user_add_org', 'user_modify_org', 'user_leave_org', 'org_dept_create'] },
  });
  redirect(wire);
  const client = new DWClient({ clientId: app.appKey, clientSecret: app.appSecret });
  client.registerAllEventListener((event) => ({ status: onEvent(event) }));
  onTestFinished(() => client.disconnect());
  await client.connect();
  return { ...wire, client };
}

test('the official Stream SDK gets the token of the old family', async () => {
  const { client } = await connect(() => EventAck.SUCCESS);
  expect(await client.getAccessToken()).toMatch(/./);
});

test('the official Stream SDK connects and receives what happens in the organisation', async () => {
  const seen: DWClientDownStream[] = [];
  const { emulator } = await connect((event) => {
    seen.push(event);
    return EventAck.SUCCESS;
  });
  emulator.organisation.addPerson({
    userId: 'newcomer',
    name: '新人',
    unionId: 'uNew',
    title: '',
    departmentId: 37001,
    isAdmin: false,
  });
  await until('the event', () => seen.length === 1);
  expect(seen[0]).toMatchObject({ type: 'EVENT', headers: { eventType: 'user_add_org' } });
  expect(JSON.parse(seen[0]!.data)).toMatchObject({ userId: ['newcomer'] });
});

test('what the official Stream SDK puts off is pushed again', async () => {
  let times = 0;
  const { emulator } = await connect(() => {
    times += 1;
    return times === 1 ? EventAck.LATER : EventAck.SUCCESS;
  });
  await emulator.control('switches/set', { change: { laterSeconds: 1 } });
  emulator.organisation.addDepartment({ name: '新部门', parentId: 1 });
  await until('the second push', () => times === 2);
});

test('the official Stream SDK comes back after its connection broke', async () => {
  const seen: string[] = [];
  const { emulator, client } = await connect((event) => {
    seen.push(event.headers.eventType ?? '');
    return EventAck.SUCCESS;
  });
  await emulator.control('stream/disconnect', { how: 'drop' });
  await until('another ticket', () => ticketsAsked(emulator) === 2);
  await until('the connection', () => client.connected);
  emulator.organisation.removePerson('lilei');
  await until('the event', () => seen.includes('user_leave_org'));
});
