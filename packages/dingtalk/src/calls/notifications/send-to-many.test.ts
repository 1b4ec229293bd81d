import type { UserId } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { buildApp, paths, sent } from '../../testing/build-app.ts';

const msg = '{"msgtype":"text","text":{"content":"x"}}';
const people = (count: number) => Array.from({ length: count }, (_, i) => `u${i}` as UserId);
const task = (id: number) => ({ json: { errcode: 0, errmsg: 'ok', task_id: id } });

describe('a notice to many', () => {
  test('goes out in calls of 100, each person once', async () => {
    const { app, calls } = buildApp({ [paths.send]: [task(1), task(2), task(3)] });
    const to = [...people(250), ...people(30)];
    const { tasks, failure } = await app.notifications.sendToMany(to, msg);
    expect(failure).toBeUndefined();
    expect(tasks.map(({ taskId, userIds }) => [taskId, userIds.length])).toEqual([
      ['1', 100],
      ['2', 100],
      ['3', 50],
    ]);
    const lists = calls.filter((call) => call.path === paths.send).map((call) => JSON.parse(call.body!).userid_list);
    expect(lists.join(',').split(',')).toEqual(people(250));
  });

  test('ends at the first failure and says who was reached before', async () => {
    const { app, countOf } = buildApp({ [paths.send]: [sent, { json: { errcode: 90020, errmsg: '' } }] });
    const { tasks, failure } = await app.notifications.sendToMany(people(300), msg);
    expect(tasks.map(({ userIds }) => userIds.length)).toEqual([100]);
    expect(failure?.kind).toBe('quota');
    expect(countOf(paths.send)).toBe(2);
  });

  test('to nobody costs nothing', async () => {
    const { app, calls } = buildApp({ [paths.send]: sent });
    expect(await app.notifications.sendToMany([], msg)).toEqual({ tasks: [] });
    expect(calls).toEqual([]);
  });

  test.each([0, 21])('%i departments are refused before they cost a call', async (count) => {
    const { app, calls } = buildApp({ [paths.send]: sent });
    const to = { departmentIds: Array.from({ length: count }, (_, i) => i + 1) };
    expect(await app.notifications.send(to, msg)).toMatchObject({ ok: false, error: { code: 'message.refused' } });
    expect(calls).toEqual([]);
  });

  test('a status bar goes to people only', async () => {
    const { app } = buildApp({ [paths.send]: sent });
    const bar = '{"msgtype":"oa","oa":{"status_bar":{"status_value":"未读"}}}';
    for (const to of [{ everyone: true }, { departmentIds: [1] }] as const)
      expect(await app.notifications.send(to, bar)).toMatchObject({ ok: false, error: { code: 'message.refused' } });
    expect((await app.notifications.send({ userIds: people(5) }, bar)).ok).toBe(true);
  });
});
