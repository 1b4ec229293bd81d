import type { DingTalkApp, DingTalkFailure } from '@hongyan/dingtalk';
import { type Emulator, type FaultRule, startEmulator } from '@hongyan/dingtalk-emulator';
import { type Clock, type CorpId, Secret, systemClock, type UserId } from '@hongyan/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEgress } from '../platform/egress/egress.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { plainApp } from './dingtalk-stand-ins.ts';
import { createDingTalkByCorp } from './outside.ts';

const corpId = 'dingfaults01' as CorpId;
const person = 'chenming' as UserId;
const paths = {
  people: '/topapi/v2/user/get',
  send: '/topapi/message/corpconversation/asyncsend_v2',
  apps: '/v1.0/microApp/allInnerApps',
};
type Call = keyof typeof paths;

describe('DingTalk’s bad days, over real connections and the shared database', () => {
  let platform: TestPlatform;
  let emulator: Emulator;
  let app: DingTalkApp;
  const egress = createEgress();
  let ahead = 0;
  // Waits are passed over, on both sides.
  const clock: Clock = {
    now: () => systemClock.now() + ahead,
    sleep: async (ms) => {
      ahead += ms;
      emulator.clock.pass(ms);
    },
  };
  beforeAll(async () => {
    platform = await openTestPlatform();
    emulator = await startEmulator({
      company: {
        corpId,
        name: '示例公司',
        departments: [{ id: 1, name: '示例公司' }],
        people: [{ userId: person, name: '陈明', unionId: 'uChen', title: '工程师', departmentId: 1, isAdmin: true }],
      },
      upstream: () => 'http://127.0.0.1:9',
    });
    emulator.registerApp({
      agentId: 1234567,
      appKey: 'dingfaultsapp',
      appSecret: 'faults-secret',
      homeUrl: 'https://mail.example.com/',
      pcHomeUrl: 'https://mail.example.com/',
      name: '企业邮箱',
    });
    const { oapiUrl, apiUrl, loginUrl } = emulator;
    const record = {
      ...plainApp,
      corpId,
      agentId: 1234567,
      appKey: 'dingfaultsapp',
      appSecret: new Secret('faults-secret'),
      oapiUrl,
      apiUrl,
      loginUrl,
      mailServices: [],
    };
    const apps = { get: async () => record, list: async () => [record] };
    app = (await createDingTalkByCorp({ ...platform, egress, clock, apps })(corpId))!;
  });
  afterAll(async () => {
    await emulator.stop();
    await egress.close();
    await platform.close();
  });

  /** Makes one call under a fault; answers how it ended and how often it was made. */
  async function callUnder(call: Call, fault: Omit<FaultRule, 'path'>) {
    await clock.sleep(400_000);
    await emulator.control('faults/add', { ...fault, path: paths[call] });
    const before = emulator.calls().length;
    const content = `${fault.kind} ${fault.times}`;
    const result = await {
      people: () => app.getUser(person),
      send: () => app.sendWorkNotification([person], JSON.stringify({ msgtype: 'text', text: { content } })),
      apps: () => app.apps.list(),
    }[call]();
    await emulator.control('faults/clear', {});
    const made = emulator.calls().slice(before);
    const failure: DingTalkFailure | undefined = result.ok ? undefined : result.error;
    return { failure, times: made.filter((one) => one.path === paths[call]).length };
  }

  test.each<[Call, FaultRule['kind'], Partial<FaultRule>, number]>([
    ['people', 'down', {}, 2],
    ['people', 'cut', {}, 2],
    ['apps', 'cut', {}, 2],
    ['apps', 'status', { status: 504 }, 2],
    ['people', 'errcode', { code: '-1' }, 2],
    ['people', 'errcode', { code: '90018' }, 2],
    ['send', 'errcode', { code: '90018' }, 2],
    ['people', 'token', {}, 2],
    ['send', 'token', {}, 2],
    ['apps', 'token', {}, 2],
  ])('%s lives through one %s (%j)', async (call, kind, more, times) => {
    expect(await callUnder(call, { kind, times: 1, ...more })).toEqual({ failure: undefined, times });
  });

  test.each<[Call, FaultRule['kind'], Partial<FaultRule>, Partial<DingTalkFailure>, number]>([
    ['people', 'down', {}, { kind: 'busy', maybeDone: true }, 4],
    ['people', 'errcode', { code: '90018' }, { kind: 'qps' }, 4],
    ['send', 'down', {}, { kind: 'busy', maybeDone: true }, 1],
    ['send', 'cut', {}, { kind: 'busy', maybeDone: true }, 1],
    ['send', 'status', { status: 504 }, { kind: 'busy', maybeDone: true }, 1],
    ['send', 'page', {}, { kind: 'qps', code: 'blocked', retryAfterMs: 300_000 }, 1],
    ['people', 'token', {}, { kind: 'token' }, 2],
    ['people', 'ip', {}, { kind: 'ip', requestIp: '203.0.113.9' }, 1],
    ['apps', 'ip', {}, { kind: 'ip', requestIp: '203.0.113.9' }, 1],
    ['people', 'permission', {}, { kind: 'permission', requiredScopes: ['qyapi_get_member'] }, 1],
    ['apps', 'permission', {}, { kind: 'permission', requiredScopes: ['qyapi_get_microapp_list'] }, 1],
    ['send', 'quota', {}, { kind: 'quota' }, 1],
    ['apps', 'quota', {}, { kind: 'quota' }, 1],
  ])('%s under a lasting %s (%j) says what it is', async (call, kind, more, failure, times) => {
    expect(await callUnder(call, { kind, ...more })).toMatchObject({ failure, times });
  });

  test('a token that the platform took back is replaced, for calls and for the page’s ticket', async () => {
    expect((await app.getUser(person)).ok).toBe(true);
    await emulator.control('tokens/expire', {});
    expect((await app.getUser(person)).ok).toBe(true);
    await emulator.control('tokens/expire', {});
    expect((await app.jsapi.getTicket()).ok).toBe(true);
  });
});
