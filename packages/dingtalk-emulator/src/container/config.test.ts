import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { app, buildEmulator, call, handClock, tokenOf } from '../testing/build.ts';
import type { Emulator } from '../types.ts';
import { type ConfigPorts, decodeQuery, judgeConfig } from './config.ts';
import { createJsapiTickets } from './tickets.ts';

/** The vector of dingtalk-api.md §2.4. */
const pageUrl = 'https://mail.example.com/app/index.html?corpId=dingcorp01&m=%E6%B5%8B%E8%AF%95';
const signed = {
  agentId: app.agentId,
  corpId: 'dingcorp01',
  timeStamp: '1700000000000',
  nonceStr: 'mailnonce',
  signature: '12b86ade716f6e08c7a4ba2a719cecc26764b83825f11461ceb2823cc58b91ad',
  type: 0,
  jsApiList: ['biz.contact.complexPicker'],
};
const ports: ConfigPorts = {
  corpId: 'dingcorp01',
  apps: [app],
  acceptSha1: false,
  ticket: () => 'TICKET0123',
  isAppOrigin: (_app, origin) => origin === 'https://mail.example.com',
};
const judge = (over: object = {}, with_: Partial<ConfigPorts> = {}, url = pageUrl) =>
  judgeConfig({ params: { ...signed, ...over }, pageUrl: url }, { ...ports, ...with_ });

describe('dd.config', () => {
  test('the published vector is right, and the fragment of the address does not count', () => {
    expect(judge()).toEqual({ granted: ['biz.contact.complexPicker'] });
    expect(judge({}, {}, `${pageUrl}#/read/1`)).toEqual({ granted: ['biz.contact.complexPicker'] });
    expect(judge({ timeStamp: 1700000000000 })).toEqual({ granted: ['biz.contact.complexPicker'] });
  });

  test('SHA-1 is taken only by its switch', () => {
    const old = { signature: 'c529ff3d48b649ad1367b26d18f861a3d32bf4ed' };
    expect(judge(old)).toMatchObject({ errorCode: '52013' });
    expect(judge(old, { acceptSha1: true })).toMatchObject({ granted: expect.any(Array) });
  });

  test.each<[string, object, Partial<ConfigPorts>, string]>([
    ['52010', { corpId: 'dingcorp02' }, {}, pageUrl],
    ['52011', {}, { ticket: () => undefined }, pageUrl],
    ['52013', { signature: 'a'.repeat(64) }, {}, pageUrl],
    ['52013', {}, {}, `${pageUrl}&more=1`],
    ['52014', {}, {}, 'https://other.example/'],
    ['52015', { nonceStr: '' }, {}, pageUrl],
    ['52016', { signature: '' }, {}, pageUrl],
    ['52017', { jsApiList: 'biz.util.open' }, {}, pageUrl],
    ['52018', { timeStamp: 'now' }, {}, pageUrl],
    ['52019', { agentId: 99 }, {}, pageUrl],
    ['52021', {}, { apps: [{ ...app, published: false }] }, pageUrl],
  ])('fails with %s: %j', (errorCode, over, with_, url) => {
    expect(judge(over, with_, url)).toMatchObject({ kind: 'fail', errorCode });
  });

  test('only the query is decoded, and + is a space', () => {
    expect(decodeQuery('https://x.example/%E6%B5%8B?a=1+2&b=%2B')).toBe('https://x.example/%E6%B5%8B?a=1 2&b=+');
    expect(decodeQuery('https://x.example/%')).toBe('https://x.example/%');
    expect(decodeQuery('https://x.example/?a=%')).toBe('https://x.example/?a=%');
  });
});

describe('tickets', () => {
  test('are the same for two hours, renewed by asking, and dead after a day', () => {
    const clock = handClock();
    const tickets = createJsapiTickets(clock);
    const first = tickets.issue('k');
    for (let hours = 0; hours < 23; hours++) {
      clock.pass(3_600_000);
      expect(tickets.issue('k')).toBe(first);
    }
    clock.pass(3_600_000);
    expect(tickets.living('k')).toBeUndefined();
    const second = tickets.issue('k');
    expect(second).not.toBe(first);
    clock.pass(7_200_000);
    expect(tickets.living('k')).toBeUndefined();
  });

  test('both families hand out the same one', async () => {
    const emulator = await buildEmulator();
    const token = await tokenOf(emulator);
    const fresh = await call(`${emulator.apiUrl}/v1.0/oauth2/jsapiTickets`, '', {
      'x-acs-dingtalk-access-token': token,
    });
    const old = await call(`${emulator.oapiUrl}/get_jsapi_ticket?access_token=${token}`);
    expect(fresh.json).toEqual({ jsapiTicket: expect.any(String), expireIn: 7200 });
    expect(old.json).toMatchObject({ errcode: 0, errmsg: 'ok', ticket: fresh.json.jsapiTicket, expires_in: 7200 });
    const none = await call(`${emulator.oapiUrl}/get_jsapi_ticket`);
    expect(none.json).toMatchObject({ errcode: 41001 });
  });
});

describe('what a page may call', () => {
  const pick = 'biz.contact.complexPicker';
  async function configure(emulator: Emulator, pageId?: string, origin = emulator.frameOrigin('zhixia', 'ios')) {
    const token = await tokenOf(emulator);
    const { json } = await call(`${emulator.oapiUrl}/get_jsapi_ticket?access_token=${token}`);
    const url = `${origin}/static/`;
    const plain = `jsapi_ticket=${json.ticket}&noncestr=n&timestamp=1700000000000&url=${url}`;
    const signature = createHash('sha256').update(plain).digest('hex');
    const params = { ...signed, nonceStr: 'n', signature, jsApiList: [pick] };
    return emulator.answer('zhixia', 'ios', url, 'runtime.permission.requestJsApis', params, pageId);
  }
  const ask = (emulator: Emulator, method: string, pageId?: string) => {
    const url = `${emulator.frameOrigin('zhixia', 'ios')}/static/deeper`;
    return emulator.answer('zhixia', 'ios', url, method, { corpId: 'dingcorp01' }, pageId);
  };

  test('nothing that needs it before dd.config, then what was listed and no more', async () => {
    const emulator = await buildEmulator();
    expect(ask(emulator, pick)).toMatchObject({ kind: 'fail', errorCode: '7' });
    expect(await configure(emulator)).toEqual({ kind: 'ok', body: {} });
    expect(ask(emulator, pick)).toMatchObject({
      kind: 'ok',
      body: { selectedCount: 1, users: [{ emplId: 'zhixia' }] },
    });
    expect(ask(emulator, 'biz.clipboardData.setData')).toMatchObject({ errorCode: '7' });
  });

  test('what one load of a page was granted, another has not', async () => {
    const emulator = await buildEmulator();
    await configure(emulator, 'load-1');
    expect(ask(emulator, pick, 'load-1').kind).toBe('ok');
    expect(ask(emulator, pick, 'load-2')).toMatchObject({ errorCode: '7' });
  });
});
