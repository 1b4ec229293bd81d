import { type CorpId, systemClock, type UserId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../platform/testing.ts';
import { createAudit } from './service.ts';

const actor = { kind: 'admin' as const, userId: 'geheimuser' as UserId, name: 'geheimname', address: '192.0.2.7' };
const day = 86_400_000;

describe('the audit log', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await openTestPlatform();
  });
  afterAll(() => platform.close());

  let corps = 0;
  async function open(entries = 0) {
    corps += 1;
    const corpId = `dingaudit${corps}` as CorpId;
    const state = { now: systemClock.now() };
    const audit = createAudit({ ...platform, clock: { ...systemClock, now: () => state.now } });
    for (let i = 1; i <= entries; i += 1)
      await audit.note(corpId, { actor, act: 'app.changed', target: String(i), detail: { number: i } });
    const change = (text: string) => sql.raw(text.replaceAll('$corp', `'${corpId}'`)).execute(platform.owner);
    return { corpId, audit, change, state };
  }

  test('keeps an entry exactly when the act’s own transaction is kept', async () => {
    const { corpId, audit } = await open();
    const act = (fails: boolean) =>
      platform.db.inCorp(corpId, async (tx) => {
        await audit.record(tx, { actor, act: 'member.unbound', target: 'm1' });
        if (fails) throw new Error('rolled back');
      });
    await expect(act(true)).rejects.toThrow('rolled back');
    await act(false);
    const { entries } = await audit.list(corpId);
    expect(entries).toEqual([
      { id: expect.any(String), at: expect.any(String), actor, act: 'member.unbound', target: 'm1', outcome: 'done' },
    ]);
    expect(await audit.verify(corpId)).toEqual({ kind: 'whole', entries: 1 });
  });

  test('lists the newest first, fifty at a time, each once', async () => {
    const { corpId, audit } = await open(120);
    const seen: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await audit.list(corpId, cursor);
      expect(page.entries.length).toBeLessThanOrEqual(50);
      seen.push(...page.entries.map(({ target }) => target));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => String(120 - i)));
  });

  test('stays one chain when many write at once', async () => {
    const { corpId, audit } = await open();
    await Promise.all(Array.from({ length: 30 }, () => audit.note(corpId, { actor, act: 'app.changed' })));
    expect(await audit.verify(corpId)).toEqual({ kind: 'whole', entries: 30 });
  });

  test('lies in the database without names or addresses', async () => {
    await open(1);
    const { rows } = await sql<{
      all: string;
    }>`select encode(sealed, 'escape') || act as all from audit_entries`.execute(platform.owner);
    expect(rows.map(({ all }) => all).join()).not.toMatch(/geheim|192\.0\.2/);
  });

  test.each([
    [
      'an act that was changed',
      `update audit_entries set act = 'app.removed' where corp_id = $corp and seq = 3`,
      'changed',
      3,
    ],
    [
      'an outcome that was changed',
      `update audit_entries set outcome = 'refused' where corp_id = $corp and seq = 1`,
      'changed',
      1,
    ],
    [
      'a time that was changed',
      `update audit_entries set at = at - interval '1 second' where corp_id = $corp and seq = 5`,
      'changed',
      5,
    ],
    ['an entry that was taken away', 'delete from audit_entries where corp_id = $corp and seq = 3', 'missing', 3],
    ['a first entry that was taken away', 'delete from audit_entries where corp_id = $corp and seq = 1', 'missing', 1],
    ['a last entry that was taken away', 'delete from audit_entries where corp_id = $corp and seq = 5', 'cut', 5],
    [
      'a last entry taken away with the end moved',
      'delete from audit_entries where corp_id = $corp and seq = 5; update audit_heads set last_seq = 4 where corp_id = $corp',
      'head',
      1,
    ],
    ['an end that is gone', 'delete from audit_heads where corp_id = $corp', 'head', 1],
    [
      'two entries that changed places',
      `update audit_entries set seq = 99 where corp_id = $corp and seq = 2;
       update audit_entries set seq = 2 where corp_id = $corp and seq = 3;
       update audit_entries set seq = 3 where corp_id = $corp and seq = 99`,
      'changed',
      2,
    ],
    [
      'an entry of another corp put in',
      `update audit_entries set sealed = (select sealed from audit_entries where corp_id <> $corp limit 1) where corp_id = $corp and seq = 4`,
      'changed',
      4,
    ],
  ] as const)('tells %s', async (_name, edit, problem, seq) => {
    const { corpId, audit, change } = await open(5);
    expect(await audit.verify(corpId)).toEqual({ kind: 'whole', entries: 5 });
    for (const statement of edit.split(';')) await change(statement);
    expect(await audit.verify(corpId)).toEqual({ kind: 'broken', problem, seq });
  });

  test('forgets what is older than 180 days, and the rest is still a whole chain', async () => {
    const { corpId, audit, state } = await open(3);
    state.now += 100 * day;
    await audit.note(corpId, { actor, act: 'app.paused' });
    state.now += 81 * day;
    await audit.forgetOld(corpId);
    expect((await audit.list(corpId)).entries.map(({ act }) => act)).toEqual(['app.paused']);
    expect(await audit.verify(corpId)).toEqual({ kind: 'whole', entries: 1 });
    state.now += 181 * day;
    await audit.forgetOld(corpId);
    await audit.note(corpId, { actor, act: 'app.resumed' });
    expect(await audit.verify(corpId)).toEqual({ kind: 'whole', entries: 1 });
  });

  test('exports every entry, oldest first, with the verdict', async () => {
    const { corpId, audit } = await open(3);
    const told: (string | undefined)[] = [];
    expect(await audit.exportAll(corpId, (entry) => told.push(entry.target))).toEqual({ kind: 'whole', entries: 3 });
    expect(told).toEqual(['1', '2', '3']);
  });
});
