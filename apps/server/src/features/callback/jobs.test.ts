import type { DingTalkEvent } from '@hongyan/dingtalk';
import { AppError } from '@hongyan/kit';
import { afterEach, describe, expect, test } from 'vitest';
import { buildApp, openRig, type Rig } from './testing.ts';

const app = buildApp('dingjobs1');
const modified = (eventId: string, userId = eventId) => ({ EventType: 'user_modify_org', eventId, userId: [userId] });
const left = (eventId: string) => ({ EventType: 'user_leave_org', eventId, userId: [eventId] });
const userOf = (event: DingTalkEvent) => ('userIds' in event ? event.userIds[0] : undefined);

describe('the handling of events', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  test('tries a failed one again, keeps why, and goes on with the others', async () => {
    let broken = true;
    rig = await openRig({
      apps: [app],
      handle: async (event) => {
        if (userOf(event) === 'bad' && broken) throw new AppError('dingtalk.busy', { detail: 'geheim' });
      },
    });
    await rig.push(app, modified('bad'));
    for (let at = 0; at < 20; at += 1) await rig.push(app, modified(`good${at}`));
    await rig.until(async () => (await rig.rows(app)).filter(({ handled }) => handled).length === 20);
    const failed = (await rig.rows(app)).find(({ event_id }) => event_id === 'bad');
    expect(failed).toMatchObject({ handled: false, error: 'dingtalk.busy' });
    broken = false;
    await rig.until(async () => (await rig.rows(app)).every(({ handled }) => handled));
    const mended = (await rig.rows(app)).find(({ event_id }) => event_id === 'bad');
    expect(mended).toMatchObject({ error: null });
    expect(Number(mended?.attempts)).toBeGreaterThan(1);
  });

  test('keeps no words of an error that nobody foresaw', async () => {
    let tries = 0;
    rig = await openRig({
      apps: [app],
      handle: async () => {
        tries += 1;
        throw new Error('geheim: user0001');
      },
    });
    await rig.push(app, modified('e1'));
    await rig.until(async () => (await rig.rows(app))[0]?.error);
    expect(await rig.rows(app)).toMatchObject([{ handled: false, error: 'internal.error' }]);
    expect(tries).toBeGreaterThan(0);
  });

  test('lets who leaves past any number of changes whose handlers hang', async () => {
    const stuck = Promise.withResolvers<void>();
    rig = await openRig({
      apps: [app],
      handle: (event) => ('change' in event && event.change === 'left' ? Promise.resolve() : stuck.promise),
    });
    for (let at = 0; at < 40; at += 1) await rig.push(app, modified(`slow${at}`));
    await rig.push(app, left('leaver'));
    await rig.until(async () => (await rig.rows(app)).find(({ event_id }) => event_id === 'leaver')?.handled);
    expect((await rig.rows(app)).filter(({ handled }) => handled)).toHaveLength(1);
    stuck.resolve();
    await rig.until(async () => (await rig.rows(app)).every(({ handled }) => handled));
  });

  test('is given every one of a flood once, in whatever order they were pushed and however often', async () => {
    rig = await openRig({ apps: [app] });
    const ids = Array.from({ length: 200 }, (_, at) => `e${at}`);
    const pushes = [...ids, ...ids].sort(() => Math.random() - 0.5);
    for (let at = 0; at < pushes.length; at += 20)
      await Promise.all(pushes.slice(at, at + 20).map((id) => rig.push(app, modified(id))));
    await rig.until(async () => (await rig.rows(app)).every(({ handled }) => handled));
    expect(rig.handled.map(({ eventId }) => eventId).sort()).toEqual(ids.sort());
  });

  test('ends with the app: nothing of a corp that was removed is handled any more', async () => {
    rig = await openRig({ apps: [app] });
    await rig.push(app, modified('e1'));
    await rig.until(() => rig.handled.length === 1);
    await rig.remove(app);
    await rig.until(async () => (await rig.push(app, modified('e2'))) === 404);
    expect(rig.handled).toHaveLength(1);
  });
});
