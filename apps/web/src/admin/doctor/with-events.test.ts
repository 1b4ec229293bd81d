import type { DoctorCheck, EventChannel } from '@hongyan/contract';
import { expect, test } from 'vitest';
import { withEvents } from './with-events.ts';

const failed: DoctorCheck = {
  id: 'event_channel',
  name: { zh: '事件订阅', en: 'Event channel' },
  state: 'failed',
  at: '2026-11-23T04:50:00Z',
};
const push = (lastSeenAt?: string): EventChannel => ({
  mode: 'push',
  refused: 0,
  ...(lastSeenAt ? { lastSeenAt } : {}),
});
const stateOf = (channel: EventChannel | undefined) => withEvents([failed], channel)?.[0]?.state;

test('an event after the check makes “nothing has come” old', () => {
  expect(stateOf(push('2026-11-23T04:56:00Z'))).toBe('not_tested');
});

test('what the doctor found stands while nothing newer is known', () => {
  expect(stateOf(push('2026-11-23T04:40:00Z'))).toBe('failed');
  expect(stateOf(push())).toBe('failed');
  expect(stateOf({ ...push('2026-11-23T04:56:00Z'), refused: 2 })).toBe('failed');
  expect(stateOf(undefined)).toBe('failed');
  expect(withEvents(undefined, push())).toBeUndefined();
});
