import { expect, test } from 'vitest';
import { createClient } from './client.ts';

const errorBody = (code: string) => ({ error: { code, what: { zh: '不行', en: 'no' }, requestId: 'r' } });

function clientOf(answers: (() => Response | Promise<Response>)[], renewed = true) {
  const requests: { url: string; init: RequestInit }[] = [];
  let renewals = 0;
  const client = createClient({
    fetch: (async (url: string, init: RequestInit) => {
      requests.push({ url, init });
      return answers[Math.min(requests.length, answers.length) - 1]!();
    }) as typeof fetch,
    base: '/api/v1',
    corpId: () => 'dingdemo',
    bearer: () => undefined,
    signInAgain: async () => {
      renewals += 1;
      return renewed;
    },
    online: () => true,
    language: () => 'zh',
  });
  return { client, requests, renewals: () => renewals };
}

test('every request carries the corp in our own header', async () => {
  const { client, requests } = clientOf([() => Response.json({ ok: 1 })]);
  await client.request('GET', '/x', { query: { a: '1', b: undefined } });
  expect(requests[0]?.url).toBe('/api/v1/x?a=1');
  expect(requests[0]?.init.headers).toMatchObject({ 'x-hongyan': 'dingdemo' });
});

test('every request names the language of the page, not the browser’s', async () => {
  const { client, requests } = clientOf([() => Response.json({ ok: 1 })]);
  await client.request('GET', '/x');
  expect(requests[0]?.init.headers).toMatchObject({ 'accept-language': 'zh-CN' });
});

test('an ended session is renewed once, and the request goes again', async () => {
  const gone = () => Response.json(errorBody('session.required'), { status: 401 });
  const { client, requests, renewals } = clientOf([gone, () => Response.json({ fine: true })]);
  expect(await client.request('GET', '/x')).toEqual({ ok: true, value: { fine: true } });
  expect([requests.length, renewals()]).toEqual([2, 1]);
});

test('where the cookie is lost and the session over, the bearer is tried first and then a new sign-in', async () => {
  const gone = () => Response.json(errorBody('session.required'), { status: 401 });
  const { client, renewals } = clientOf([gone, gone, () => Response.json({ fine: true })]);
  expect(await client.request('GET', '/x')).toMatchObject({ ok: true });
  expect(renewals()).toBe(2);
});

test('requests that fail together share one sign-in', async () => {
  let sent = 0;
  const { client, renewals } = clientOf([
    () => (++sent <= 3 ? Response.json(errorBody('session.required'), { status: 401 }) : Response.json({})),
  ]);
  await Promise.all([client.request('GET', '/a'), client.request('GET', '/b'), client.request('GET', '/c')]);
  expect(renewals()).toBe(1);
});

test('a session that cannot be renewed leaves the refusal as it was', async () => {
  const gone = () => Response.json(errorBody('session.required'), { status: 401 });
  const { client, requests } = clientOf([gone], false);
  const answer = await client.request('GET', '/x');
  expect(answer).toMatchObject({ ok: false, failure: { code: 'session.required', status: 401 } });
  expect(requests.length).toBe(1);
});

test('the page of a proxy is a failure with its status, not a crash', async () => {
  const { client } = clientOf([() => new Response('<html>Bad Gateway</html>', { status: 502 })]);
  expect(await client.request('GET', '/x')).toMatchObject({
    ok: false,
    failure: { code: 'web.no_answer', detail: 'HTTP 502' },
  });
});

test('no answer at all is a value too', async () => {
  const { client } = clientOf([() => Promise.reject(new TypeError('Failed to fetch'))]);
  expect(await client.request('GET', '/x')).toMatchObject({ ok: false, failure: { code: 'web.no_answer', status: 0 } });
});
