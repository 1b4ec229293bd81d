import { describe, expect, test } from 'vitest';
import { buildApp } from '../../testing/build-app.ts';
import { noteRecorded } from '../../testing/traffic.ts';

const path = '/media/upload';
const answer = {
  json: { errcode: 0, errmsg: 'ok', type: 'image', media_id: '@lADOADmaWMzazQKA', created_at: 1767225600000 },
};

describe('an upload', () => {
  test('is one part `media` with its name and its bytes untouched', async () => {
    const { app, calls } = buildApp({ [path]: answer });
    const bytes = Buffer.from('--not-a-boundary\r\n\u0000PNG');
    const name = '报告 "终"\r\n.png';
    expect(await app.notifications.uploadMedia('image', { name, type: 'image/png', bytes })).toEqual({
      ok: true,
      value: { mediaId: '@lADOADmaWMzazQKA' },
    });
    const call = calls.at(-1)!;
    expect([call.method, call.path, call.query.get('type'), call.query.get('access_token')]).toEqual([
      'POST',
      path,
      'image',
      't1',
    ]);
    // Read again by someone else's parser.
    const form = await new Response(call.body, {
      headers: { 'content-type': call.headers['content-type']! },
    }).formData();
    const parts = [...form.entries()];
    expect(parts.map(([key]) => key)).toEqual(['media']);
    const file = parts[0]![1] as File;
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
    expect(file.type).toBe('image/png');
    expect(decodeURIComponent(file.name)).toBe(name);
    noteRecorded(call.method, call.path);
  });

  test.each<[string, 'image' | 'voice', string, number]>([
    ['nothing', 'image', 'a.png', 0],
    ['more than 20 MB', 'image', 'a.png', (20 << 20) + 1],
    ['a voice of more than 2 MB', 'voice', 'a.amr', (2 << 20) + 1],
    ['a file without a name', 'image', ' ', 5],
  ])('of %s is refused before it costs a call', async (_name, kind, name, size) => {
    const { app, calls } = buildApp({ [path]: answer });
    const file = { name, type: 'image/png', bytes: new Uint8Array(size) };
    expect(await app.notifications.uploadMedia(kind, file)).toMatchObject({ ok: false, error: { kind: 'param' } });
    expect(calls).toEqual([]);
  });
});
