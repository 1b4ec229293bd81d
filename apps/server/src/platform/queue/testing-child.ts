/** A process that enqueues one job, takes it, says so, and never ends it: the queue's test kills it. */
import type { CorpId } from '@hongyan/kit';
import { createDb, createKysely, createPgPool } from '../db/connect.ts';
import { openNotifier } from '../events/notifier.ts';
import { silentLog } from '../log/log.ts';
import { defineQueue } from './define.ts';
import { openQueue } from './queue.ts';

const [appUrl = '', name = ''] = process.argv.slice(2);
const queueDef = defineQueue<{ n: number }>(name);
const pool = createPgPool(appUrl, { max: 4, name: 'hongyan test child' });
const queue = await openQueue({ pool, notifier: await openNotifier(appUrl, silentLog), log: silentLog, alone: false });
queue.handle(queueDef, async () => {
  process.send?.('took it');
  await new Promise(() => undefined);
});
const db = createDb(createKysely(pool));
await db.inCorp('dingqueue' as CorpId, (tx) => queue.enqueue(tx, queueDef, { n: 1 }));
