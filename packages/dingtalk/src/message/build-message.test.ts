import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMessage } from './build-message.ts';
import type { WorkMessage } from './types.ts';

const page = 'https://mail.example.com/m';
const button = (title: string, url = page) => ({ title, url });
const built = (message: WorkMessage) => {
  const result = buildMessage(message);
  return result.ok ? JSON.parse(result.value) : result.error.message;
};

describe('a message has exactly the documented body', () => {
  test.each<[WorkMessage, object]>([
    [
      { kind: 'text', content: '你有 3 封新邮件' },
      { msgtype: 'text', text: { content: '你有 3 封新邮件' } },
    ],
    [
      { kind: 'image', mediaId: '@lAD1' },
      { msgtype: 'image', image: { media_id: '@lAD1' } },
    ],
    [
      { kind: 'file', mediaId: '@lAz1' },
      { msgtype: 'file', file: { media_id: '@lAz1' } },
    ],
    [
      { kind: 'voice', mediaId: '@lAD1', seconds: 10 },
      { msgtype: 'voice', voice: { media_id: '@lAD1', duration: '10' } },
    ],
    [
      { kind: 'link', title: 't', text: 'x', url: page, picture: '@lAL1' },
      { msgtype: 'link', link: { messageUrl: page, picUrl: '@lAL1', title: 't', text: 'x' } },
    ],
    [
      { kind: 'markdown', title: 't', text: '# x' },
      { msgtype: 'markdown', markdown: { title: 't', text: '# x' } },
    ],
    [
      { kind: 'action_card', title: 't', markdown: 'x', buttons: [button('查看')] },
      { msgtype: 'action_card', action_card: { title: 't', markdown: 'x', single_title: '查看', single_url: page } },
    ],
    [
      {
        kind: 'action_card',
        title: 't',
        markdown: 'x',
        buttons: [button('是'), button('否')],
        orientation: 'horizontal',
      },
      {
        msgtype: 'action_card',
        action_card: {
          title: 't',
          markdown: 'x',
          btn_orientation: '1',
          btn_json_list: [
            { title: '是', action_url: page },
            { title: '否', action_url: page },
          ],
        },
      },
    ],
    [
      {
        kind: 'oa',
        card: {
          messageUrl: page,
          pcMessageUrl: page,
          headText: 'h',
          title: 't',
          form: [],
          image: '@lAD1',
          fileCount: 2,
        },
      },
      {
        msgtype: 'oa',
        oa: {
          message_url: page,
          pc_message_url: page,
          head: { bgcolor: 'FF0070D1', text: 'h' },
          body: { title: 't', image: '@lAD1', file_count: '2' },
        },
      },
    ],
  ])('%j', (message, expected) => {
    expect(built(message)).toEqual(expected);
  });
});

describe('what the platform would not take costs no call', () => {
  const long = (length: number) => 'x'.repeat(length);
  test.each<[string, WorkMessage]>([
    ['an empty text', { kind: 'text', content: ' ' }],
    ['2,049 bytes', { kind: 'text', content: '信'.repeat(671) }],
    ['an empty media id', { kind: 'image', mediaId: '' }],
    ['a voice of a minute', { kind: 'voice', mediaId: '@l', seconds: 60 }],
    ['a voice of half a second', { kind: 'voice', mediaId: '@l', seconds: 0.5 }],
    ['a link without picture', { kind: 'link', title: 't', text: 'x', url: page, picture: '' }],
    ['a link to a script', { kind: 'link', title: 't', text: 'x', url: 'javascript:x', picture: '@l' }],
    ['a link with a long title', { kind: 'link', title: long(101), text: 'x', url: page, picture: '@l' }],
    ['markdown with a long title', { kind: 'markdown', title: long(65), text: 'x' }],
    ['a card without buttons', { kind: 'action_card', title: 't', markdown: 'x', buttons: [] }],
    ['a long button', { kind: 'action_card', title: 't', markdown: 'x', buttons: [button(long(21))] }],
    [
      'a long single address',
      { kind: 'action_card', title: 't', markdown: 'x', buttons: [button('b', page + long(500))] },
    ],
    [
      'buttons of more than 1,000 characters',
      { kind: 'action_card', title: 't', markdown: 'x', buttons: Array(4).fill(button('b', page + long(250))) },
    ],
    [
      'an OA card whose links leave no room',
      {
        kind: 'oa',
        card: { messageUrl: page + long(1500), pcMessageUrl: page + long(1500), headText: '', title: '', form: [] },
      },
    ],
  ])('%s', (_name, message) => {
    expect(buildMessage(message)).toMatchObject({ ok: false, error: { kind: 'param', code: 'request.refused' } });
  });

  test('the limit is of bytes, and exactly 2,048', () => {
    const room = 2048 - Buffer.byteLength(JSON.stringify({ msgtype: 'text', text: { content: '' } }));
    expect(buildMessage({ kind: 'text', content: 'x'.repeat(room) }).ok).toBe(true);
    expect(buildMessage({ kind: 'text', content: 'x'.repeat(room + 1) }).ok).toBe(false);
  });

  test('no text at all makes a message above the limit, or one that is no JSON', () => {
    const text = fc.string({ unit: 'binary', maxLength: 900 });
    fc.assert(
      fc.property(text, text, (title, content) => {
        for (const message of [
          { kind: 'text', content },
          { kind: 'markdown', title, text: content },
        ] as const) {
          const result = buildMessage(message);
          if (result.ok) expect(Buffer.byteLength(result.value)).toBeLessThanOrEqual(2048);
          if (result.ok) JSON.parse(result.value);
        }
      }),
    );
  });
});
