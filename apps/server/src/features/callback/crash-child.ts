/** A process that is killed the moment an event is committed, before it is answered: the crash test starts it. */
import { createCallbackCrypto, readEvent } from '@hongyan/dingtalk';
import { systemClock } from '@hongyan/kit';
import { createDb, createKysely, createPgPool } from '../../platform/db/connect.ts';
import type { Db } from '../../platform/db/types.ts';
import { createEvents } from '../../platform/events/events.ts';
import { openNotifier } from '../../platform/events/notifier.ts';
import { silentLog } from '../../platform/log/log.ts';
import { openQueue } from '../../platform/queue/queue.ts';
import { openVault } from '../../platform/vault/vault.ts';
import { createIntake } from './intake.ts';
import { createRegister } from './register.ts';
import { buildApp } from './testing.ts';
import { verifyPush } from './verify.ts';

const [appUrl = '', keyHex = '', corpId = '', moment = ''] = process.argv.slice(2);
const key = { id: 'crash', bytes: Buffer.from(keyHex, 'hex') };
const pool = createPgPool(appUrl, { max: 4, name: 'hongyan test child' });
const real = createDb(createKysely(pool));
const die = () => process.kill(process.pid, 'SIGKILL');
const db: Db = {
  ...real,
  inCorp: async (corp, run) => {
    const result = await real.inCorp(corp, async (tx) => {
      const done = await run(tx);
      if (moment === 'before the commit' && corp === corpId) die();
      return done;
    });
    if (moment === 'after the commit' && corp === corpId) die();
    return result;
  },
};
const notifier = await openNotifier(appUrl, silentLog);
const app = buildApp(corpId);
const deps = {
  clock: systemClock,
  db,
  queue: await openQueue({ pool, notifier, log: silentLog, alone: false }),
  events: createEvents(notifier, silentLog),
  vault: await openVault(real, { current: key, find: () => key }),
  log: silentLog,
  apps: { get: async () => app, list: async () => [app] },
  handle: async () => undefined,
  door: {
    createCrypto: createCallbackCrypto,
    readEvent,
    openStream: () => {
      throw new Error('no Stream here');
    },
  },
};
const register = createRegister(deps);
await register.start();
const intake = createIntake(deps);
process.on('message', (push: { query: Record<string, string>; body: string }) => {
  const verified = verifyPush(deps, register, { corpId: app.corpId, ...push, remoteAddress: '203.0.113.9' });
  if (!verified.ok) throw new Error(verified.error.reason);
  void intake.push(verified.value).then(() => process.send?.('answered'));
});
process.send?.('ready');
