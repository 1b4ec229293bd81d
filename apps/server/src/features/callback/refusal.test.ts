import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SentPush, sealPush, signPush } from './push-testing.ts';
import { type Answered, buildApp, keysOf, openRig, type Rig } from './testing.ts';

const app = buildApp('dingrefusal1');
const other = buildApp('dingrefusal2');
const walled = buildApp('dingrefusal3', { callbackRanges: ['203.119.0.0/16', '2001:db8::/32'] });
const minute = 60_000;

/** Everything about an answer that its caller can see; what differs from any request to the next is left out. */
const seen = ({ status, headers, text }: Answered) => {
  const { 'x-request-id': _id, date: _date, ...rest } = headers;
  return JSON.stringify([status, rest, text.replace(/"requestId":"[^"]+"/, '')]);
};

describe('a callback that is refused', () => {
  let rig: Rig;
  let refused: string;
  beforeAll(async () => {
    rig = await openRig({ apps: [app, other, walled], trustedProxies: ['10.0.0.1'] });
    refused = seen(await rig.send('dingnobody99', genuine()));
  });
  afterAll(() => rig.close());

  const event = { EventType: 'user_leave_org', eventId: 'forged', userId: ['user0001'] };
  const genuine = (to = app, body: object | string = event, timestamp: number | string = rig.now()) =>
    sealPush(keysOf(to), body, { timestamp });
  const eventsKept = async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from dingtalk_events`.execute(rig.platform.owner);
    return Number(rows[0]?.n);
  };

  test('is answered as an address that does not exist', async () => {
    const answer = await rig.send('dingnobody99', genuine());
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'request.not_found' } });
  });

  test('is answered in the same words, whatever is wrong with it', async () => {
    const { query, body } = genuine();
    const ways: Record<string, [string | undefined, SentPush, string?]> = {
      'no corp': [undefined, genuine()],
      'an empty corp': ['', genuine()],
      'a corp that is no id': ["' or 1=1--", genuine()],
      'an unknown corp': ['dingunknown1', genuine()],
      'another corp’s push': [app.corpId, genuine(other)],
      'the wrong token': [app.corpId, sealPush({ ...keysOf(app), token: 'wrong' }, event, { timestamp: rig.now() })],
      'the wrong owner': [
        app.corpId,
        sealPush({ ...keysOf(app), ownerKey: other.appKey }, event, { timestamp: rig.now() }),
      ],
      'no signature': [app.corpId, { query: { ...query, signature: '' }, body }],
      'no timestamp': [app.corpId, { query: { ...query, timestamp: '' }, body }],
      'a body that is no JSON': [app.corpId, { query, body: 'encrypt' }],
      'no body': [app.corpId, { query, body: '' }],
      'a body that is too large': [app.corpId, { query, body: 'x'.repeat((1 << 20) + 1) }],
      'padding that is not whole': [
        app.corpId,
        signPush(app.eventToken, Buffer.alloc(96, 7).toString('base64'), { timestamp: rig.now() }),
      ],
      'half a block': [
        app.corpId,
        signPush(app.eventToken, Buffer.alloc(40, 7).toString('base64'), { timestamp: rig.now() }),
      ],
      'an hour ago': [app.corpId, genuine(app, event, rig.now() - 60 * minute)],
      'in an hour': [app.corpId, genuine(app, event, rig.now() + 60 * minute)],
      'a time that is none': [app.corpId, genuine(app, event, 'yesterday')],
      'the wrong address': [walled.corpId, genuine(walled), '203.0.113.9'],
    };
    for (const [name, [corpId, push, address]] of Object.entries(ways))
      expect([name, seen(await rig.send(corpId, push, address))]).toEqual([name, refused]);
    expect(await eventsKept()).toBe(0);
    expect(rig.handled).toEqual([]);
  });

  test('leaves its reason in the console, and a genuine one wipes the slate', async () => {
    const before = (await rig.callback.state(other.corpId)).refused;
    await rig.send(other.corpId, genuine(app));
    await rig.send(other.corpId, genuine(other, event, rig.now() - 60 * minute));
    expect(await rig.callback.state(other.corpId)).toMatchObject({ refused: before + 2, lastRefusal: 'stale' });
    await rig.push(other, { EventType: 'check_url' });
    const after = await rig.callback.state(other.corpId);
    expect(after.refused).toBe(0);
    expect(after).not.toHaveProperty('lastRefusal');
  });

  test.each([
    ['five minutes ago', -5 * minute, 'success'],
    ['in five minutes', 5 * minute, 'success'],
    ['fourteen minutes ago', -14 * minute, 'success'],
    ['sixteen minutes ago', -16 * minute, 404],
    ['an hour ago', -60 * minute, 404],
    ['in an hour', 60 * minute, 404],
  ])('is one signed %s or not, in seconds and in milliseconds', async (name, ms, expected) => {
    for (const timestamp of [rig.now() + ms, Math.floor((rig.now() + ms) / 1000)])
      expect(await rig.push(app, { EventType: 'check_url' }, { timestamp, nonce: `${name}${timestamp}` })).toBe(
        expected,
      );
  });

  test.each([
    ['inside the range', '203.119.7.8', 'success'],
    ['outside of it', '203.120.0.1', 404],
    ['inside the range, as an IPv6 peer', '::ffff:203.119.7.8', 'success'],
    ['inside the IPv6 range', '2001:db8::5', 'success'],
    ['outside of the IPv6 range', '2001:db9::5', 404],
  ])('is not one that comes from %s', async (_, address, expected) => {
    const answer = await rig.send(walled.corpId, genuine(walled, { EventType: 'check_url' }), address);
    expect(answer.status === 200 ? 'success' : answer.status).toBe(expected);
  });

  test.each(
    ['x-forwarded-for', 'X-Forwarded-For', 'x-real-ip', 'forwarded', 'x-client-ip', 'cf-connecting-ip'].flatMap(
      (name) =>
        ['203.119.7.8', '203.119.7.8, 198.51.100.1', '::ffff:203.119.7.8', 'for=203.119.7.8', '"203.119.7.8"'].map(
          (value) => [name, value],
        ),
    ),
  )('is one that only claims in %s: %s to come from the right address', async (name, value) => {
    const claim = { [name!]: value! };
    const push = () => genuine(walled, { EventType: 'check_url' });
    expect((await rig.send(walled.corpId, push(), '198.51.100.7', claim)).status).toBe(404);
    // Behind a named proxy its last hop counts, and no hop before it.
    const hop = `${value}, 198.51.100.7`;
    expect((await rig.send(walled.corpId, push(), '10.0.0.1', { [name!]: hop })).status).toBe(404);
  });

  test('is not one that a named proxy passes on from the right address', async () => {
    const push = genuine(walled, { EventType: 'check_url' });
    const hops = { 'x-forwarded-for': '198.51.100.7, 203.119.7.8' };
    expect((await rig.send(walled.corpId, push, '10.0.0.1', hops)).status).toBe(200);
  });

  test('is not one of 1,500 mutations of a genuine push, all answered alike', async () => {
    const push = genuine();
    const fields = { ...push.query, body: push.body, corpId: app.corpId as string };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(fields) as (keyof typeof fields)[])),
        fc.nat(),
        fc.constantFrom('flip', 'cut', 'double', 'drop', 'insert'),
        fc.constantFrom('a', 'B', '0', '=', '"', '%', '字'),
        async (name, at, how, letter) => {
          const changed = { ...fields, [name]: mutate(fields[name], at, how, letter) };
          fc.pre(changed[name] !== fields[name] && !(name === 'corpId' && changed.corpId === other.corpId));
          const { body, corpId, ...query } = changed;
          fc.pre(!isSamePush(body, push.body));
          const answer = await rig.send(corpId, { query, body });
          expect(seen(answer)).toBe(refused);
        },
      ),
      { numRuns: 1_500 },
    );
    expect(await eventsKept()).toBe(0);
  }, 60_000);

  test('does not tell 10,000 tampered cipher texts apart, not even to somebody who knows the token', async () => {
    const genuineBytes = Buffer.from((JSON.parse(genuine().body) as { encrypt: string }).encrypt, 'base64');
    const answers = new Set<string>();
    for (let at = 0; at < 10_000; at += 1) {
      const bytes = Buffer.from(genuineBytes);
      // The last two blocks: length, owner and padding hang on them, the message does not.
      const where = bytes.length - 1 - (at % 32);
      bytes[where]! ^= 1 + (Math.floor(at / 32) % 255);
      const encrypt = bytes.toString('base64');
      const sent = signPush(app.eventToken, encrypt, { timestamp: rig.now() });
      answers.add(seen(await rig.send(app.corpId, sent)));
    }
    expect([...answers]).toEqual([refused]);
    expect(await eventsKept()).toBe(0);
  }, 120_000);

  test('never touches the database, however often it comes, but for one small note a second', async () => {
    const writes = async () => {
      const { rows } = await sql<{ n: string }>`select coalesce(sum(n_tup_ins + n_tup_upd), 0)::text as n
        from pg_stat_user_tables where relname in ('dingtalk_events', 'dingtalk_pushes')`.execute(rig.platform.owner);
      return Number(rows[0]?.n);
    };
    const before = await writes();
    for (let at = 0; at < 500; at += 1) await rig.send(app.corpId, genuine(other));
    expect(await writes()).toBe(before);
    expect((await rig.callback.state(app.corpId)).refused).toBeGreaterThanOrEqual(500);
  });
});

function mutate(value: string, nat: number, how: string, letter: string): string {
  const at = nat % Math.max(1, value.length);
  if (how === 'drop') return '';
  if (how === 'cut') return value.slice(0, at);
  if (how === 'double') return value + value;
  if (how === 'insert') return value.slice(0, at) + letter + value.slice(at);
  return value.slice(0, at) + letter + value.slice(at + 1);
}

/** JSON has more than one spelling: only what it says is signed. */
function isSamePush(one: string, two: string): boolean {
  try {
    return (
      (JSON.parse(one) as { encrypt?: unknown }).encrypt === (JSON.parse(two) as { encrypt: unknown }).encrypt &&
      one !== two
    );
  } catch {
    return false;
  }
}
