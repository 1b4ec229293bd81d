import { randomBytes } from 'node:crypto';
import { createPgPool } from './db/connect.ts';
import { openTestDatabase, type TestDatabase } from './db/testing.ts';
import { createEvents } from './events/events.ts';
import { openNotifier } from './events/notifier.ts';
import type { Events } from './events/types.ts';
import { silentLog } from './log/log.ts';
import type { Log } from './log/types.ts';
import { openQueue } from './queue/queue.ts';
import type { Queue } from './queue/types.ts';
import type { Vault } from './vault/types.ts';
import { openVault } from './vault/vault.ts';

/** The platform over a test's own database: real queue, events and vault. */
export interface TestPlatform extends TestDatabase {
  readonly queue: Queue;
  readonly events: Events;
  readonly vault: Vault;
  readonly log: Log;
}

/** For tests of features. Close it in `afterAll`. */
export async function openTestPlatform(log: Log = silentLog): Promise<TestPlatform> {
  const database = await openTestDatabase();
  const pool = createPgPool(database.appUrl, { max: 5, name: 'hongyan test' });
  const notifier = await openNotifier(database.appUrl, log);
  const queue = await openQueue({ pool, notifier, log, alone: true });
  const key = { id: 'test', bytes: randomBytes(32) };
  const vault = await openVault(database.db, { current: key, find: (id) => (id === key.id ? key : undefined) });
  return {
    ...database,
    queue,
    events: createEvents(notifier, log),
    vault,
    log,
    close: async () => {
      await queue.stop();
      await notifier.close();
      await pool.end();
      await database.close();
    },
  };
}
