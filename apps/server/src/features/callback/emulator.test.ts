import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Emulator, startEmulator } from '@hongyan/dingtalk-emulator';
import { Secret } from '@hongyan/kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildApp, keysOf, openRig, type Rig } from './testing.ts';

const corpId = 'dingemulated1';
const appKey = 'dingemulatedapp1';
const types = ['user_add_org', 'user_modify_org', 'user_leave_org', 'user_active_org'].concat(
  ['org_dept_create', 'org_dept_modify', 'org_dept_remove'],
  ['org_admin_add', 'org_admin_remove'],
);
const person = (userId: string) => ({
  userId,
  unionId: `U-${userId}`,
  name: `沈知夏 ${userId}`,
  title: '',
  departmentId: 1,
  isAdmin: false,
});

/** The product's events against the stand-in for the platform, which was written by others from the same documents. */
describe('events of the make-believe platform', () => {
  let emulator: Emulator;
  let rig: Rig;
  let url: string;
  const ends: (() => unknown)[] = [];
  beforeEach(async () => {
    emulator = await startEmulator({
      company: { corpId, name: '公司', departments: [{ id: 1, name: '公司' }], people: [person('user0001')] },
      upstream: () => 'http://127.0.0.1:1',
    });
    ends.push(() => emulator.stop());
    rig = await openRig({ apps: [app('push')] });
    ends.push(() => rig.close());
    // The web server answers under its own host name only: this is the proxy in front of it.
    const front = createServer(async (request, response) => {
      const asked = new URL(request.url ?? '/', 'http://x');
      const { corpId: named, ...query } = Object.fromEntries(asked.searchParams);
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      const answer = await rig.send(named, { query: query as never, body });
      response.writeHead(answer.status, { 'content-type': String(answer.headers['content-type']) }).end(answer.text);
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    ends.push(() => front.close());
    url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/miniapp/callback/dingding?corpId=${corpId}`;
    emulator.registerApp({
      agentId: 7,
      appKey,
      appSecret: 'app-secret',
      name: '企业邮箱',
      homeUrl: 'https://mail.example/',
      pcHomeUrl: 'https://mail.example/',
    });
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  const app = (eventMode: 'push' | 'stream') =>
    buildApp(corpId, { appKey, appSecret: new Secret('app-secret'), eventMode, apiUrl: emulator.apiUrl });
  const savePush = (change: object = {}) => {
    const { token, aesKey } = keysOf(app('push'));
    return emulator.control('apps/events', { appKey, events: { mode: 'push', url, token, aesKey, types, ...change } });
  };
  const kinds = () =>
    rig.handled.map((event) => `${event.type} ${'userIds' in event ? event.userIds.join() : ''}`.trim());

  test('the address is saved under the right keys only, and the test of it is noted', async () => {
    expect(await savePush({ token: 'another0token' })).toMatchObject({ ok: false });
    expect((await rig.callback.state(app('push').corpId)).lastCheckAt).toBeUndefined();
    expect(await savePush()).toMatchObject({ ok: true });
    expect((await rig.callback.state(app('push').corpId)).lastCheckAt).toBeDefined();
  });

  test.each(['documented', 'logs'] as const)('every contact event arrives in the %s form', async (form) => {
    emulator.switches.eventForm = form;
    await savePush();
    const { organisation } = emulator;
    organisation.addPerson(person('user0002'));
    organisation.changePerson('user0002', { title: '经理' });
    organisation.setAdmin('user0002', 2);
    const department = organisation.addDepartment({ name: '销售', parentId: 1 });
    organisation.changeDepartment(department, { name: '市场' });
    organisation.removeDepartment(department);
    organisation.setAdmin('user0002', 0);
    organisation.removePerson('user0002');
    await rig.until(() => new Set(kinds()).size >= 8);
    expect([...new Set(kinds())].sort()).toEqual([
      'org_admin_add user0002',
      'org_admin_remove user0002',
      'org_dept_create',
      'org_dept_modify',
      'org_dept_remove',
      'user_add_org user0002',
      'user_leave_org user0002',
      'user_modify_org user0002',
    ]);
  });

  test('a doubled and disordered wire makes one effect of each event', async () => {
    await savePush();
    await emulator.control('events/weather', { double: 1, delayMs: 50 });
    for (let at = 10; at < 40; at += 1) emulator.organisation.addPerson(person(`user00${at}`));
    await rig.until(async () => rig.handled.length >= 30 && (await rig.rows(app('push'))).every((row) => row.handled));
    expect(new Set(kinds()).size).toBe(30);
    expect(rig.handled).toHaveLength(30);
  });

  test('what is malformed or unknown is answered and kept, and the next one is handled', async () => {
    await savePush();
    await emulator.control('events/raw', { type: 'label_conf_add', fields: { roleLabelChange: {} } });
    await emulator.control('events/raw', { type: 'x', text: 'no json at all' });
    await emulator.control('events/raw', { type: 'user_leave_org', fields: {} });
    emulator.organisation.addPerson(person('user0002'));
    await rig.until(() => kinds().includes('user_add_org user0002'));
    const rows = await rig.until(async () => {
      const found = await rig.rows(app('push'));
      return found.length === 4 && found;
    });
    expect(
      rows
        .map(({ error }) => error)
        .filter(Boolean)
        .sort(),
    ).toEqual(['malformed.ids', 'malformed.json']);
    expect(kinds()).toEqual(['user_add_org user0002']);
  });

  test('over Stream they arrive too, also after the gateway has asked for a change of connection and after a cut', async () => {
    await emulator.control('apps/events', { appKey, events: { mode: 'stream', types } });
    await rig.save(app('stream'));
    const connected = () =>
      rig.until(async () => (await rig.callback.state(app('stream').corpId)).stream?.state === 'connected');
    await connected();
    emulator.organisation.addPerson(person('user0002'));
    await rig.until(() => kinds().includes('user_add_org user0002'));
    for (const [how, userId] of [
      ['announce', 'user0003'],
      ['drop', 'user0004'],
    ] as const) {
      await emulator.control('stream/disconnect', { how });
      emulator.organisation.addPerson(person(userId));
      await rig.until(() => kinds().includes(`user_add_org ${userId}`));
    }
    expect(new Set(rig.handled.map(({ channel }) => channel))).toEqual(new Set(['stream']));
  });

  test('a wrong secret is said to be one', async () => {
    await emulator.control('apps/events', { appKey, events: { mode: 'stream', types } });
    await rig.save({ ...app('stream'), appSecret: new Secret('wrong') });
    const state = await rig.until(async () => {
      const { stream } = await rig.callback.state(app('stream').corpId);
      return stream?.problem && stream;
    });
    expect(state).toMatchObject({ state: 'waiting', problem: expect.stringContaining('authFailed') });
  });
});
