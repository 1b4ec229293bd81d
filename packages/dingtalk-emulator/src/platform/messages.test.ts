import { describe, expect, test } from 'vitest';
import { app, buildEmulator, callOld, oaMessage, sendBody, sendPath, tokenOf } from '../testing/build.ts';
import type { Emulator } from '../types.ts';

const link = { messageUrl: 'https://mail.test/a', picUrl: '@lALx', title: '标题', text: '内容' };
const single = { title: '标题', markdown: '**新邮件**', single_title: '查看', single_url: 'https://mail.test/a' };
const button = { title: '回复', action_url: 'https://mail.test/a' };
const multi = { title: '标题', markdown: '**新邮件**', btn_orientation: '1', btn_json_list: [button, button] };
const oa = (over: object) => ({ ...oaMessage().oa, ...over });

/** The answer to a send of this message. */
async function send(emulator: Emulator, msgtype: string, part: unknown): Promise<unknown> {
  return (await callOld(emulator, sendPath, sendBody({ msg: { msgtype, [msgtype]: part } }))).json.errcode;
}

async function upload(emulator: Emulator, type: string, name: string, bytes = 100, field = 'media') {
  const form = new FormData();
  form.set(field, new File([new Uint8Array(bytes)], name));
  const url = `${emulator.oapiUrl}/media/upload?access_token=${await tokenOf(emulator)}&type=${type}`;
  const answer = await fetch(url, { method: 'POST', body: form });
  return (await answer.json()) as Record<string, unknown>;
}

describe('every kind of message', () => {
  test.each<[string, unknown]>([
    ['text', { content: '你有 3 封新邮件' }],
    ['link', link],
    ['markdown', { title: '标题', text: '# 新邮件' }],
    ['action_card', single],
    ['action_card', multi],
    ['action_card', { ...multi, btn_json_list: JSON.stringify(multi.btn_json_list) }],
    ['oa', oa({ pc_message_url: 'dingtalk://dingtalkclient/page/link?url=https%3A%2F%2Fmail.test&pc_slide=true' })],
  ])('%s %j arrives as it was sent', async (msgtype, part) => {
    const emulator = await buildEmulator();
    expect(await send(emulator, msgtype, part)).toBe(0);
    expect(emulator.feed('zhixia')).toMatchObject([{ msg: { msgtype, [msgtype]: part } }]);
  });

  test('an uploaded file can be sent, as what it was uploaded as', async () => {
    const emulator = await buildEmulator();
    const { media_id: image, ...rest } = await upload(emulator, 'image', 'photo.png');
    expect(rest).toMatchObject({ errcode: 0, errmsg: 'ok', type: 'image', created_at: expect.any(Number) });
    expect(image).toMatch(/^@lAD/);
    const { media_id: file } = await upload(emulator, 'file', '报价.pdf');
    const { media_id: voice } = await upload(emulator, 'voice', 'hello.amr');
    expect(await send(emulator, 'image', { media_id: image })).toBe(0);
    expect(await send(emulator, 'file', { media_id: file })).toBe(0);
    expect(await send(emulator, 'voice', { media_id: voice, duration: '10' })).toBe(0);
    expect(await send(emulator, 'voice', { media_id: voice, duration: '60' })).toBe(40035);
    expect(await send(emulator, 'file', { media_id: image })).toBe(40007);
  });

  test.each<[string, string, number, string, number]>([
    ['picture', 'photo.png', 100, 'media', 40004],
    ['image', 'photo.exe', 100, 'media', 40005],
    ['file', 'run.js', 100, 'media', 40005],
    ['voice', 'long.amr', (2 << 20) + 1, 'media', 40006],
    ['image', 'photo.png', 100, 'file', 41005],
    ['image', 'photo.png', 0, 'media', 41005],
  ])('an upload as %s of %s with %i bytes as %s is refused with %i', async (type, name, bytes, field, errcode) => {
    expect(await upload(await buildEmulator(), type, name, bytes, field)).toMatchObject({ errcode });
  });

  test.each<[string, unknown, number]>([
    ['image', {}, 34008],
    ['link', {}, 34009],
    ['file', { media_id: '' }, 34010],
    ['voice', {}, 34011],
    ['image', { media_id: '@lADmadeup' }, 40007],
    ['text', { content: '' }, 40035],
    ['text', '你好', 40035],
    ['link', { ...link, picUrl: '' }, 40035],
    ['link', { ...link, title: '题'.repeat(65) }, 45002],
    ['link', { ...link, messageUrl: 'javascript:alert(1)' }, 40048],
    ['markdown', { text: '# 新邮件' }, 40035],
    ['action_card', { ...single, single_title: '很长'.repeat(11) }, 45002],
    ['action_card', { ...single, single_url: `https://mail.test/${'a'.repeat(500)}` }, 45002],
    ['action_card', { ...multi, btn_orientation: 1 }, 40035],
    ['action_card', { ...multi, btn_json_list: [] }, 40035],
    ['action_card', { ...multi, btn_json_list: [{ ...button, title: '很长'.repeat(11) }] }, 45002],
    ['action_card', { ...multi, btn_json_list: [{ ...button, action_url: `https://a.b/${'a'.repeat(700)}` }] }, 45002],
    ['action_card', { ...multi, btn_json_list: Array(20).fill(button) }, 45002],
    ['oa', oa({ head: { bgcolor: '0xFFBBBBBB', text: '邮箱' } }), 40035],
    ['oa', oa({ head: { bgcolor: 'FFBBBBBB' } }), 40035],
    ['oa', oa({ message_url: '/read?id=1' }), 40048],
    ['oa', oa({ message_url: undefined }), 40035],
    ['oa', oa({ body: undefined }), 40035],
    ['oa', oa({ body: { title: '题'.repeat(65) } }), 45002],
  ])('%s %j is refused with %i', async (msgtype, part, errcode) => {
    const emulator = await buildEmulator();
    expect(await send(emulator, msgtype, part)).toBe(errcode);
    expect(emulator.feed('zhixia')).toEqual([]);
    expect(emulator.calls().at(-1)?.rule).toMatchObject({ section: '3.3' });
  });
});

test.each<[object, number]>([
  [{ userid_list: 'zhixia,Mu Yun' }, 40031],
  [{ userid_list: '', dept_id_list: Array.from({ length: 21 }, (_, i) => i + 1).join(',') }, 40035],
  [{ userid_list: '', dept_id_list: 'x' }, 40035],
  [{ userid_list: '', to_all_user: true, msg: oaMessage('x', { status_value: '未读' }) }, 40035],
])('recipients %j are refused with %i', async (over, errcode) => {
  const emulator = await buildEmulator();
  expect((await callOld(emulator, sendPath, sendBody(over))).json).toMatchObject({ errcode });
});

test('five people may have a status bar', async () => {
  const emulator = await buildEmulator();
  const msg = oaMessage('x', { status_value: '未读', status_bg: '0xFFF65E5E' });
  const { json } = await callOld(emulator, sendPath, sendBody({ userid_list: 'zhixia,Mu_Yun,c,d,e', msg }));
  expect(json).toMatchObject({ errcode: 0 });
  expect(emulator.feed('Mu_Yun')[0]?.status).toEqual({ value: '未读', background: '0xFFF65E5E' });
  expect(app.agentId).toBe(emulator.feed('Mu_Yun')[0]?.agentId);
});
