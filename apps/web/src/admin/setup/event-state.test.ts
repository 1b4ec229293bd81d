import { expect, test } from 'vitest';
import { channelState, isSettled } from './event-state.ts';

test('a push channel waits until DingTalk has tested it, and a refusal outweighs an older success', () => {
  expect(channelState({ mode: 'push', refused: 0 })).toEqual({ kind: 'waiting' });
  const checked = channelState({ mode: 'push', refused: 0, lastCheckAt: '2026-11-23T06:35:00Z' });
  expect(checked).toEqual({ kind: 'seen', at: '2026-11-23T06:35:00Z' });
  expect(isSettled(checked)).toBe(true);
  expect(channelState({ mode: 'push', refused: 2, lastRefusal: '900005', lastSeenAt: '2026-11-23T06:35:00Z' })).toEqual(
    { kind: 'refused', times: 2, why: '900005' },
  );
});

test('the newest of test and event counts', () => {
  expect(
    channelState({
      mode: 'push',
      refused: 0,
      lastCheckAt: '2026-11-23T06:35:00Z',
      lastSeenAt: '2026-11-23T07:00:00Z',
    }),
  ).toEqual({ kind: 'seen', at: '2026-11-23T07:00:00Z' });
});

test('a Stream channel is what its connection is', () => {
  const stream = (state: 'connecting' | 'connected' | 'waiting' | 'stopped', problem?: string) =>
    channelState({ mode: 'stream', refused: 0, stream: { state, ...(problem ? { problem } : {}) } });
  expect(stream('connecting')).toEqual({ kind: 'connecting' });
  expect(stream('connected')).toEqual({ kind: 'connected' });
  expect(stream('waiting', 'token')).toEqual({ kind: 'broken', problem: 'token' });
  expect(stream('stopped')).toEqual({ kind: 'stopped' });
  expect(channelState({ mode: 'stream', refused: 0 })).toEqual({ kind: 'connecting' });
});
