import { describe, expect, test } from 'vitest';
import { app, buildEmulator, callOld, company, handClock, oaMessage, sendBody, sendPath } from '../testing/build.ts';
import { largerCompany } from '../testing/larger.ts';
import type { Emulator } from '../types.ts';

const base = '/topapi/message/corpconversation';
const send = async (emulator: Emulator, over: object = {}) => (await callOld(emulator, sendPath, sendBody(over))).json;
const resultOf = async (emulator: Emulator, task_id: unknown) =>
  (await callOld(emulator, `${base}/getsendresult`, { agent_id: app.agentId, task_id })).json;
const dropsOf = async (emulator: Emulator, task_id: unknown) => {
  const { send_result } = (await resultOf(emulator, task_id)) as {
    send_result: { forbidden_list: { userid: string; code: string; count: number }[] };
  };
  return send_result.forbidden_list.map(({ userid, code }) => `${userid} ${code}`);
};
const linked = (url: string) => {
  const msg = oaMessage();
  return { ...msg, oa: { ...msg.oa, message_url: url } };
};

describe('silent drops: errcode 0, and nobody gets it', () => {
  test('the same content counts by person, so another person still gets it', async () => {
    const emulator = await buildEmulator();
    await send(emulator);
    const { errcode, task_id } = await send(emulator, { userid_list: 'zhixia,Mu_Yun' });
    expect(errcode).toBe(0);
    expect(await dropsOf(emulator, task_id)).toEqual(['zhixia 143106']);
    expect(emulator.feed('Mu_Yun')).toHaveLength(1);
    expect(emulator.calls().find((call) => call.rule)).toMatchObject({ code: '0', rule: { section: '3.2' } });
  });

  test('whether another link is another content is a switch', async () => {
    const emulator = await buildEmulator();
    await send(emulator, { msg: linked('https://mail.test/a') });
    expect(await dropsOf(emulator, (await send(emulator, { msg: linked('https://mail.test/b') })).task_id)).toEqual([]);
    emulator.switches.linksCountAsContent = false;
    await send(emulator, { msg: linked('https://mail.test/c') });
    const again = await send(emulator, { msg: linked('https://mail.test/d') });
    expect(await dropsOf(emulator, again.task_id)).toEqual(['zhixia 143106']);
  });

  test('a day ends at midnight in Shanghai, or after 24 hours: a switch', async () => {
    for (const [dayBoundary, drops] of [
      ['calendar', []],
      ['rolling', ['zhixia 143106']],
    ] as const) {
      const clock = handClock(Date.parse('2026-11-20T15:30:00Z'));
      const emulator = await buildEmulator({ clock, switches: { dayBoundary } });
      await send(emulator);
      clock.pass(3_600_000); // 00:30 of the next day in Shanghai
      expect(await dropsOf(emulator, (await send(emulator)).task_id)).toEqual(drops);
      clock.pass(23 * 3_600_000 + 1);
      expect(await dropsOf(emulator, (await send(emulator)).task_id)).toEqual(
        dayBoundary === 'calendar' ? ['zhixia 143106'] : [],
      );
    }
  });

  test('recipients of one minute beyond the limit get nothing, and the next minute is free', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock, limits: { recipientsPerMinute: 1 } });
    const { task_id } = await send(emulator, { userid_list: 'zhixia,Mu_Yun' });
    expect(await dropsOf(emulator, task_id)).toEqual(['Mu_Yun 143103']);
    clock.pass(60_000);
    expect(await dropsOf(emulator, (await send(emulator, { userid_list: 'Mu_Yun' })).task_id)).toEqual([]);
  });

  test('the fourth send to everyone of a day reaches nobody', async () => {
    const emulator = await buildEmulator({ clock: handClock() });
    const toAll = (title: string) => send(emulator, { userid_list: '', to_all_user: true, msg: oaMessage(title) });
    for (const title of ['1', '2', '3']) await toAll(title);
    const { errcode, task_id } = await toAll('4');
    expect(errcode).toBe(0);
    expect(await dropsOf(emulator, task_id)).toEqual(['zhixia 1430003', 'Mu_Yun 1430003']);
    expect(emulator.feed('zhixia')).toHaveLength(3);
  });

  test('somebody in executive mode is protected', async () => {
    const people = company.people.map((person) => ({ ...person, executive: person.userId === 'zhixia' }));
    const emulator = await buildEmulator({ company: { ...company, people } });
    expect(await dropsOf(emulator, (await send(emulator)).task_id)).toEqual(['zhixia 1430004']);
  });

  test('any reason can be injected for the next sends', async () => {
    const emulator = await buildEmulator();
    emulator.faults.add({ path: sendPath, kind: 'errcode', code: '1430002', times: 1 });
    const { errcode, task_id } = await send(emulator);
    expect(errcode).toBe(0);
    expect(await dropsOf(emulator, task_id)).toEqual(['zhixia 1430002']);
    expect(await dropsOf(emulator, (await send(emulator)).task_id)).toEqual([]);
  });
});

