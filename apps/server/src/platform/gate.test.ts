import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

function task() {
  let end: (error?: Error) => void = () => undefined;
  const state = { started: false };
  const run = () => {
    state.started = true;
    return new Promise<string>((resolve, reject) => {
      end = (error) => (error ? reject(error) : resolve('done'));
    });
  };
  return { state, run, end: (error?: Error) => end(error) };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('lets two of a key go at once, and the third when one of them has ended, also by failing', async () => {
  const gate = createGate(2);
  const [one, two, three, four] = [task(), task(), task(), task()];
  const first = gate('a', one.run);
  const second = gate('a', two.run);
  const third = gate('a', three.run);
  const fourth = gate('a', four.run);
  await settle();
  expect([one, two, three, four].map(({ state }) => state.started)).toEqual([true, true, false, false]);
  one.end(new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  await settle();
  expect([three.state.started, four.state.started]).toEqual([true, false]);
  two.end();
  await second;
  await settle();
  three.end();
  four.end();
  expect(await Promise.all([third, fourth])).toEqual(['done', 'done']);
});

test('does not let one key wait for another', async () => {
  const gate = createGate(1);
  const held = task();
  const waiting = gate('a', held.run);
  expect(await gate('b', async () => 'free')).toBe('free');
  held.end();
  await waiting;
});

test('runs nothing for a caller who has left the line', async () => {
  const gate = createGate(1);
  const held = task();
  const waiting = gate('a', held.run);
  const caller = new AbortController();
  const late = task();
  const gone = gate('a', late.run, caller.signal);
  caller.abort(new Error('left'));
  held.end();
  await waiting;
  await expect(gone).rejects.toThrow('left');
  expect(late.state.started).toBe(false);
  expect(await gate('a', async () => 'open again')).toBe('open again');
});
