import type { MessageSummary } from '@hongyan/contract';
import { expect, test } from 'vitest';
import { mergePage } from './merge-page.ts';

const mail = (id: string, minute: number, seen = true) =>
  ({ id, seen, receivedAt: `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z` }) as MessageSummary;
const ids = (messages: readonly MessageSummary[]) => messages.map((message) => message.id).join('');

const before = [mail('d', 40), mail('c', 30), mail('b', 20), mail('a', 10)];

test('new mail waits while the rest is brought up to date', () => {
  const page = [mail('f', 50), mail('e', 45), mail('d', 40, false), mail('c', 30)];
  const merged = mergePage(before, page, { withNew: false, last: false });
  expect([ids(merged.messages), merged.left]).toEqual(['dcba', 2]);
  expect(merged.messages[0]?.seen).toBe(false);
});

test('new mail comes in above, and the older pages stay below', () => {
  const page = [mail('e', 45), mail('d', 40), mail('c', 30)];
  expect(ids(mergePage(before, page, { withNew: true, last: false }).messages)).toBe('edcba');
});

test('what was moved away elsewhere is gone', () => {
  const page = [mail('d', 40), mail('b', 20)];
  expect(ids(mergePage(before, page, { withNew: false, last: false }).messages)).toBe('dba');
  expect(ids(mergePage(before, page, { withNew: false, last: true }).messages)).toBe('db');
});

test('mail that came back by a move is no arrival: it takes its old place at once', () => {
  const page = [mail('d', 40), mail('x', 35), mail('c', 30)];
  const merged = mergePage(before, page, { withNew: false, last: false });
  expect([ids(merged.messages), merged.left]).toEqual(['dxcba', 0]);
});

test('a page that touches nothing of the old list replaces it, since mail between them may be missing', () => {
  const page = [mail('z', 59), mail('y', 58)];
  const merged = mergePage(before, page, { withNew: true, last: false });
  expect([ids(merged.messages), merged.whole]).toEqual(['zy', true]);
});

test('a folder that was emptied elsewhere is empty', () => {
  expect(mergePage(before, [], { withNew: false, last: true }).messages).toEqual([]);
});
