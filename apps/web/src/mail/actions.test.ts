import type { Folder, MessagePage, MessageSummary } from '@hongyan/contract';
import { beforeEach, expect, test, vi } from 'vitest';

const calls: { name: string; body: unknown }[] = [];
let answers: Record<string, unknown> = {};
const snacks: { text: string; act?: { label: string; run: () => void } }[] = [];

vi.mock('../session.ts', async () => ({ cache: (await import('../api/cache.ts')).createCache() }));
vi.mock('../ui/snackbar.tsx', () => ({ showSnack: (snack: (typeof snacks)[number]) => snacks.push(snack) }));
vi.mock('../ui/ask.tsx', () => ({ ask: () => Promise.resolve(true) }));
vi.mock('../api/api.ts', () => {
  const answer = (name: string) => async (_mailboxId: string, body: unknown) => {
    calls.push({ name, body });
    return answers[name] ?? { ok: true, value: {} };
  };
  return { api: { changeFlags: answer('flags'), move: answer('move'), expunge: answer('expunge') } };
});

const { cache } = await import('../session.ts');
const { listOf, seedList } = await import('./lists.ts');
const { foldersOf } = await import('./folders.ts');
const { move, remove, setSeen } = await import('./actions.ts');

const folder = (id: string, role: string, unread: number) =>
  ({ id, role, name: id, path: [id], selectable: true, unread, total: 10 }) as unknown as Folder;
const mail = (id: string, minute: number, seen: boolean, folderId = 'in') =>
  ({
    id,
    mailboxId: 'mb',
    folderId,
    seen,
    starred: false,
    attachmentCount: 0,
    receivedAt: `2026-11-20T10:${minute}:00Z`,
  }) as unknown as MessageSummary;

const a = mail('a', 30, false);
const b = mail('b', 20, true);
const refused = {
  ok: false,
  failure: { code: 'mail.network', what: { zh: '连不上', en: 'no way' }, status: 502 },
};
const inbox = () =>
  listOf({ mailboxId: 'mb', folderId: 'in', filter: 'all', q: '' })?.messages.map(
    ({ id, seen }) => `${id}${seen ? '' : '*'}`,
  );
const unread = (id: string) => foldersOf('mb')?.find((each) => each.id === id)?.unread;
const settle = () => new Promise((done) => setImmediate(done));

beforeEach(() => {
  calls.length = 0;
  snacks.length = 0;
  answers = {};
  cache.wipe();
  cache.at('folders:mb').value = [folder('in', 'inbox', 3), folder('bin', 'trash', 0), folder('box', 'other', 0)];
  seedList('mb', { folder: folder('in', 'inbox', 3), messages: [a, b] } as unknown as MessagePage);
});

test('a mail is read on the page before the server has answered, and its folder counts one less', async () => {
  const done = setSeen([a, b], true);
  expect([inbox(), unread('in')]).toEqual([['a', 'b'], 2]);
  await done;
  expect(calls).toEqual([{ name: 'flags', body: { messageIds: ['a'], seen: true } }]);
});

test('a refusal is taken back and said, with a way to try again', async () => {
  answers = { flags: refused };
  expect(await setSeen([a], true)).toBe(false);
  expect([inbox(), unread('in')]).toEqual([['a*', 'b'], 3]);
  answers = {};
  snacks[0]?.act?.run();
  await settle();
  expect([inbox(), unread('in')]).toEqual([['a', 'b'], 2]);
});

test('a move empties the place at once, and undo puts the mail back where it was', async () => {
  answers = { move: { ok: true, value: { moved: ['a'], toFolderId: 'box' } } };
  const done = move([a], { folderId: 'box' });
  expect([inbox(), unread('in'), unread('box')]).toEqual([['b'], 2, 1]);
  await done;
  snacks[0]?.act?.run();
  await settle();
  expect([inbox(), unread('in'), unread('box')]).toEqual([['a*', 'b'], 3, 0]);
  expect(calls.at(-1)).toEqual({ name: 'move', body: { messageIds: ['a'], to: { folderId: 'in' } } });
});

test('a move that the server refuses brings the mail back', async () => {
  answers = { move: refused };
  expect(await move([b], { role: 'trash' })).toBe(false);
  expect(inbox()).toEqual(['a*', 'b']);
});

test('deleting outside the trash is a move; inside the trash it is for good', async () => {
  answers = { move: { ok: true, value: { moved: ['b'], toFolderId: 'bin' } } };
  await remove([b]);
  await remove([mail('t', 10, true, 'bin')]);
  expect(calls.map((call) => call.name)).toEqual(['move', 'expunge']);
  expect(snacks[1]?.act).toBeUndefined();
});
