import { effect } from '@preact/signals';
import { expect, test } from 'vitest';
import { createCache } from './cache.ts';

test('another member of the same corp finds nothing of the first, and what is on the screen goes with it', () => {
  const cache = createCache();
  cache.belongTo('corp', 'alice');
  cache.at<string>('list:1').value = 'mail of alice';
  const seen: (string | undefined)[] = [];
  effect(() => {
    seen.push(cache.at<string>('list:1').value);
  });
  expect(cache.belongTo('corp', 'bob')).toBe(true);
  expect(seen).toEqual(['mail of alice', undefined]);
  expect(cache.keys('')).toEqual([]);
});

test('the same member in another corp is another owner', () => {
  const cache = createCache();
  cache.belongTo('corp-a', 'alice');
  cache.at<number>('x').value = 1;
  expect(cache.belongTo('corp-b', 'alice')).toBe(true);
  expect(cache.at('x').value).toBeUndefined();
});

test('the same member coming back keeps what is known', () => {
  const cache = createCache();
  cache.belongTo('corp', 'alice');
  cache.at<number>('x').value = 1;
  expect(cache.belongTo('corp', 'alice')).toBe(false);
  expect(cache.at('x').value).toBe(1);
});
