import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { openVault } from '../../platform/vault/vault.ts';
import { type SentPush, sealPush } from './push-testing.ts';
import { buildApp, keysOf, openRig, type Rig } from './testing.ts';

describe('a process that is killed while it takes an event', () => {
  let rig: Rig | undefined;
  afterEach(() => rig?.close());

  /** Hands the push to a process that dies at that moment; answers what it said. */
  async function pushInto(appUrl: string, key: Buffer, corpId: string, moment: string, push: SentPush) {
    const child = fork(new URL('./crash-child.ts', import.meta.url), [appUrl, key.toString('hex'), corpId, moment]);
    const said: unknown[] = [];
    child.on('message', (word) => {
      said.push(word);
      if (word === 'ready') child.send(push);
    });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    return said;
  }

  test.each([
    ['before the commit', 0],
    ['after the commit', 1],
  ])('%s answers nothing; pushed again, the event has one effect', async (moment, kept) => {
    const app = buildApp('dingcrash1');
    const key = randomBytes(32);
    const here = await openRig({
      apps: [app],
      // The other process needs the same master key; the test platform keeps its own to itself.
      prepare: async ({ db, owner }) => {
        await sql`delete from vault_keys`.execute(owner);
        const master = { id: 'crash', bytes: key };
        return { vault: await openVault(db, { current: master, find: () => master }) };
      },
    });
    rig = here;
    const event = { EventType: 'user_leave_org', eventId: 'leaver', userId: ['user0001'] };
    const push = sealPush(keysOf(app), event, { timestamp: here.now() });
    expect(await pushInto(here.platform.appUrl, key, app.corpId, moment, push)).toEqual(['ready']);
    expect(await here.rows(app)).toHaveLength(kept);
    // DingTalk had no answer: the same bytes again, and once more in a new envelope.
    expect((await here.send(app.corpId, push)).status).toBe(200);
    expect(await here.push(app, event)).toBe('success');
    await here.until(async () => (await here.rows(app)).every(({ handled }) => handled));
    expect(await here.rows(app)).toMatchObject([{ event_id: 'leaver', attempts: 1 }]);
    expect(here.handled).toHaveLength(1);
  });
});
