import { describe, expect, test } from 'vitest';
import { toThreading } from './threading.ts';

describe('threading (RFC 5322 §3.6.4)', () => {
  test('adds the parent to its references', () => {
    const parent = { messageId: '<c@x>', inReplyTo: '<b@x>', references: ['<a@x>', '<b@x>'] };
    expect(toThreading(parent, 'reply')).toEqual({ inReplyTo: '<c@x>', references: ['<a@x>', '<b@x>', '<c@x>'] });
  });

  test('takes a single In-Reply-To where the parent has no references', () => {
    expect(toThreading({ messageId: '<c@x>', inReplyTo: '<b@x>', references: [] }, 'replyAll').references).toEqual([
      '<b@x>',
      '<c@x>',
    ]);
    const two = { messageId: '<c@x>', inReplyTo: '<a@x> <b@x>', references: [] };
    expect(toThreading(two, 'reply').references).toEqual(['<c@x>']);
  });

  test('answers nothing when it forwards, but stays in the thread', () => {
    expect(toThreading({ messageId: '<c@x>', references: [] }, 'forward')).toEqual({ references: ['<c@x>'] });
  });

  test('says nothing about a parent without a usable id', () => {
    expect(toThreading({ references: [] }, 'reply')).toEqual({});
    expect(toThreading({ messageId: '<a@x>\r\nBcc: e@x', references: ['nonsense'] }, 'reply')).toEqual({});
  });

  test('keeps the root and the latest of a very long thread', () => {
    const references = Array.from({ length: 500 }, (_, i) => `<${i}@x>`);
    const made = toThreading({ messageId: '<last@x>', references }, 'reply').references!;
    expect([made.length, made[0], made.at(-2), made.at(-1)]).toEqual([60, '<0@x>', '<499@x>', '<last@x>']);
  });
});
