import { type CorpId, Secret } from '@hongyan/kit';
import { afterEach, describe, expect, test } from 'vitest';
import type { DingTalkEvent } from '../events/types.ts';
import { noteRecorded } from '../testing/traffic.ts';
import { createStream } from './stream.ts';
import { handClock, settle } from './testing/hand-clock.ts';
import { eventFrame, standInGateway } from './testing/stand-in-gateway.ts';
import type { Stream, StreamState } from './types.ts';

const secret = 'app-secret-never-shown';
const credential = {
  corpId: 'dingcorp01' as CorpId,
  agentId: 7,
  appKey: 'dingmailapp0001',
  appSecret: new Secret(secret),
  oapiUrl: 'https://oapi.dingtalk.com',
  apiUrl: 'https://api.dingtalk.com',
};

const streams: Stream[] = [];
afterEach(async () => {
  await Promise.all(streams.splice(0).map((stream) => stream.stop()));
});

function begin(
  options: {
    pongs?: boolean;
    random?: number;
    prepare?: (gateway: ReturnType<typeof standInGateway>) => void;
    onEvent?: (event: DingTalkEvent) => Promise<'done' | 'later'>;
  } = {},
) {
  const clock = handClock();
  const gateway = standInGateway(options);
  options.prepare?.(gateway);
  const events: DingTalkEvent[] = [];
  const malformed: string[] = [];
  const states: StreamState[] = [];
  const stream = createStream({
    credential,
    http: gateway.http,
    socket: gateway.socket,
    clock,
    random: () => options.random ?? 1,
    onEvent: async (event) => {
      events.push(event);
      return (await options.onEvent?.(event)) ?? 'done';
    },
    onMalformed: (event) => void malformed.push(event.reason),
    onState: (state) => void states.push(state),
  });
  streams.push(stream);
  return { clock, gateway, events, malformed, states, stream, end: (at: number) => gateway.ends[at]! };
}
const statusOf = (reply: { data: string } | undefined) => reply && JSON.parse(reply.data).status;

