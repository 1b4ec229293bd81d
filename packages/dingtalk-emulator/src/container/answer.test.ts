import { describe, expect, test } from 'vitest';
import { clientVersion } from '../bridge/devices.ts';
import { app, buildEmulator, callOld, company } from '../testing/build.ts';
import { answerCall, type ContainerPorts } from './answer.ts';
import { createGrantedApis } from './config.ts';
import type { ContainerCall } from './types.ts';

const ports: ContainerPorts = {
  corpId: company.corpId,
  apps: [app],
  network: 'normal',
  version: clientVersion,
  acceptSha1: false,
  granted: createGrantedApis(),
  ticket: () => undefined,
  directory: {
    person: (userId) => company.people.find((one) => one.userId === userId),
    people: () => company.people,
    department: (id) => company.departments.find((one) => one.id === id),
    departments: () => company.departments,
    everyoneWithin: (id) => company.people.filter((one) => one.departmentId === id),
  },
  isAppOrigin: (_app, origin) => origin === 'http://mail.test',
  issueCode: (userId, appKey) => `code-of-${userId}-${appKey}`,
};
const ask = (method: string, params: Record<string, unknown> = {}, over: Partial<ContainerCall> = {}) =>
  answerCall(
    { person: company.people[0]!, device: 'ios', pageUrl: 'http://mail.test/static/?x=1', method, params, ...over },
    ports,
  );

describe('what the container answers', () => {
  test.each(['runtime.permission.requestAuthCode', 'runtime.permission.requestAuthCodeV2'])(
    '%s gives a code of this person',
    (method) => {
      expect(ask(method, { corpId: 'dingcorp01' }).reply).toEqual({
        kind: 'ok',
        body: { code: 'code-of-zhixia-dingmailapp0001' },
      });
      expect(ask(method, { corpId: 'dingcorp01', clientId: app.appKey }).reply.kind).toBe('ok');
    },
  );

  test.each([
    ['another corp', { corpId: 'dingcorp02' }, {}],
    ['an unknown app', { corpId: 'dingcorp01', clientId: 'dingnobody' }, {}],
    ['a page that belongs to no app', { corpId: 'dingcorp01' }, { pageUrl: 'http://evil.example/' }],
    ['a page without an address', { corpId: 'dingcorp01' }, { pageUrl: '' }],
  ])('no code for %s', (_name, params, over) => {
    expect(ask('runtime.permission.requestAuthCode', params, over).reply.kind).toBe('fail');
  });

  test('an unknown method is refused at once', () => {
    expect(ask('biz.made.up').reply).toMatchObject({ kind: 'fail', errorCode: '1' });
  });

  test('a watched button stays open on phones and does not exist on PC', () => {
    const params = { show: true, control: true, text: '写信' };
    expect(ask('biz.navigation.setRight', params)).toEqual({
      reply: { kind: 'watch' },
      effect: { kind: 'right', show: true, text: '写信' },
    });
    expect(ask('biz.navigation.setRight', params, { device: 'pc-win' }).reply).toMatchObject({ errorCode: '1' });
  });

  test('a link leaves DingTalk on PC and stays inside on phones', () => {
    expect(ask('biz.util.openLink', { url: 'https://x.example/' }).effect).toMatchObject({ in: 'here' });
    expect(ask('biz.util.openLink', { url: 'https://x.example/' }, { device: 'pc-mac' }).effect).toMatchObject({
      in: 'browser',
    });
    expect(
      ask('biz.util.openSlidePanel', { url: 'https://x.example/', title: 't' }, { device: 'pc-win' }).effect,
    ).toMatchObject({ in: 'panel' });
  });

  test('odd parameters from a page do no harm', () => {
    expect(ask('device.notification.toast', { text: 7, duration: 'x' }).effect).toMatchObject({ text: '', seconds: 2 });
    expect(ask('device.notification.confirm', { buttonLabels: 'x' }).effect).toMatchObject({
      dialog: { buttons: ['确定', '取消'] },
    });
    expect(ask('biz.util.previewImage', { urls: ['a', 'b'], current: 'b' }).effect).toMatchObject({ current: 1 });
  });

  test('a code from the container signs its person in', async () => {
    const emulator = await buildEmulator();
    const origin = emulator.frameOrigin('Mu_Yun', 'pc-win');
    const reply = emulator.answer('Mu_Yun', 'pc-win', `${origin}/static/`, 'runtime.permission.requestAuthCode', {
      corpId: 'dingcorp01',
    });
    const code = reply.kind === 'ok' ? (reply.body as { code: string }).code : '';
    expect((await callOld(emulator, '/topapi/v2/user/getuserinfo', { code })).json).toMatchObject({
      result: { userid: 'Mu_Yun', sys: false },
    });
  });

  test('an injected fault hits the container only, and once', async () => {
    const emulator = await buildEmulator();
    const origin = emulator.frameOrigin('zhixia', 'ios');
    const method = 'runtime.permission.requestAuthCodeV2';
    const ask = () => emulator.answer('zhixia', 'ios', `${origin}/`, method, { corpId: 'dingcorp01' });
    emulator.faults.add({ path: '*', kind: 'down', times: 1 });
    expect(ask().kind).toBe('ok');
    emulator.faults.clear();
    emulator.faults.add({ path: `jsapi:${method}`, kind: 'errcode', code: '7', times: 1 });
    expect(ask()).toMatchObject({ kind: 'fail', errorCode: '7' });
    expect(ask().kind).toBe('ok');
  });

  test('an injected old client lacks what came later', async () => {
    const emulator = await buildEmulator();
    const url = `${emulator.frameOrigin('zhixia', 'ios')}/`;
    const ask = (method: string) => emulator.answer('zhixia', 'ios', url, method, { corpId: 'dingcorp01' });
    const id = emulator.faults.add({ path: 'jsapi:version', kind: 'errcode', code: '6.5.0' });
    expect(ask('runtime.permission.requestAuthCodeV2')).toMatchObject({ kind: 'fail', errorCode: '1' });
    expect(ask('runtime.permission.requestAuthCode').kind).toBe('ok');
    emulator.faults.clear(id);
    expect(ask('runtime.permission.requestAuthCodeV2').kind).toBe('ok');
  });
});
