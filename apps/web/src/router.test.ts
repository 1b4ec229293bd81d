import { expect, test } from 'vitest';
import { hrefOf, parseRoute, type Route } from './router.ts';

test('every place survives the way through its address', () => {
  const places: Route[] = [
    { kind: 'home' },
    { kind: 'settings' },
    { kind: 'bind' },
    { kind: 'bind', mailboxId: 'mb/1' },
    { kind: 'mail', mailboxId: 'mb 1', folderId: '发票/报销' },
    { kind: 'mail', mailboxId: 'm', folderId: 'f', messageId: 'a?b#c' },
  ];
  for (const place of places) expect(parseRoute(hrefOf(place))).toEqual(place);
});

test('an address that nobody made leads home', () => {
  for (const hash of ['', '#', '#/', '#/m/only', '#/nowhere/at/all', '#/m//f', '#%E0%A4%A']) {
    expect(parseRoute(hash)).toEqual({ kind: 'home' });
  }
});
