import type { CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from './testing.ts';

const first = 'dingfirst' as CorpId;
const second = 'dingsecond' as CorpId;

describe('row-level security', () => {
  let test1: TestDatabase;
  beforeAll(async () => {
    test1 = await openTestDatabase();
    await sql`create table note (corp_id text, id int, words text, primary key (corp_id, id))`.execute(test1.owner);
    await sql`select hy_corp_table('note')`.execute(test1.owner);
    for (const corpId of [first, second])
      await test1.db.inCorp(corpId, (tx) =>
        sql`insert into note values (${corpId}, 1, ${`of ${corpId}`})`.execute(tx.sql),
      );
  });
  afterAll(() => test1.close());

  test('shows a corp its own rows only, though the query names no corp', async () => {
    const { rows } = await test1.db.inCorp(first, (tx) =>
      sql<{ words: string }>`select words from note`.execute(tx.sql),
    );
    expect(rows).toEqual([{ words: 'of dingfirst' }]);
  });

  test('shows nothing to a transaction without a corp', async () => {
    const { rows } = await test1.db.inSystem((tx) => sql`select * from note`.execute(tx.sql));
    expect(rows).toEqual([]);
  });

  test('lets no transaction write a row of another corp', async () => {
    const write = test1.db.inCorp(first, (tx) => sql`insert into note values (${second}, 2, 'x')`.execute(tx.sql));
    await expect(write).rejects.toThrow(/row-level security/);
  });

  test('changes and deletes nothing of another corp', async () => {
    const changed = await test1.db.inCorp(first, async (tx) => [
      await sql`update note set words = 'stolen' where corp_id = ${second}`.execute(tx.sql),
      await sql`delete from note where corp_id = ${second}`.execute(tx.sql),
    ]);
    expect(changed.map((result) => result.numAffectedRows)).toEqual([0n, 0n]);
  });

  test('forgets the corp when the transaction ends', async () => {
    const { rows } = await test1.db.inSystem((tx) =>
      sql<{ corp: string | null }>`select current_setting('hongyan.corp', true) as corp`.execute(tx.sql),
    );
    expect(rows[0]?.corp ?? '').toBe('');
  });

  test('refuses a table whose key does not begin with the corp', async () => {
    await sql`create table loose (id int primary key, corp_id text)`.execute(test1.owner);
    await expect(sql`select hy_corp_table('loose')`.execute(test1.owner)).rejects.toThrow(/must begin with corp_id/);
  });

  test('runs what waits for the commit after it, and never when it rolled back', async () => {
    const ran: string[] = [];
    await test1.db.inCorp(first, async (tx) => tx.afterCommit(() => ran.push('kept')));
    await test1.db
      .inCorp(first, async (tx) => {
        tx.afterCommit(() => ran.push('lost'));
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(ran).toEqual(['kept']);
  });
});
