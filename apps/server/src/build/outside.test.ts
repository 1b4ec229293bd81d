import net, { type AddressInfo } from 'node:net';
import type { CallMeter } from '@hongyan/dingtalk';
import { type Clock, type CorpId, Secret, systemClock, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCallMeter } from '../features/apps/call-meter.ts';
import { createEgress } from '../platform/egress/egress.ts';
import type { Egress, HttpRequest } from '../platform/egress/types.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { createDingTalkByCorp, createMailDial } from './outside.ts';
import type { AppRecord, MailServiceRecord } from './ports.ts';

const service = (changes: Partial<MailServiceRecord>): MailServiceRecord => ({
  domain: 'corp.test',
  providerId: 'generic',
  imap: 'imap://127.0.0.1',
  smtp: 'smtp://127.0.0.1',
  onPremise: false,
  tlsMode: 'modern',
  ...changes,
});

describe('the way to a mail server', () => {
  test('leads to private addresses only for a service marked on-premise', async () => {
    const server = net.createServer((socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const egress = createEgress();
    const target = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, tls: false };
    await expect(createMailDial(egress, service({}))(target)).rejects.toMatchObject({ code: 'EGRESS_BLOCKED' });
    (await createMailDial(egress, service({ onPremise: true }))(target)).destroy();
    server.close();
    await egress.close();
  });
});

describe('the way to DingTalk', () => {
  let platform: TestPlatform;
  const asked: HttpRequest[] = [];
  const egress: Egress = {
    request: async (request) => {
      asked.push(request);
      return {
        status: 200,
        headers: {},
        body: Buffer.from('{"errcode":0,"task_id":1,"accessToken":"t","expireIn":7200,"result":{"userid":"u"}}'),
      };
    },
    dial: async () => {
      throw new Error('no mail here');
    },
    upgrade: async () => {
      throw new Error('no mail here');
    },
  };
  const record = (corpId: string, oapiUrl: string): AppRecord => ({
    corpId: corpId as CorpId,
    agentId: 1,
    appKey: 'dingkey0001',
    appSecret: new Secret('s'),
    publicUrl: 'https://x.test',
    oapiUrl,
    apiUrl: oapiUrl,
    loginUrl: oapiUrl,
    eventToken: 't',
    eventAesKey: new Secret('k'),
    paused: false,
    eventMode: 'push',
    callbackRanges: [],
    consoleRanges: [],
    mailServices: [],
  });
  const records = new Map<string, AppRecord>();
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  const create = (given: { clock?: Clock; meter?: CallMeter } = {}) =>
    createDingTalkByCorp({
      ...platform,
      egress,
      clock: systemClock,
      ...given,
      apps: { get: async (corpId) => records.get(corpId), list: async () => [...records.values()] },
    });

  test('never leads inside when it is DingTalk’s own, and may when an operator named a stand-in', async () => {
    records.set('dingreal', record('dingreal', 'https://oapi.dingtalk.com'));
    records.set('dingstand', record('dingstand', 'http://127.0.0.1:9999'));
    const dingtalk = create();
    await (await dingtalk('dingreal' as CorpId))?.getUserInfo('code');
    await (await dingtalk('dingstand' as CorpId))?.getUserInfo('code');
    const rules = asked.map(({ url, allowPrivate }) => `${new URL(url).hostname} ${allowPrivate}`);
    expect(new Set(rules)).toEqual(new Set(['oapi.dingtalk.com false', '127.0.0.1 true']));
    expect(await dingtalk('dingnobody' as CorpId)).toBeUndefined();
  });

  test('asks for a token once in all processes, and shares none between corps of one key', async () => {
    records.set('dingone', record('dingone', 'https://oapi.dingtalk.com'));
    records.set('dingtwo', record('dingtwo', 'https://oapi.dingtalk.com'));
    const countTokens = () => asked.filter(({ url }) => url.includes('gettoken') || url.includes('accessToken')).length;
    const before = countTokens();
    await (await create()('dingone' as CorpId))?.getUserInfo('code');
    await (await create()('dingone' as CorpId))?.getUserInfo('code');
    expect(countTokens() - before).toBe(1);
    await (await create()('dingtwo' as CorpId))?.getUserInfo('code');
    expect(countTokens() - before).toBe(2);
  });

  test('counts what takes from the month, and nothing of sign-in and people', async () => {
    const corpId = 'dingcount' as CorpId;
    records.set(corpId, record(corpId, 'https://oapi.dingtalk.com'));
    await platform.db.inSystem(({ sql: tx }) => sql`insert into corps (corp_id) values (${corpId})`.execute(tx));
    const meter = createCallMeter({ db: platform.db, clock: systemClock, log: platform.log });
    const app = await create({ meter })(corpId);
    await app?.getUserInfo('code');
    await app?.sendWorkNotification(['u' as UserId], '{"msgtype":"text"}');
    await meter.stop();
    expect(await meter.usage(corpId)).toMatchObject({
      calls: 1,
      byApi: [{ api: '/topapi/message/corpconversation/asyncsend_v2', calls: 1 }],
    });
  });

  test('keeps one pace in all processes', async () => {
    const corpId = 'dingpace' as CorpId;
    records.set(corpId, { ...record(corpId, 'https://oapi.dingtalk.com'), appKey: 'dingpacekey' });
    let now = Date.parse('2026-11-20T06:36:00Z');
    const times: number[] = [];
    const clock: Clock = {
      now: () => now,
      sleep: async (ms) => {
        now += ms;
      },
    };
    const processes = [create({ clock }), create({ clock })];
    for (let call = 0; call < 60; call += 1) {
      await (await processes[call % 2]!(corpId))?.getUserInfo('code');
      times.push(now);
    }
    const busiest = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
    expect(busiest).toBeLessThanOrEqual(20);
    expect(busiest).toBeGreaterThanOrEqual(15);
  });
});
