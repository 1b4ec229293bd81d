import net, { type AddressInfo } from 'node:net';
import { type CorpId, Secret, systemClock } from '@hongyan/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
        body: Buffer.from('{"errcode":0,"accessToken":"t","expireIn":7200,"result":{"userid":"u"}}'),
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
  const create = () =>
    createDingTalkByCorp({
      ...platform,
      egress,
      clock: systemClock,
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
});
