import { describe, expect, test } from 'vitest';
import { createLine } from './line.ts';

describe('a line of work', () => {
  test('grows while it is worked on, and ends when it is closed and empty', async () => {
    const line = createLine<number>();
    const done: number[] = [];
    line.add(3);
    const working = line.work(2, async (item) => {
      done.push(item);
      if (item > 0) line.add(item - 1);
    });
    await line.idle();
    line.close();
    await working;
    expect(done).toEqual([3, 2, 1, 0]);
  });

  test('has so many under way at once and no more', async () => {
    const line = createLine<number>();
    let underWay = 0;
    let most = 0;
    for (let item = 0; item < 20; item += 1) line.add(item);
    line.close();
    await line.work(3, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    });
    expect(most).toBe(3);
  });

  test('stops at the first failure, and tells it', async () => {
    const line = createLine<number>();
    const begun: number[] = [];
    for (let item = 0; item < 20; item += 1) line.add(item);
    const working = line.work(2, async (item) => {
      begun.push(item);
      await new Promise((resolve) => setImmediate(resolve));
      if (item === 1) throw new Error('no further');
    });
    await expect(working).rejects.toThrow('no further');
    expect(begun.length).toBeLessThan(5);
    await line.idle();
  });

  test('is abandoned with what waits in it', async () => {
    const line = createLine<number>();
    const begun: number[] = [];
    for (let item = 0; item < 20; item += 1) line.add(item);
    await line.work(1, async (item) => {
      begun.push(item);
      if (item === 2) line.abandon();
    });
    expect(begun).toEqual([0, 1, 2]);
  });
});
