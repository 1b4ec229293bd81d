import { expect, test } from 'vitest';
import { type Draft, openDrafts, type Shelf } from './drafts.ts';

const draft = (subject: string, savedAt = 1000): Draft => ({
  to: [],
  cc: [],
  bcc: [],
  subject,
  html: '<div>x</div>',
  quote: true,
  uploads: [],
  partIds: [],
  sendId: 'id',
  savedAt,
});

function buildShelf(): Shelf & { readonly keys: () => string[] } {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    key: (index) => [...held.keys()][index] ?? null,
    get length() {
      return held.size;
    },
    keys: () => [...held.keys()],
  };
}

test('a draft comes back for the same letter only', () => {
  const drafts = openDrafts(buildShelf(), 'c', 'm', () => 2000);
  drafts.save({ kind: 'reply', messageId: '1' }, draft('a'));
  expect(drafts.load({ kind: 'reply', messageId: '1' })?.subject).toBe('a');
  expect(drafts.load({ kind: 'reply', messageId: '2' })).toBeUndefined();
  expect(drafts.load({ kind: 'new' })).toBeUndefined();
});

test('drafts of one member are gone when another one comes', () => {
  const shelf = buildShelf();
  openDrafts(shelf, 'c', 'm', () => 2000).save({ kind: 'new' }, draft('a'));
  openDrafts(shelf, 'c', 'n', () => 2000);
  expect(shelf.keys()).toEqual([]);
});

test('a member id that begins like another one is somebody else', () => {
  const shelf = buildShelf();
  openDrafts(shelf, 'c', 'm1', () => 2000).save({ kind: 'new' }, draft('a'));
  openDrafts(shelf, 'c', 'm', () => 2000);
  expect(shelf.keys()).toEqual([]);
});

test('a month-old draft is dropped', () => {
  const shelf = buildShelf();
  openDrafts(shelf, 'c', 'm', () => 0).save({ kind: 'new' }, draft('a', 0));
  expect(openDrafts(shelf, 'c', 'm', () => 31 * 24 * 3600 * 1000).load({ kind: 'new' })).toBeUndefined();
});

test('full or absent storage is said, not thrown', () => {
  const full = {
    ...buildShelf(),
    setItem: () => {
      throw new Error('quota');
    },
  };
  expect(openDrafts(full, 'c', 'm', () => 0).save({ kind: 'new' }, draft('a'))).toBe(false);
  expect(openDrafts(undefined, 'c', 'm', () => 0).save({ kind: 'new' }, draft('a'))).toBe(false);
});
