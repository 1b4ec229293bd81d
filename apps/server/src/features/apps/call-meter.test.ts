import type { Clock, CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../platform/testing.ts';
import { createCallMeter } from './call-meter.ts';

const send = '/topapi/message/corpconversation/asyncsend_v2';
const upload = '/media/upload';

describe('the meter of counted calls', () => {
  let platform: TestPlatform;
  let now = 0;
  let corps = 0;
  let corp: CorpId;
  const wakers: (() => void)[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: (_ms, signal) =>
      new Promise((resolve, reject) => {
        wakers.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  };
  const build = () => createCallMeter({ db: platform.db, clock, log: platform.log });
  const addCorp = async () => {
    corps += 1;
    const corpId = `dingmeter${corps}` as CorpId;
    await platform.db.inSystem(({ sql: tx }) => sql`insert into corps (corp_id) values (${corpId})`.execute(tx));
    return corpId;
  };
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  beforeEach(async () => {
    now = Date.parse('2026-11-20T06:36:00Z');
    corp = await addCorp();
  });
  afterAll(() => platform.close());

  test('adds up what several processes count, the most used first, each corp its own', async () => {
    const meters = [build(), build()];
    const other = await addCorp();
    for (let call = 0; call < 7; call += 1) meters[call % 2]!.count(corp, send);
    meters[0]!.count(corp, upload);
    meters[1]!.count(other, send);
    await Promise.all(meters.map((meter) => meter.stop()));
    expect(await build().usage(corp)).toEqual({
      month: '2026-11',
      calls: 8,
      byApi: [
        { api: send, calls: 7 },
        { api: upload, calls: 1 },
      ],
    });
    expect((await build().usage(other)).calls).toBe(1);
  });

  test('counts of one moment make one write, a moment later', async () => {
    const meter = build();
    for (let call = 0; call < 100; call += 1) meter.count(corp, send);
    expect((await build().usage(corp)).calls).toBe(0);
    wakers.at(-1)?.();
    await expect.poll(async () => (await build().usage(corp)).calls).toBe(100);
    await meter.stop();
  });

  test('the month is that of Shanghai', async () => {
    const meter = build();
    now = Date.parse('2026-11-30T15:59:59Z');
    meter.count(corp, send);
    expect(await meter.usage(corp)).toMatchObject({ month: '2026-11', calls: 1 });
    now = Date.parse('2026-11-30T16:00:00Z');
    expect(await meter.usage(corp)).toEqual({ month: '2026-12', calls: 0, byApi: [] });
    await meter.stop();
  });

  test('what could not be written is kept and written later', async () => {
    let isBroken = true;
    const db: TestPlatform['db'] = {
      ...platform.db,
      inCorp: (corpId, run) => (isBroken ? Promise.reject(new Error('gone')) : platform.db.inCorp(corpId, run)),
    };
    const meter = createCallMeter({ db, clock, log: platform.log });
    meter.count(corp, send);
    await expect(meter.usage(corp)).rejects.toThrow('gone');
    isBroken = false;
    expect((await meter.usage(corp)).calls).toBe(1);
    await meter.stop();
  });

  test('a corp that was erased meanwhile leaves no rows', async () => {
    const meter = build();
    meter.count('dinggone' as CorpId, send);
    await meter.stop();
    expect((await build().usage('dinggone' as CorpId)).calls).toBe(0);
  });
});
