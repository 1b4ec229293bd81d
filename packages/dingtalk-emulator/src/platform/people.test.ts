import { describe, expect, test } from 'vitest';
import { app, buildEmulator, callOld, handClock, tokenOf } from '../testing/build.ts';

const path = '/topapi/v2/user/getuserinfo';

describe('sign-in codes on the wire', () => {
  test('a code names its person, once', async () => {
    const emulator = await buildEmulator();
    const code = emulator.issueAuthCode('zhixia');
    expect((await callOld(emulator, path, { code })).json).toEqual({
      errcode: 0,
      errmsg: 'ok',
      request_id: expect.any(String),
      result: {
        userid: 'zhixia',
        name: '沈知夏',
        unionid: 'uZhixia',
        associated_unionid: 'uZhixia',
        device_id: expect.any(String),
        sys: true,
        sys_level: 1,
      },
    });
    expect((await callOld(emulator, path, { code })).json).toEqual({
      errcode: 40078,
      errmsg: '不存在的临时授权码',
      request_id: expect.any(String),
    });
  });

  test('a code dies after 300 seconds', async () => {
    const clock = handClock();
    const emulator = await buildEmulator({ clock });
    const early = emulator.issueAuthCode('zhixia');
    const late = emulator.issueAuthCode('zhixia');
    clock.pass(299_000);
    expect((await callOld(emulator, path, { code: early })).json).toMatchObject({ errcode: 0 });
    clock.pass(1_000);
    expect((await callOld(emulator, path, { code: late })).json).toMatchObject({ errcode: 40078 });
  });

  test('a code of one app is worth nothing to another, and stays usable by its own', async () => {
    const emulator = await buildEmulator();
    emulator.registerApp({ ...app, agentId: 2, appKey: 'dingotherapp', appSecret: 'o' });
    const code = emulator.issueAuthCode('Mu_Yun', 'dingotherapp');
    expect((await callOld(emulator, path, { code }, await tokenOf(emulator))).json).toMatchObject({ errcode: 40078 });
  });

  test('a person of the directory, and one who is not', async () => {
    const emulator = await buildEmulator();
    const { json } = await callOld(emulator, '/topapi/v2/user/get', { userid: 'zhixia', language: 'zh_CN' });
    expect(json).toMatchObject({
      errcode: 0,
      result: {
        userid: 'zhixia',
        unionid: 'uZhixia',
        name: '沈知夏',
        title: '产品经理',
        email: 'shen.zhixia@ccjy.example',
        dept_id_list: [37001],
        active: true,
        admin: true,
      },
    });
    expect(JSON.stringify(json)).not.toContain('p4ss');
    const missing = await callOld(emulator, '/topapi/v2/user/get', { userid: 'nobody' });
    expect(missing.json).toMatchObject({ errcode: 60121 });
  });
});
