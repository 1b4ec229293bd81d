import { createHash } from 'node:crypto';
import type { CorpId } from '@hongyan/kit';

const minute = 60_000;
const day = 86_400_000;
/** The platform's day is Shanghai's, which knows no summer time (design §6). */
const shanghai = 8 * 3_600_000;

/** Minutes after midnight in Shanghai at which a corp's nightly run begins: 03:10 to 03:50, each corp at its own. */
const minuteOf = (corpId: CorpId): number =>
  3 * 60 + 10 + (createHash('sha256').update(corpId).digest().readUInt32BE(0) % 41);

/** The last moment before or at `now` when the corp's nightly run was due. */
export function lastNightly(corpId: CorpId, now: number): number {
  const today = Math.floor((now + shanghai) / day) * day - shanghai + minuteOf(corpId) * minute;
  return today <= now ? today : today - day;
}

/** The next one. */
export const nextNightly = (corpId: CorpId, now: number): number => lastNightly(corpId, now) + day;

/** On the full hour the whole world calls the platform (dingtalk-api.md §10.1): runs that could begin then wait. */
export const isBusyMinute = (now: number): boolean => {
  const minuteOfHour = Math.floor(now / minute) % 60;
  return minuteOfHour < 3 || minuteOfHour > 57;
};
