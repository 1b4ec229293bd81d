import type { DingTalkFailure } from '@hongyan/dingtalk';
import { describe, expect, test } from 'vitest';
import { afterFailure } from './sender.ts';

const now = Date.parse('2026-11-23T06:00:00Z');
const failure = (kind: DingTalkFailure['kind'], retryAfterMs?: number): DingTalkFailure => ({
  kind,
  code: '1',
  message: 'no',
  retryAfterMs,
});
const notice = { attempt: 1, decidedAt: new Date(now - 60_000) };

describe('after a refusal of DingTalk', () => {
  test.each(['scope', 'notfound', 'param'] as const)('%s is final and keeps the reason', (kind) => {
    expect(afterFailure(failure(kind), notice, now)).toEqual({ state: 'failed', error: `${kind} 1: no` });
  });

  test('what an administrator must mend is tried again slowly', () => {
    for (const kind of ['ip', 'permission', 'quota'] as const)
      expect(afterFailure(failure(kind), notice, now)).toMatchObject({ state: 'waiting', waitMs: 600_000 });
  });

  test('DingTalk’s own wish for a pause is followed', () => {
    expect(afterFailure(failure('qps', 1_234), notice, now).waitMs).toBe(1_234);
  });

  test('a card about mail of yesterday is given up', () => {
    const old = { attempt: 9, decidedAt: new Date(now - 25 * 3_600_000) };
    expect(afterFailure(failure('busy'), old, now).state).toBe('dropped');
  });
});
