import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../platform/db/testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('every function of ours that runs as its owner looks for temporary tables last', async () => {
  const { rows } = await sql<{ name: string; config: string[] | null }>`
    select proname as name, proconfig as config from pg_proc
    where prosecdef and pronamespace = 'public'::regnamespace order by proname`.execute(database.owner);
  expect(rows.map(({ name }) => name)).toContain('mail_search');
  for (const { name, config } of rows)
    expect([name, config?.find((setting) => setting.startsWith('search_path='))]).toEqual([
      name,
      expect.stringMatching(/, pg_temp$/),
    ]);
});
