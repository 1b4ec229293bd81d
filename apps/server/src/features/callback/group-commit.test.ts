import { systemClock } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

/** A clock that moves only while somebody sleeps. */
function sleepingClock() {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    async sleep(ms: number) {
      slept.push(ms);
      now += ms;
      await systemClock.sleep(0);
    },
  };
}

describe('a group commit', () => {
  test('takes a lone item at once, and what comes meanwhile together', async () => {
    const clock = sleepingClock();
    const groups: string[][] = [];
    const gate = Promise.withResolvers<void>();
    const take = createGroupCommit<string, string, string>({
      clock,
      spacingMs: 20,
      maxItems: 3,
      async commit(_, items) {
        groups.push([...items]);
        if (groups.length === 1) await gate.promise;
        return items.map((item) => `${item}!`);
      },
    });
    const first = take('corp', 'a');
    expect(groups).toEqual([['a']]);
    const rest = ['b', 'c', 'd', 'e'].map((item) => take('corp', item));
    gate.resolve();
    expect(await Promise.all([first, ...rest])).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
    expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
    expect(clock.slept).toEqual([20, 20]);
  });

  test('keeps one corp’s transaction from holding up another’s', async () => {
    const never = new Promise<readonly string[]>(() => undefined);
    const take = createGroupCommit<string, string, string>({
      clock: sleepingClock(),
      spacingMs: 20,
      maxItems: 3,
      commit: (corp, items) => (corp === 'slow' ? never : Promise.resolve(items)),
    });
    void take('slow', 'a');
    expect(await take('quick', 'b')).toBe('b');
  });

  test('lets only the one fail that the database does not take', async () => {
    const take = createGroupCommit<string, string, string>({
      clock: sleepingClock(),
      spacingMs: 20,
      maxItems: 10,
      async commit(_, items) {
        if (items.includes('poison')) throw Object.assign(new Error('invalid'), { code: '22021' });
        return items;
      },
    });
    const all = await Promise.allSettled(['a', 'b', 'poison', 'c'].map((item) => take('corp', item)));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  test('does not ask a database that is away once for each item, and works again when it is back', async () => {
    let away = true;
    let asked = 0;
    const take = createGroupCommit<string, string, string>({
      clock: sleepingClock(),
      spacingMs: 20,
      maxItems: 10,
      async commit(_, items) {
        asked += 1;
        if (away) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
        return items;
      },
    });
    const all = await Promise.allSettled(['a', 'b', 'c', 'd'].map((item) => take('corp', item)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(asked).toBe(2);
    away = false;
    expect(await take('corp', 'e')).toBe('e');
  });
});
