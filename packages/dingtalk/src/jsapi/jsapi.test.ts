import { describe, expect, test } from 'vitest';
import { createDingTalk } from '../client.ts';
import { memoryTokenStore } from '../memory-token-store.ts';
import { buildApp, buildCredential, start } from '../testing/build-app.ts';
import type { Scripted } from '../testing/scripted-http.ts';
import type { HttpOut } from '../types.ts';
import { decodeUrl } from './decode-url.ts';
import { signPage } from './sign.ts';

const path = '/v1.0/oauth2/jsapiTickets';
const ticket = (value: string, expireIn: number | string = 7200): Scripted => ({
  json: { jsapiTicket: value, expireIn },
});
const hour = 3_600_000;

describe('the signature of a page', () => {
  test('agrees with the vector', () => {
    const url = 'https://mail.example.com/app/index.html?corpId=dingcorp01&m=%E6%B5%8B%E8%AF%95';
    const page = { ticket: 'TICKET0123', nonceStr: 'mailnonce', timeStamp: '1700000000000', url: decodeUrl(url)! };
    expect(signPage(page)).toBe('12b86ade716f6e08c7a4ba2a719cecc26764b83825f11461ceb2823cc58b91ad');
  });

  test.each([
    ['https://h/p', 'https://h/p'],
    ['https://h:8443/a%20b/?q=a+b%20c', 'https://h:8443/a%20b/?q=a b c'],
    ['HTTPS://H/p?x=%2B%26#part?no', 'https://H/p?x=+&'],
    ['https://h/p?', 'https://h/p?'],
    ['https://h?q=1', 'https://h?q=1'],
    ['https://h/#/route?q=%41', 'https://h/'],
    ['https://h/p?q=%E6%B5%8B%ff!', 'https://h/p?q=测\ufffd!'],
  ])('decodes the query of %s, and nothing else', (given, decoded) => {
    expect(decodeUrl(given)).toBe(decoded);
  });

  test.each(['', 'mail.example.com/x', 'javascript:alert(1)', 'https://', 'https://h/p?q=%zz', 'https://h/p?q=100%'])(
    'is refused for %j',
    async (url) => {
      const { app, calls } = buildApp({ [path]: ticket('T') });
      expect(await app.jsapi.sign(url)).toMatchObject({ ok: false, error: { kind: 'param' } });
      expect(calls).toEqual([]);
    },
  );

  test('carries what dd.config wants, with a new nonce each time', async () => {
    const { app } = buildApp({ [path]: ticket('T') });
    const signed = await Promise.all([app.jsapi.sign('https://h/p?a=1#x'), app.jsapi.sign('https://h/p?a=1#x')]);
    const [first, second] = signed.map((one) => (one.ok ? one.value : undefined));
    expect(first).toMatchObject({ agentId: 1234567, corpId: 'dingcorp01', timeStamp: String(start) });
    expect(first!.signature).toBe(signPage({ ...first!, ticket: 'T', url: 'https://h/p?a=1' }));
    expect(first!.nonceStr).not.toBe(second!.nonceStr);
  });
});

describe('a ticket', () => {
  test('of which the store keeps nothing that can be read is asked for anew', async () => {
    const tokens = memoryTokenStore();
    const torn = { value: '{"ticket":', expiresAt: start + 3_600_000 };
    const get = async (key: string) => (key.includes('jsapi') ? torn : tokens.get(key));
    const { app, countOf } = buildApp({ [path]: ticket('T') }, { tokens: { ...tokens, get } });
    expect((await app.jsapi.getTicket()).ok).toBe(true);
    expect(countOf(path)).toBe(1);
  });

  test('is asked for once by many at once, and by those who share the store', async () => {
    const tokens = memoryTokenStore();
    const { app, dingtalk, countOf } = buildApp({ [path]: ticket('T') }, { tokens });
    await Promise.all(Array.from({ length: 20 }, () => app.jsapi.getTicket()));
    await dingtalk(buildCredential()).jsapi.getTicket();
    expect(countOf(path)).toBe(1);
  });

  test('is renewed ten minutes early, for as long as the platform gives the same one', async () => {
    const { app, pass, countOf } = buildApp({ [path]: ticket('T', '7200') });
    await app.jsapi.getTicket();
    pass(2 * hour - 601_000);
    await app.jsapi.getTicket();
    expect(countOf(path)).toBe(1);
    pass(2000);
    await app.jsapi.getTicket();
    expect(countOf(path)).toBe(2);
  });

  test('is never used after the 24 h that the platform gives it, and is not asked for at every call', async () => {
    let now = start;
    let made = { value: 'ticket-1', at: -Infinity };
    let asked = 0;
    const http: HttpOut = async ({ url }) => {
      const answer = (json: object) => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(json)) });
      if (!url.endsWith(path)) return answer({ accessToken: 't', expireIn: 7200 });
      asked += 1;
      if (now - made.at >= 24 * hour) made = { value: `ticket-${asked}`, at: now };
      return answer({ jsapiTicket: made.value, expireIn: 7200 });
    };
    const clock = { now: () => now, sleep: async () => undefined };
    const app = createDingTalk({ http, clock, tokens: memoryTokenStore() })(buildCredential());
    for (let minute = 0; minute <= 50 * 60; minute += 1) {
      const got = await app.jsapi.getTicket();
      expect(got.ok && got.value.reveal()).toBe(made.value);
      expect(now - made.at).toBeLessThan(24 * hour);
      now += 60_000;
    }
    // 50 hours in steps of 110 minutes, and once or twice more where a day ends.
    expect(asked).toBeLessThanOrEqual(32);
  });

  test('that still lives is used when the platform is busy', async () => {
    const { app, pass } = buildApp({ [path]: [ticket('T'), { status: 500, json: { code: 'systemBusy' } }] });
    await app.jsapi.getTicket();
    pass(2 * hour - 300_000);
    const again = await app.jsapi.getTicket();
    expect(again.ok && again.value.reveal()).toBe('T');
  });
});
