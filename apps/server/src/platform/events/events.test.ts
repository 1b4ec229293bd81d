import type { CorpId } from '@hongyan/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../db/testing.ts';
import { silentLog } from '../log/log.ts';
import { createEvents } from './events.ts';
import { type Notifier, openNotifier } from './notifier.ts';

const corpId = 'dingevents' as CorpId;

describe('events', () => {
  let database: TestDatabase;
  let here: Notifier;
  let there: Notifier;
  beforeAll(async () => {
    database = await openTestDatabase();
    [here, there] = await Promise.all([
      openNotifier(database.appUrl, silentLog),
      openNotifier(database.appUrl, silentLog),
    ]);
  });
  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    await database.close();
  });

  test('reach this process and another one after the commit, each once', async () => {
    const heard: string[] = [];
    const local = createEvents(here, silentLog);
    local.subscribe('app.changed', (event) => void heard.push(`here ${event.corpId}`));
    const far = new Promise<void>((resolve) => {
      createEvents(there, silentLog).subscribe('app.changed', (event) => {
        heard.push(`there ${event.corpId}`);
        resolve();
      });
    });
    await database.db.inCorp(corpId, async (tx) => {
      local.publish(tx, { kind: 'app.changed', corpId });
      expect(heard).toEqual([]);
    });
    await far;
    expect(heard).toEqual(['here dingevents', 'there dingevents']);
  });

  test('are never told of a transaction that rolled back', async () => {
    const heard: string[] = [];
    const local = createEvents(here, silentLog);
    local.subscribe('app.changed', (event) => void heard.push(event.corpId));
    await database.db
      .inCorp(corpId, async (tx) => {
        local.publish(tx, { kind: 'app.changed', corpId });
        throw new Error('no');
      })
      .catch(() => undefined);
    await database.db.inCorp('dingafter' as CorpId, async (tx) =>
      local.publish(tx, { kind: 'app.changed', corpId: tx.corpId }),
    );
    await here.flush();
    expect(heard).toEqual(['dingafter']);
  });

  test('go on to the next listener when one fails', async () => {
    const local = createEvents(here, silentLog);
    local.subscribe('app.changed', () => {
      throw new Error('broken listener');
    });
    const heard = new Promise<void>((resolve) => local.subscribe('app.changed', () => resolve()));
    await database.db.inCorp(corpId, async (tx) => local.publish(tx, { kind: 'app.changed', corpId }));
    await heard;
  });

  test('tell of a gap when the connection was lost, and work again after it', async () => {
    const gap = new Promise<void>((resolve) => there.onGap(resolve));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'hongyan listen' and datname = current_database()`.execute(database.owner);
    await gap;
    const heard = new Promise<string>((resolve) => there.listen('word', resolve));
    here.send('word', 'again');
    expect(await heard).toBe('again');
  });

  test('carry a burst larger than one notification may be', async () => {
    const seen = new Set<string>();
    const all = new Promise<void>((resolve) =>
      there.listen('burst', (message) => {
        seen.add(message);
        if (seen.size === 500) resolve();
      }),
    );
    for (let i = 0; i < 500; i += 1) here.send('burst', `${i} ${'字'.repeat(20)}`);
    await all;
  });
});
