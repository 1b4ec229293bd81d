import type { CorpId } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { isBusyMinute, lastNightly, nextNightly } from './schedule.ts';

const at = (text: string) => Date.parse(text);
const shanghaiTime = (moment: number) => new Date(moment + 8 * 3_600_000).toISOString().slice(11, 16);
const corps = Array.from({ length: 500 }, (_, index) => `dingcorp${index}` as CorpId);

describe('the nightly run', () => {
  test('is due between 03:10 and 03:50 in Shanghai, each corp at its own minute', () => {
    const times = corps.map((corpId) => shanghaiTime(nextNightly(corpId, at('2026-11-23T12:00:00Z'))));
    for (const time of times) expect(time >= '03:10' && time <= '03:50').toBe(true);
    expect(new Set(times).size).toBe(41);
  });

  test('was due last night and is due tomorrow, whatever the hour', () => {
    for (const now of [
      '2026-11-22T15:59:59Z',
      '2026-11-22T16:00:00Z',
      '2026-11-22T19:09:00Z',
      '2026-11-22T19:51:00Z',
    ]) {
      const [last, next] = [lastNightly(corps[0]!, at(now)), nextNightly(corps[0]!, at(now))];
      expect(last <= at(now) && at(now) < next).toBe(true);
      expect(next - last).toBe(86_400_000);
    }
  });

  test('never begins around the full hour', () => {
    expect(['02:58', '02:59', '03:00', '03:02'].map((time) => isBusyMinute(at(`2026-11-23T${time}:30Z`)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['03:03', '03:30', '03:57'].map((time) => isBusyMinute(at(`2026-11-23T${time}:30Z`)))).toEqual([
      false,
      false,
      false,
    ]);
    for (const corpId of corps) expect(isBusyMinute(nextNightly(corpId, 0))).toBe(false);
  });
});
