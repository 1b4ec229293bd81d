import { expect, test } from 'vitest';
import { buildApp } from '../../testing/build-app.ts';

const path = '/topapi/message/corpconversation/getsendresult';

test('a result that timed out is not asked for again by itself: each try would count', async () => {
  const timedOut = { json: { errcode: 15, sub_code: 'isp.top-remote-connection-timeout', errmsg: '' } };
  const { app, countOf } = buildApp({ [path]: timedOut });
  expect(await app.notifications.getResult('310045678901')).toMatchObject({ ok: false, error: { kind: 'busy' } });
  expect(countOf(path)).toBe(1);
});
