import type { UserId } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { buildApp, paths, person, sent } from '../../testing/build-app.ts';

describe('work notifications', () => {
  const msg = '{ "msgtype":"text",  "text":{"content":"你有 3 封新邮件 \\u9e3f"} }';

  test('the stored text leaves byte for byte, also the second time', async () => {
    const { app, calls } = buildApp({ [paths.send]: sent });
    expect(await app.sendWorkNotification([person, 'user0002' as UserId], msg)).toEqual({
      ok: true,
      value: { taskId: '310045678901' },
    });
    await app.sendWorkNotification([person, 'user0002' as UserId], msg);
    const bodies = calls.filter((call) => call.path === paths.send).map((call) => call.body ?? '');
    expect(bodies[0]).toContain(msg);
    expect(bodies[0]).toBe(bodies[1]);
    expect(JSON.parse(bodies[0]!)).toMatchObject({
      agent_id: 1234567,
      userid_list: 'user0001,user0002',
      to_all_user: false,
    });
  });

  test.each<[string, UserId[], string]>([
    ['nobody', [], msg],
    ['101 people', Array.from({ length: 101 }, (_, i) => `u${i}` as UserId), msg],
    ['a comma in an id', ['a,b' as UserId], msg],
    ['2,049 bytes', [person], JSON.stringify({ msgtype: 'text', text: { content: 'x'.repeat(2049 - 40) } })],
    ['a text that is no object', [person], '"x"'],
    [
      'a status bar for six',
      Array.from({ length: 6 }, (_, i) => `u${i}` as UserId),
      '{"msgtype":"oa","oa":{"status_bar":{}}}',
    ],
  ])('%s is refused before it costs a call', async (_name, to, text) => {
    const { app, calls } = buildApp({ [paths.send]: sent });
    expect(await app.sendWorkNotification(to, text)).toMatchObject({
      ok: false,
      error: { kind: 'param', code: 'message.refused' },
    });
    expect(calls).toEqual([]);
  });

  test('a failed token request proves that nothing was sent', async () => {
    const { app } = buildApp({ [paths.token]: { error: Object.assign(new Error('x'), { code: 'ECONNRESET' }) } });
    expect(await app.sendWorkNotification([person], msg)).toMatchObject({
      ok: false,
      error: { kind: 'busy', maybeDone: false },
    });
  });
});
