import { type Clock, type CorpId, type MemberId, newId, systemClock, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { cookieName, createSessions, type SessionKeeper } from './sessions.ts';

const corpId = 'dingsession1' as CorpId;
const other = 'dingsession2' as CorpId;
const day = 86_400_000;

describe('sessions', () => {
  let platform: TestPlatform;
  let sessions: SessionKeeper;
  let now: number;
  const clock: Clock = { ...systemClock, now: () => now };
  const create = () => createSessions({ db: platform.db, events: platform.events, clock });
  const who = () => ({ corpId, memberId: newId<MemberId>(), userId: 'u1' as UserId, isAdmin: false });
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());
  beforeEach(() => {
    now = Date.now();
    sessions = create();
  });
  const cookieOf = (setCookie: string) => ({ cookie: setCookie.split(';')[0]! });

  test('travel in a cookie that no script reads and no other site shares', async () => {
    const { setCookie } = await sessions.start(who());
    expect(setCookie).toMatch(/^__Host-hy-[0-9a-f]{10}=[\w-]{43}; /);
    for (const flag of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=None', 'Partitioned'])
      expect(setCookie.split('; ')).toContain(flag);
    expect(setCookie).not.toMatch(/domain/i);
  });

  test('are found by cookie and by bearer, in any process', async () => {
    const { principal, setCookie, bearer } = await sessions.start(who());
    expect(await create().find(corpId, cookieOf(setCookie))).toEqual(principal);
    expect(await create().find(corpId, { authorization: `Bearer ${bearer}` })).toEqual(principal);
  });

  test('are no session of another corp, though its header names it', async () => {
    const { bearer, setCookie } = await sessions.start(who());
    expect(await sessions.find(other, { authorization: `Bearer ${bearer}` })).toBeUndefined();
    const stolen = cookieOf(setCookie).cookie.replace(cookieName(corpId), cookieName(other));
    expect(await sessions.find(other, { cookie: stolen })).toBeUndefined();
  });

  test('let a person be signed in to two corps at once', async () => {
    const first = await sessions.start(who());
    const second = await sessions.start({ ...who(), corpId: other });
    const both = { cookie: `${cookieOf(first.setCookie).cookie}; x=y; ${cookieOf(second.setCookie).cookie}` };
    expect((await sessions.find(corpId, both))?.sessionId).toBe(first.principal.sessionId);
    expect((await sessions.find(other, both))?.sessionId).toBe(second.principal.sessionId);
  });

  test('that end while they are being read are not remembered', async () => {
    const { principal, bearer } = await sessions.start(who());
    let ended = false;
    const db: typeof platform.db = {
      ...platform.db,
      async inCorp(corp, run) {
        const read = await platform.db.inCorp(corp, run);
        if (!ended) {
          ended = true;
          await slow.endAllOf(corpId, principal.memberId);
        }
        return read;
      },
    };
    const slow = createSessions({ db, events: platform.events, clock });
    const headers = { authorization: `Bearer ${bearer}` };
    await slow.find(corpId, headers);
    expect(ended).toBe(true);
    expect(await slow.find(corpId, headers)).toBeUndefined();
  });

  test('lie in the database as a hash only', async () => {
    const { bearer } = await sessions.start(who());
    const { rows } = await sql<{ all: string }>`select sessions::text as all from sessions`.execute(platform.owner);
    expect(rows.length).toBeGreaterThan(0);
    const hex = Buffer.from(bearer, 'base64url').toString('hex');
    expect(
      rows.some(
        ({ all }) => all.includes(bearer) || all.includes(hex) || all.includes(Buffer.from(bearer).toString('hex')),
      ),
    ).toBe(false);
  });

  test('end seven days after their last use', async () => {
    const { bearer } = await sessions.start(who());
    const headers = { authorization: `Bearer ${bearer}` };
    now += 6 * day;
    expect(await sessions.find(corpId, headers)).toBeDefined();
    now += 6 * day;
    expect(await sessions.find(corpId, headers)).toBeDefined();
    now += 7 * day + 1_000;
    expect(await sessions.find(corpId, headers)).toBeUndefined();
  });

  test('end thirty days after they began, however much they are used', async () => {
    const { bearer } = await sessions.start(who());
    const headers = { authorization: `Bearer ${bearer}` };
    for (let days = 0; days < 30; days += 5) {
      expect(await sessions.find(corpId, headers)).toBeDefined();
      now += 5 * day;
    }
    now += 1_000;
    expect(await sessions.find(corpId, headers)).toBeUndefined();
  });

  test('are dead everywhere once they were ended', async () => {
    const elsewhere = create();
    const { principal, bearer } = await sessions.start(who());
    const headers = { authorization: `Bearer ${bearer}` };
    expect(await elsewhere.find(corpId, headers)).toBeDefined();
    const { setCookie } = await sessions.end(principal);
    expect(setCookie).toMatch(/=; .*Max-Age=0/);
    expect(await sessions.find(corpId, headers)).toBeUndefined();
    expect(await elsewhere.find(corpId, headers)).toBeUndefined();
  });

  test('of one member end together', async () => {
    const one = who();
    const bearers = [(await sessions.start(one)).bearer, (await sessions.start(one)).bearer];
    const spared = await sessions.start(who());
    await sessions.endAllOf(corpId, one.memberId);
    for (const bearer of bearers)
      expect(await sessions.find(corpId, { authorization: `Bearer ${bearer}` })).toBeUndefined();
    expect(await sessions.find(corpId, { authorization: `Bearer ${spared.bearer}` })).toBeDefined();
  });

  test('are not found by nonsense', async () => {
    const name = cookieName(corpId);
    for (const headers of [
      {},
      { cookie: `${name}=` },
      { cookie: `${name}=${'a'.repeat(43)}` },
      { authorization: 'Bearer x' },
      { authorization: `Basic ${'a'.repeat(43)}` },
    ])
      expect(await sessions.find(corpId, headers)).toBeUndefined();
  });
});