describe('what happens to a task afterwards', () => {
  test('a department that is not there is reported, an external contact is invalid', async () => {
    const emulator = await buildEmulator({ company: largerCompany });
    const { task_id } = await send(emulator, { userid_list: 'partner,both', dept_id_list: '99' });
    expect(await resultOf(emulator, task_id)).toMatchObject({
      send_result: { invalid_user_id_list: ['partner'], invalid_dept_id_list: [99], unread_user_id_list: ['both'] },
    });
  });

  test('the result of more than 100 recipients never comes: 15 after three seconds', async () => {
    const waits: number[] = [];
    const clock = { ...handClock(), sleep: async (ms: number) => void waits.push(ms) };
    const emulator = await buildEmulator({ company: largerCompany, clock });
    const { task_id } = await send(emulator, { userid_list: '', dept_id_list: '20' });
    expect(await resultOf(emulator, task_id)).toMatchObject({
      errcode: 15,
      sub_code: 'isp.top-remote-connection-timeout',
    });
    expect(waits).toEqual([3000]);
  });

  test('a bar changes when the sending is done, and within its time: a switch', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const { task_id } = await send(emulator, { msg: oaMessage('x', { status_value: '未读' }) });
    const update = async () =>
      (await callOld(emulator, `${base}/status_bar/update`, { agent_id: app.agentId, task_id, status_value: '已读' }))
        .json.errcode;
    expect(await update()).toBe(41052);
    clock.pass(1000);
    expect(await update()).toBe(0);
    clock.pass(25 * 3_600_000);
    expect(await update()).toBe(0);
    emulator.switches.statusBarHours = 24;
    expect(await update()).toBe(40035);
    emulator.switches.statusBarHours = 168;
    clock.pass(7 * 24 * 3_600_000);
    expect(await update()).toBe(40035);
    expect(emulator.calls().at(-1)?.rule).toMatchObject({ section: '3.7' });
  });

  test('a recall works for 24 hours and wants msg_task_id', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const { task_id } = await send(emulator);
    const recall = async (body: object) =>
      (await callOld(emulator, `${base}/recall`, { agent_id: app.agentId, ...body })).json.errcode;
    expect(await recall({ task_id })).toBe(400002);
    expect(await recall({ msg_task_id: task_id, agent_id: 1 })).toBe(40056);
    clock.pass(24 * 3_600_000 + 1);
    expect(await recall({ msg_task_id: task_id })).toBe(400002);
    expect(emulator.feed('zhixia')).toHaveLength(1);
  });

  test('a task of one app is unknown to another', async () => {
    const emulator = await buildEmulator();
    const { task_id } = await send(emulator);
    emulator.registerApp({ ...app, agentId: 2, appKey: 'dingother', appSecret: 'o' });
    emulator.apps.remove(app.appKey);
    const { json } = await callOld(
      emulator,
      `${base}/getsendresult`,
      { agent_id: 2, task_id },
      await otherToken(emulator),
    );
    expect(json).toMatchObject({ errcode: 40035 });
  });
});

async function otherToken(emulator: Emulator): Promise<string> {
  const answer = await fetch(`${emulator.oapiUrl}/gettoken?appkey=dingother&appsecret=o`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
