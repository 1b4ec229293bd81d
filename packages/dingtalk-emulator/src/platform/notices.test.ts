import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../emulator.ts';
import {
  app,
  buildEmulator,
  call,
  callOld,
  company,
  handClock,
  oaMessage,
  sendBody,
  sendPath,
  tokenOf,
} from '../testing/build.ts';

const resultPath = '/topapi/message/corpconversation/getsendresult';

describe('work notifications on the wire', () => {
  test('a card arrives in the feed, and its sender is told a task', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const heard: string[] = [];
    emulator.onCard((card) => heard.push(card.id));
    const { json } = await callOld(
      emulator,
      sendPath,
      sendBody({ msg: oaMessage('你好', { status_value: '未读', status_bg: '0xFF0070D1' }) }),
    );
    expect(json).toEqual({ errcode: 0, errmsg: 'ok', task_id: expect.any(Number), request_id: expect.any(String) });
    expect(String(json.task_id)).toMatch(/^\d{12}$/);
    const [card] = emulator.feed('zhixia');
    expect(card).toMatchObject({
      taskId: json.task_id,
      appName: '企业邮箱',
      receivedAt: clock.now(),
      read: false,
      status: { value: '未读', background: '0xFF0070D1' },
      msg: { msgtype: 'oa', oa: { body: { title: '你好' } } },
    });
    expect(heard).toEqual([card!.id]);
    expect(emulator.feed('Mu_Yun')).toEqual([]);
  });

  test('a form with the message as text is accepted too', async () => {
    const emulator = await buildEmulator();
    const form = new URLSearchParams({
      agent_id: String(app.agentId),
      userid_list: 'zhixia,Mu_Yun',
      msg: JSON.stringify(oaMessage()),
    });
    const url = `${emulator.oapiUrl}${sendPath}?access_token=${await tokenOf(emulator)}`;
    const { json } = await call(url, form.toString(), { 'content-type': 'application/x-www-form-urlencoded' });
    expect(json).toMatchObject({ errcode: 0 });
    expect(emulator.feed('Mu_Yun')).toHaveLength(1);
  });

  test('the same content on the same day is swallowed with errcode 0; the result tells', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    await callOld(emulator, sendPath, sendBody());
    const again = await callOld(emulator, sendPath, sendBody());
    expect(again.json).toMatchObject({ errcode: 0 });
    expect(emulator.feed('zhixia')).toHaveLength(1);
    const result = await callOld(emulator, resultPath, { agent_id: app.agentId, task_id: again.json.task_id });
    expect(result.json).toMatchObject({
      errcode: 0,
      send_result: {
        forbidden_user_id_list: ['zhixia'],
        forbidden_list: [{ userid: 'zhixia', code: '143106', count: 1 }],
        unread_user_id_list: [],
      },
    });
    clock.pass(10 * 3_600_000); // 00:36 of the next day in Shanghai
    await callOld(emulator, sendPath, sendBody());
    expect(emulator.feed('zhixia')).toHaveLength(2);
  });

  test('after 500 on one day the rest is swallowed', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock, limits: { qps: 1000, dailyPerPerson: 3 } });
    const token = await tokenOf(emulator);
    let last: unknown;
    for (let i = 0; i < 4; i += 1) {
      const { json } = await callOld(emulator, sendPath, sendBody({ msg: oaMessage(`第 ${i} 封`) }), token);
      expect(json).toMatchObject({ errcode: 0 });
      last = json.task_id;
    }
    expect(emulator.feed('zhixia')).toHaveLength(3);
    const { json } = await callOld(emulator, resultPath, { agent_id: app.agentId, task_id: last });
    expect(json).toMatchObject({ send_result: { forbidden_list: [{ code: '143105' }] } });
  });

  test.each<[string, object, number]>([
    ['another agent', { agent_id: 1 }, 40056],
    ['101 people', { userid_list: Array.from({ length: 101 }, (_, i) => `u${i}`).join(',') }, 40032],
    ['nobody', { userid_list: '' }, 40035],
    ['no message', { msg: 'oops' }, 34014],
    ['an unknown kind', { msg: { msgtype: 'letter', letter: {} } }, 40008],
    ['2,049 bytes', { msg: { msgtype: 'text', text: { content: 'x'.repeat(2009) } } }, 45002],
    ['a title of 65', { msg: oaMessage('题'.repeat(65)) }, 45002],
    ['a status bar for six', { userid_list: 'a,b,c,d,e,f', msg: oaMessage('x', { status_value: '未读' }) }, 40035],
    [
      'a status bar for a department',
      { userid_list: '', dept_id_list: '1', msg: oaMessage('x', { status_value: '未读' }) },
      40035,
    ],
  ])('%s is refused', async (_name, over, errcode) => {
    const emulator = await buildEmulator();
    expect((await callOld(emulator, sendPath, sendBody(over))).json).toMatchObject({ errcode });
    expect(emulator.feed('zhixia')).toEqual([]);
  });

  test('exactly 2,048 bytes pass', async () => {
    const emulator = await buildEmulator();
    const msg = { msgtype: 'text', text: { content: 'x'.repeat(2008) } };
    expect(Buffer.byteLength(JSON.stringify(msg))).toBe(2048);
    expect((await callOld(emulator, sendPath, sendBody({ msg }))).json).toMatchObject({ errcode: 0 });
  });

  test('a department reaches everyone below it; a stranger is reported as invalid', async () => {
    const emulator = await buildEmulator();
    const { json } = await callOld(emulator, sendPath, sendBody({ userid_list: 'stranger', dept_id_list: '37001' }));
    expect(emulator.feed('zhixia')).toHaveLength(1);
    expect(emulator.feed('Mu_Yun')).toHaveLength(1);
    const result = await callOld(emulator, resultPath, { agent_id: app.agentId, task_id: json.task_id });
    expect(result.json).toMatchObject({
      send_result: { invalid_user_id_list: ['stranger'], unread_user_id_list: ['zhixia', 'Mu_Yun'] },
    });
  });

  test('progress goes from 0 over 1 to 2', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const token = await tokenOf(emulator);
    const { json } = await callOld(emulator, sendPath, sendBody(), token);
    const ask = async () =>
      (
        await callOld(
          emulator,
          '/topapi/message/corpconversation/getsendprogress',
          { agent_id: app.agentId, task_id: json.task_id },
          token,
        )
      ).json;
    expect(await ask()).toMatchObject({ errcode: 0, progress: { progress_in_percent: 0, status: 0 } });
    clock.pass(100);
    expect(await ask()).toMatchObject({ progress: { status: 1 } });
    clock.pass(1000);
    expect(await ask()).toMatchObject({ progress: { progress_in_percent: 100, status: 2 } });
    clock.pass(25 * 3_600_000);
    const late = await callOld(emulator, resultPath, { agent_id: app.agentId, task_id: json.task_id });
    expect(late.json).toMatchObject({ errcode: 40035 });
  });

  test('the bar changes, and a recalled task leaves the feed', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const { json } = await callOld(
      emulator,
      sendPath,
      sendBody({ msg: oaMessage('x', { status_value: '未读', status_bg: '0xFF0070D1' }) }),
    );
    const task_id = json.task_id;
    const base = '/topapi/message/corpconversation';
    clock.pass(1000);
    await callOld(emulator, `${base}/status_bar/update`, {
      agent_id: app.agentId,
      task_id,
      status_value: '已读',
      status_bg: '0xFF646B72',
    });
    expect(emulator.feed('zhixia')[0]?.status).toEqual({ value: '已读', background: '0xFF646B72' });
    await callOld(emulator, `${base}/recall`, { agent_id: app.agentId, msg_task_id: task_id });
    expect(emulator.feed('zhixia')).toEqual([]);
  });

  test('the month counts notifications and not tokens or sign-in, and ends with 90020', async () => {
    const emulator = await buildEmulator({ limits: { monthlyCalls: 2 } });
    await callOld(emulator, '/topapi/v2/user/get', { userid: 'zhixia' });
    expect(emulator.quota()).toEqual({ used: 0, limit: 2 });
    await callOld(emulator, sendPath, sendBody({ msg: oaMessage('1') }));
    await callOld(emulator, sendPath, sendBody({ msg: oaMessage('2') }));
    expect((await callOld(emulator, sendPath, sendBody({ msg: oaMessage('3') }))).json).toMatchObject({
      errcode: 88,
      sub_code: '90020',
    });
    expect(emulator.quota()).toEqual({ used: 2, limit: 2 });
  });

  test('the 21st call in one second is throttled', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const token = await tokenOf(emulator);
    const codes: unknown[] = [];
    for (let i = 0; i < 21; i += 1)
      codes.push((await callOld(emulator, '/topapi/v2/user/get', { userid: 'zhixia' }, token)).json.errcode);
    expect(codes.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(codes[20]).toBe(88);
    clock.pass(1000);
    expect((await callOld(emulator, '/topapi/v2/user/get', { userid: 'zhixia' }, token)).json).toMatchObject({
      errcode: 0,
    });
  });

  test('feed, quota and the memory of contents survive a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const stateFile = join(folder, 'state.json');
    const first = await startEmulator({ company, upstream: () => 'http://127.0.0.1:9', stateFile });
    first.registerApp(app);
    await callOld(first, sendPath, sendBody());
    await first.stop();
    const second = await buildEmulator({ stateFile });
    expect(second.feed('zhixia')).toHaveLength(1);
    expect(second.quota().used).toBe(1);
    await callOld(second, sendPath, sendBody());
    expect(second.feed('zhixia')).toHaveLength(1);
  });
});
