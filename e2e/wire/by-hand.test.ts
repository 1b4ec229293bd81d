import { expect, test } from 'vitest';
import { app, openWire } from './world.ts';

/** Calls of the reference that our product has no use for, as the documents write them. */
async function open() {
  const { emulator } = await openWire('plain');
  const { access_token: token } = await (
    await fetch(`${emulator.oapiUrl}/gettoken?appkey=${app.appKey}&appsecret=${app.appSecret}`)
  ).json();
  return { emulator, token: String(token) };
}

test('the ticket of the old family', async () => {
  const { emulator, token } = await open();
  const answer = await fetch(`${emulator.oapiUrl}/get_jsapi_ticket?access_token=${token}`);
  expect(await answer.json()).toMatchObject({ errcode: 0, ticket: expect.stringMatching(/./), expires_in: 7200 });
});

test('members by name only', async () => {
  const { emulator, token } = await open();
  const answer = await fetch(`${emulator.oapiUrl}/topapi/user/listsimple?access_token=${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ dept_id: 37001, cursor: 0, size: 10 }),
  });
  expect(await answer.json()).toMatchObject({
    errcode: 0,
    result: { has_more: false, list: [{ userid: 'lilei', name: '李雷' }] },
  });
});
