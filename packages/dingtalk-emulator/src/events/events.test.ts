import { describe, expect, test } from 'vitest';
import { app, buildEmulator, call, tokenOf } from '../testing/build.ts';
import { listenAs, type ReceiverAnswer } from '../testing/receiver.ts';
import type { Emulator } from '../types.ts';
import { contactEvent, isExempt, pushBody } from './bodies.ts';
import { fate } from './weather.ts';

const keys = { token: 'mailtoken01', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', owner: app.appKey };
const all = [
  'user_add_org',
  'user_modify_org',
  'user_leave_org',
  'user_active_org',
  'org_dept_create',
  'org_dept_modify',
  'org_dept_remove',
  'org_admin_add',
  'org_admin_remove',
];

/** The emulator pushing every contact event to a real listener. */
async function buildPushed(answer: ReceiverAnswer = 'success') {
  const receiver = await listenAs(keys, 'success');
  const emulator = await buildEmulator();
  const events = { mode: 'push' as const, url: receiver.url, token: keys.token, aesKey: keys.aesKey, types: all };
  expect(await emulator.control('apps/events', { appKey: app.appKey, events })).toEqual({ ok: true });
  receiver.heard.length = 0;
  receiver.answer = answer;
  return { emulator, receiver };
}

const failedList = async (emulator: Emulator) =>
  (await call(`${emulator.oapiUrl}/call_back/get_call_back_failed_result?access_token=${await tokenOf(emulator)}`))
    .json;

describe('events of the organisation', () => {
  test('each change brings its event, once', async () => {
    const { emulator, receiver } = await buildPushed();
    const { organisation } = emulator;
    const id = organisation.addDepartment({ name: '质量部', parentId: 1 });
    organisation.changeDepartment(id, { name: '品质部' });
    organisation.addPerson({
      userId: 'linxi',
      name: '林溪',
      unionId: 'uLinxi',
      title: '',
      departmentId: id,
      isAdmin: false,
      active: false,
    });
    organisation.activatePerson('linxi');
    organisation.changePerson('linxi', { name: '林小溪' });
    organisation.setAdmin('linxi', 2);
    organisation.setAdmin('linxi', 0);
    organisation.removePerson('linxi');
    organisation.removeDepartment(id);
    await expect.poll(() => receiver.heard.length).toBe(9);
    const bodies = receiver.heard.map((one) => JSON.parse(one.message) as Record<string, unknown>);
    expect(bodies.map((one) => one.EventType).sort()).toEqual([...all].sort());
    const people = bodies.filter((one) => 'userId' in one);
    expect(new Set(people.map((one) => String(one.userId)))).toEqual(new Set(['linxi']));
    for (const one of bodies.filter((body) => !('userId' in body))) expect(one.deptId).toEqual([id]);
  });

  test('what three tries could not deliver is read once from the failed list, or again: a switch', async () => {
    const { emulator } = await buildPushed('error');
    emulator.organisation.removePerson('Mu_Yun');
    const tries = async () => {
      const { json } = await call(emulator.apiUrl.replace(/api$/, 'control/state'));
      return (json.deliveries as { tries: unknown[] }[])[0]?.tries.length;
    };
    for (const [count, ms] of [
      [1, 10_000],
      [2, 30_000],
      [3, 0],
    ] as const) {
      await expect.poll(tries).toBe(count);
      emulator.clock.pass(ms);
    }
    emulator.switches.failedListConsumes = false;
    const shown = {
      errcode: 0,
      has_more: false,
      failed_list: [{ call_back_tag: 'user_leave_org', user_leave_org: { userid: ['Mu_Yun'], corpid: 'dingcorp01' } }],
    };
    expect(await failedList(emulator)).toMatchObject(shown);
    emulator.switches.failedListConsumes = true;
    expect(await failedList(emulator)).toMatchObject(shown);
    expect(await failedList(emulator)).toMatchObject({ failed_list: [] });
    expect(emulator.quota().used).toBe(3);
  });

  test('an event can be sent again with the same id', async () => {
    const { emulator, receiver } = await buildPushed();
    const change = { type: 'user_leave_org' as const, userIds: ['nobody'] };
    const { eventIds } = await emulator.control('events/send', { change });
    await expect.poll(() => receiver.heard.length).toBe(1);
    await emulator.control('events/resend', { id: 'e1' });
    await expect.poll(() => receiver.heard.length).toBe(2);
    expect(receiver.heard.map((one) => JSON.parse(one.message).eventId)).toEqual([eventIds[0], eventIds[0]]);
  });

  test('the live view hears of deliveries', async () => {
    const { emulator } = await buildPushed();
    const heard: string[] = [];
    // Node does not resolve the client's name: it is dialled by number.
    const { request } = await import('node:http');
    const stream = request({
      port: emulator.port,
      path: '/__emulator/events',
      headers: { host: `emu.localhost:${emulator.port}` },
    });
    stream.on('error', () => undefined);
    await new Promise<void>((resolve) =>
      stream
        .on('response', (answer) => answer.on('data', (chunk) => heard.push(String(chunk)) === 1 && resolve()))
        .end(),
    );
    emulator.organisation.changePerson('zhixia', { name: '沈知秋' });
    await expect
      .poll(() => heard.join(''))
      .toMatch(/"kind":"organisation"[\s\S]*"kind":"deliveries"[\s\S]*"state":"delivered"/);
    stream.destroy();
  });
});

describe('bodies and weather', () => {
  test('both forms carry ids in arrays', () => {
    const event = { ...contactEvent({ type: 'user_leave_org', userIds: ['a', 'b'] }), eventId: 'ev1', bornAt: 1 };
    expect(JSON.parse(pushBody(event, 'c', 'documented'))).toMatchObject({ userId: ['a', 'b'], eventId: 'ev1' });
    expect(JSON.parse(pushBody(event, 'c', 'logs'))).toMatchObject({ UserId: ['a', 'b'], TimeStamp: '1' });
  });

  test.each([
    ['user_add_org', true],
    ['org_dept_remove', true],
    ['org_change', true],
    ['label_user_change', true],
    ['todo_task_create', false],
    ['calendar_event_change', false],
    ['user_other', false],
  ])('%s is free of the month: %s', (type, free) => {
    expect(isExempt(type)).toBe(free);
  });

  test('fair weather brings everything at once', () => {
    expect(fate({ lose: 0, double: 0, delayMs: 0 }, () => 0)).toEqual([0]);
    expect(fate({ lose: 1, double: 0, delayMs: 0 }, () => 0.99)).toEqual([]);
    expect(fate({ lose: 0, double: 1, delayMs: 100 }, () => 0.5)).toEqual([50, 50]);
  });
});
