import { type Clock, type CorpId, systemClock, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { createConsoleSessions } from './console-sessions.ts';

const corpId = 'dingconsole1' as CorpId;
const hour = 3_600_000;
const admin = (userId: string, corp = corpId) =>
  ({ kind: 'admin', corpId: corp, userId: userId as UserId, name: 'geheimname', level: 'main' }) as const;

describe('sessions of the console', () => {
  let platform: TestPlatform;
  let now = systemClock.now();
  const clock: Clock = { ...systemClock, now: () => now };
  const create = () => createConsoleSessions({ db: platform.db, vault: platform.vault, clock });
  const cookieOf = (setCookie: string) => ({ cookie: setCookie.split(';')[0]! });
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());

  test('travel in a cookie that no script reads and no other site sends', async () => {
    const { setCookie } = await create().start({ kind: 'operator' });
    expect(setCookie).toMatch(/^__Host-hy-console=[\w-]{43}; /);
    for (const flag of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Max-Age=28800'])
      expect(setCookie.split('; ')).toContain(flag);
    expect(setCookie).not.toMatch(/domain/i);
  });

  test('are found in any process, each with a secret of its own', async () => {
    const first = await create().start(admin('u1'));
    const second = await create().start(admin('u1'));
    expect(first.setCookie).not.toBe(second.setCookie);
    expect(await create().find(cookieOf(first.setCookie))).toEqual(first.principal);
    expect(first.principal).toMatchObject({ kind: 'admin', corpId, userId: 'u1', name: 'geheimname', level: 'main' });
  });

  test('are not found by another cookie, a bearer or a broken one', async () => {
    const { setCookie } = await create().start({ kind: 'operator' });
    const secret = /=([\w-]{43})/.exec(setCookie)![1]!;
    for (const headers of [
      {},
      { authorization: `Bearer ${secret}` },
      { cookie: `__Host-hy-0123456789=${secret}` },
      { cookie: `__Host-hy-console=${secret.slice(1)}` },
      { cookie: `__Host-hy-console=${'x'.repeat(43)}` },
      { cookie: `x__Host-hy-console=${secret}` },
    ])
      expect(await create().find(headers)).toBeUndefined();
  });

  test('end after an hour without a request, and after eight with them', async () => {
    const idle = await create().start({ kind: 'operator' });
    now += hour + 1_000;
    expect(await create().find(cookieOf(idle.setCookie))).toBeUndefined();
    const busy = await create().start({ kind: 'operator' });
    for (let i = 0; i < 9; i += 1) {
      now += hour - 400_000;
      if (now <= busy.principal.expiresAt.getTime())
        expect(await create().find(cookieOf(busy.setCookie))).toBeDefined();
    }
    now = busy.principal.expiresAt.getTime() + 1;
    expect(await create().find(cookieOf(busy.setCookie))).toBeUndefined();
  });

  test('end at once for the people who are named, in every process and also inside a transaction', async () => {
    const [one, two, far] = await Promise.all([
      create().start(admin('u1')),
      create().start(admin('u2')),
      create().start(admin('u1', 'dingconsole2' as CorpId)),
    ]);
    const other = create();
    expect(await other.find(cookieOf(one.setCookie))).toBeDefined();
    await platform.db.inCorp(corpId, (tx) => create().endOf(corpId, ['u1' as UserId], tx));
    expect(await other.find(cookieOf(one.setCookie))).toBeUndefined();
    expect(await other.find(cookieOf(two.setCookie))).toBeDefined();
    expect(await other.find(cookieOf(far.setCookie))).toBeDefined();
    await create().endOf(corpId, []);
    expect(await other.find(cookieOf(two.setCookie))).toBeDefined();
    await create().endOf(corpId);
    expect(await other.find(cookieOf(two.setCookie))).toBeUndefined();
    expect(await other.find(cookieOf(far.setCookie))).toBeDefined();
    await expect(
      platform.db.inCorp(corpId, async (tx) => {
        await create().endOf('dingconsole2' as CorpId, undefined, tx);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow();
    expect(await other.find(cookieOf(far.setCookie))).toBeDefined();
  });

  test('end when the person signs out', async () => {
    const { principal, setCookie } = await create().start({ kind: 'operator' });
    const ended = await create().end(principal);
    expect(ended.setCookie).toMatch(/^__Host-hy-console=; .*Max-Age=0/);
    expect(await create().find(cookieOf(setCookie))).toBeUndefined();
  });

  test('lie in the database without secret and name', async () => {
    const { setCookie } = await create().start(admin('u9'));
    const { rows } = await sql<{ all: string }>`select console_sessions::text as all from console_sessions`.execute(
      platform.owner,
    );
    const text = rows
      .map(
        (row) => row.all + row.all.replace(/\\x([0-9a-f]+)/g, (_, hex) => Buffer.from(hex, 'hex').toString('latin1')),
      )
      .join();
    expect(text).not.toContain(/=([\w-]{43})/.exec(setCookie)![1]!);
    expect(text).not.toContain('geheimname');
  });
});