describe('opening', () => {
  test('asks for JSON with the pair, subscribes to all events, and takes the ticket url-encoded to the endpoint', async () => {
    const { gateway, stream } = begin();
    await settle();
    expect(gateway.requests).toEqual([
      {
        url: 'https://api.dingtalk.com/v1.0/gateway/connections/open',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: {
          clientId: 'dingmailapp0001',
          clientSecret: secret,
          subscriptions: [{ type: 'EVENT', topic: '*' }],
          ua: 'hongyan/1',
        },
      },
    ]);
    expect(gateway.ends.map(({ url }) => url)).toEqual([
      'wss://wss-open-connection.dingtalk.com/connect?ticket=t%201%2F%2B',
    ]);
    expect(stream.state()).toMatchObject({ kind: 'connected' });
    noteRecorded('POST', new URL(gateway.requests[0]!.url).pathname);
  });

  test('survives an answer in XML', async () => {
    const text =
      '<?xml version="1.0"?><ConnectionDTO><endpoint>wss://gw.dingtalk.com/connect?a=1&amp;b=2</endpoint><ticket>t&lt;1</ticket></ConnectionDTO>';
    const { gateway } = begin({ prepare: ({ answers }) => answers.push({ text }) });
    await settle();
    expect(gateway.ends[0]?.url).toBe('wss://gw.dingtalk.com/connect?a=1&b=2&ticket=t%3C1');
  });

  test.each([
    ['an empty object', { json: {} }],
    ['XML without a ticket', { text: '<?xml version="1.0"?><a/>' }],
    ['no ticket', { json: { endpoint: 'wss://gw.dingtalk.com/connect' } }],
    ['an endpoint that is none', { json: { endpoint: 'javascript:alert(1)', ticket: 't' } }],
    ['a plain endpoint for a gateway asked over TLS', { json: { endpoint: 'ws://gw.dingtalk.com/c', ticket: 't' } }],
    ['an endpoint with a user', { json: { endpoint: 'wss://a:b@gw.dingtalk.com/c', ticket: 't' } }],
    ['words', { text: 'not json' }],
    ['the page of a firewall', { status: 400, text: '<html><body>400</body></html>' }],
    ['an error of the network', { error: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }],
    ['a time-out of the gateway', { status: 504, text: '' }],
  ])('waits and tries again after %s', async (_, answer) => {
    const { clock, gateway, stream } = begin({ prepare: ({ answers }) => answers.push(answer) });
    await settle();
    expect(gateway.ends).toEqual([]);
    expect(stream.state()).toMatchObject({ kind: 'waiting', failure: { code: expect.any(String) } });
    await clock.advance(5 * 60_000);
    expect(gateway.ends).toHaveLength(1);
    expect(stream.state().kind).toBe('connected');
  });

  test('that is refused says so without the secret, and is not tried again for minutes', async () => {
    const refusal = { status: 401, json: { requestid: 'R', code: 'authFailed', message: `鉴权失败 ${secret}` } };
    const { clock, gateway, stream } = begin({ prepare: ({ answers }) => answers.push(refusal, refusal) });
    await settle();
    const state = stream.state();
    expect(state).toMatchObject({ kind: 'waiting', failure: { kind: 'token', code: 'authFailed' } });
    expect(JSON.stringify(state)).not.toContain(secret);
    await clock.advance(2 * 60_000);
    expect(gateway.requests).toHaveLength(1);
    await clock.advance(15 * 60_000);
    expect(gateway.requests.length).toBeGreaterThan(1);
  });

  test('waits from about a second to a minute, never in step, with a fresh ticket each time', async () => {
    const { clock, gateway } = begin();
    const waits: number[] = [];
    for (let at = 0; at < 12; at += 1) {
      await settle();
      gateway.ends.at(-1)?.drop();
      await settle();
      waits.push(clock.nextIn() ?? -1);
      await clock.advance(clock.nextIn() ?? 0);
    }
    expect(waits.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
    expect(Math.max(...waits)).toBe(60_000);
    expect(new Set(gateway.ends.map(({ url }) => url)).size).toBe(gateway.ends.length);
    const early = begin({ random: 0 });
    await settle();
    early.end(0).drop();
    await settle();
    expect(early.clock.nextIn()).toBe(500);
  });
});

describe('a connection', () => {
  test('answers a ping with its own words', async () => {
    const { end } = begin();
    await settle();
    const data = '{"opaque":"op-000001"}';
    end(0).push({ specVersion: '1.0', type: 'SYSTEM', headers: { topic: 'ping', messageId: 'm1' }, data });
    expect(end(0).received).toEqual([
      { code: 200, headers: { contentType: 'application/json', messageId: 'm1' }, message: 'OK', data },
    ]);
  });

  test('acknowledges an event only after the handler has said done, and asks for it again otherwise', async () => {
    const finish = Promise.withResolvers<'done' | 'later'>();
    const { end, events } = begin({
      onEvent: async ({ eventId }) => {
        if (eventId === 'e-throws') throw new Error('no database');
        return eventId === 'e-slow' ? finish.promise : eventId === 'e-later' ? 'later' : 'done';
      },
    });
    await settle();
    for (const id of ['e-slow', 'e-later', 'e-throws', 'e-done']) end(0).push(eventFrame(id));
    await settle();
    expect(end(0).received.map((reply) => [reply.headers.messageId, statusOf(reply)])).toEqual([
      ['message-e-later', 'LATER'],
      ['message-e-throws', 'LATER'],
      ['message-e-done', 'SUCCESS'],
    ]);
    finish.resolve('done');
    await settle();
    expect(end(0).received.at(-1)).toEqual({
      code: 200,
      headers: { contentType: 'application/json', messageId: 'message-e-slow' },
      message: 'OK',
      data: '{"status":"SUCCESS","message":"ok"}',
    });
    expect(events.map(({ eventId }) => eventId)).toEqual(['e-slow', 'e-later', 'e-throws', 'e-done']);
  });

  test('handles an event that is pushed again while its handler still runs once, and answers both', async () => {
    const finish = Promise.withResolvers<'done'>();
    const { end, events } = begin({ onEvent: () => finish.promise });
    await settle();
    end(0).push(eventFrame('e1', { messageId: 'first' }));
    await settle();
    end(0).push(eventFrame('e1', { messageId: 'again' }));
    await settle();
    finish.resolve('done');
    await settle();
    expect(events).toHaveLength(1);
    expect(end(0).received.map((reply) => [reply.headers.messageId, statusOf(reply)])).toEqual([
      ['first', 'SUCCESS'],
      ['again', 'SUCCESS'],
    ]);
  });

  test('reads frames as loosely as they are documented', async () => {
    const { end, events } = begin();
    await settle();
    const { headers, ...frame } = eventFrame('e1');
    end(0).push({ ...frame, header: { ...headers, topic: 'dingTalk' } });
    const { messageId: _, ...nameless } = eventFrame('e2').headers;
    end(0).push({ ...frame, headers: nameless });
    end(0).push({ ...frame, headers: eventFrame('e3').headers, data: { userId: ['user0001'] } });
    end(0).push({ ...frame, type: 'event', headers: eventFrame('e4').headers });
    await settle();
    expect(events.map(({ eventId }) => eventId)).toEqual(['e1', 'e2', 'e3', 'e4']);
    expect(end(0).received.map(({ code }) => code)).toEqual([200, 200, 200, 200]);
  });

  test('stays up over frames of which nothing can be made', async () => {
    const { end, events, malformed, stream } = begin();
    await settle();
    for (const frame of ['', 'no json', '[]', 'null', '{}', '{"type":7}', '{"type":"EVENT"}', '{"type":"SYSTEM"}'])
      end(0).push(frame);
    end(0).push(eventFrame('e1', { type: 'user_leave_org', data: {} }));
    end(0).push({ ...eventFrame('e2'), data: '{"userId":' });
    end(0).push(eventFrame('e3'));
    await settle();
    expect(malformed.sort()).toEqual(['ids', 'json', 'type']);
    expect(events.map(({ eventId }) => eventId)).toEqual(['e3']);
    // A repeat would be just as malformed.
    expect(end(0).received.map(statusOf)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(stream.state().kind).toBe('connected');
  });

  test('says of a callback that we never asked for that its topic is not supported', async () => {
    const { end } = begin();
    await settle();
    end(0).push({ type: 'CALLBACK', headers: { topic: '/v1.0/im/bot/messages/get', messageId: 'm1' }, data: '{}' });
    await settle();
    expect(end(0).received).toMatchObject([{ code: 404, headers: { messageId: 'm1' } }]);
  });

  test('is taken for dead when no pong comes, and replaced', async () => {
    const { clock, end, gateway } = begin({ pongs: false });
    await settle();
    expect(end(0).pings()).toBe(1);
    await clock.advance(14_999);
    expect(end(0).isOpen()).toBe(true);
    await clock.advance(1);
    expect(end(0).isOpen()).toBe(false);
    await clock.advance(1_000);
    expect(gateway.ends).toHaveLength(2);
  });

  test('lives as long as anything is heard of it', async () => {
    const { clock, end, gateway } = begin({ pongs: false });
    await settle();
    for (let at = 0; at < 20; at += 1) {
      if (at % 2) end(0).pong();
      else end(0).push({ type: 'SYSTEM', headers: { topic: 'KEEPALIVE' }, data: '' });
      await clock.advance(15_000);
    }
    expect(end(0).isOpen()).toBe(true);
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('a notice to disconnect', () => {
  const notice = { specVersion: '1.0', type: 'SYSTEM', headers: { topic: 'disconnect' }, data: '{"reason":"x"}' };

  test('opens the new connection before the old one is closed, and answers what is under way on the old one', async () => {
    const finish = Promise.withResolvers<'done'>();
    const { clock, end, gateway, stream } = begin({ onEvent: () => finish.promise });
    await settle();
    await clock.advance(60_000);
    end(0).push(eventFrame('e1'));
    await settle();
    end(0).push(notice);
    await settle();
    expect(gateway.ends).toHaveLength(2);
    expect([end(0).isOpen(), end(1).isOpen()]).toEqual([true, true]);
    expect(stream.state().kind).toBe('connected');
    finish.resolve('done');
    await settle();
    expect(end(0).received.map(statusOf)).toEqual(['SUCCESS']);
    expect([end(0).isOpen(), end(1).isOpen()]).toEqual([false, true]);
    await clock.advance(60_000);
    expect(gateway.ends).toHaveLength(2);
  });

  test('leaves the old one at work while no new one can be had', async () => {
    const { clock, end, gateway, events, stream } = begin();
    await settle();
    await clock.advance(60_000);
    gateway.refusals.push(new Error('no'), new Error('no'));
    end(0).push(notice);
    await settle();
    end(0).push(eventFrame('e1'));
    await settle();
    expect(events).toHaveLength(1);
    expect(stream.state().kind).toBe('connected');
    await clock.advance(10_000);
    expect(gateway.ends).toHaveLength(2);
    expect(end(0).isOpen()).toBe(false);
  });

  test('right after the connection came does not make us knock without a pause', async () => {
    const { clock, gateway } = begin();
    for (let at = 0; at < 5; at += 1) {
      await settle();
      gateway.ends.at(-1)?.push(notice);
      await settle();
      await clock.advance(1_000);
    }
    expect(gateway.requests.length).toBeLessThan(5);
  });
});

describe('stopping', () => {
  test('closes everything, leaves no timer, and hears nothing more', async () => {
    const { clock, end, events, states, stream } = begin();
    await settle();
    await stream.stop();
    expect(end(0).isOpen()).toBe(false);
    expect(clock.sleepers()).toBe(0);
    end(0).push(eventFrame('e1'));
    await settle();
    expect(events).toEqual([]);
    expect(stream.state()).toEqual({ kind: 'stopped' });
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'connected', 'stopped']);
  });

  test('waits for a handler that runs, and acknowledges nothing that it did not finish', async () => {
    const finish = Promise.withResolvers<'done'>();
    const { end, stream } = begin({ onEvent: () => finish.promise });
    await settle();
    end(0).push(eventFrame('e1'));
    await settle();
    let stopped = false;
    const stopping = stream.stop().then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(false);
    finish.resolve('done');
    await stopping;
    expect(end(0).received).toEqual([]);
  });

  test('ends at once while it waits to try again, or for an answer that does not come', async () => {
    const waiting = begin({ prepare: ({ answers }) => answers.push({ status: 504, text: '' }) });
    await settle();
    await waiting.stream.stop();
    expect(waiting.clock.sleepers()).toBe(0);

    const clock = handClock();
    const { socket } = standInGateway();
    const hanging = createStream({
      credential,
      http: () => new Promise(() => undefined),
      socket,
      clock,
      onEvent: async () => 'done',
    });
    await settle();
    await hanging.stop();
    expect(clock.sleepers()).toBe(0);
  });
});
