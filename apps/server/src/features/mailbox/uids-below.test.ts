import type { ImapConnection } from '@hongyan/mail';
import { describe, expect, test } from 'vitest';
import { uidsBelow } from './uids-below.ts';

/** A folder with these uids, that counts how many it was made to tell. */
function folderOf(uids: readonly number[]) {
  const asked = { told: 0 };
  const connection: Pick<ImapConnection, 'fetchFlags'> = {
    async *fetchFlags(range) {
      const { from, to } = range as { from: number; to: number };
      for (const uid of uids) {
        if (uid < from || uid > to) continue;
        asked.told += 1;
        yield { uid, flags: new Set<string>() };
      }
      // A range below everything echoes the last message on some servers.
      if (uids.length > 0 && to < uids[0]!) yield { uid: uids.at(-1)!, flags: new Set<string>() };
    },
  };
  return { connection, asked };
}
const upTo = (last: number, step = 1) => Array.from({ length: Math.floor(last / step) }, (_, n) => (n + 1) * step);

describe('the uids below another', () => {
  test('of a big folder are asked for by the page', async () => {
    const { connection, asked } = folderOf(upTo(100_000));
    const { older, from } = await uidsBelow(connection, 90_001, 200);
    expect(older.slice(-200)).toEqual(upTo(90_000).slice(-200));
    expect(from).toBeGreaterThan(1);
    expect(asked.told).toBeLessThan(1_000);
  });

  test('are found across wide gaps', async () => {
    const { connection } = folderOf(upTo(100_000, 1_000));
    const { older } = await uidsBelow(connection, 100_000, 50);
    expect(older.slice(-50)).toEqual(upTo(99_000, 1_000).slice(-50));
  });

  test('end where the folder begins', async () => {
    const { connection } = folderOf([5, 7, 9]);
    expect(await uidsBelow(connection, 9, 200)).toEqual({ older: [5, 7], from: 1 });
    expect(await uidsBelow(connection, 5, 200)).toEqual({ older: [], from: 1 });
    expect(await uidsBelow(connection, 1, 200)).toEqual({ older: [], from: 1 });
  });
});
