import { type Language, language } from './language.ts';

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language.value}${name}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locales[language.value], options);
  formats.set(key, made);
  return made;
}

const dayStart = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const dayMs = 86_400_000;

/** Whole days between two moments by the calendar of this browser; 0 is the same day. */
export const daysBetween = (from: Date, to: Date): number => Math.round((dayStart(to) - dayStart(from)) / dayMs);

/** 14:32 */
export const clockText = (date: Date): string =>
  format('clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);

/** What a row of the list shows: the hour for today and yesterday, the day this year, else the whole date. */
export function rowTime(date: Date, now: Date): string {
  const days = daysBetween(date, now);
  if (days >= 0 && days <= 1) return clockText(date);
  if (date.getFullYear() === now.getFullYear()) return format('day', { month: 'short', day: 'numeric' }).format(date);
  return format('date', { year: 'numeric', month: 'numeric', day: 'numeric' }).format(date);
}

/** A moment in a sentence: 14:21, 昨天 14:21, 11月18日 14:21. */
export function momentText(date: Date, now: Date, yesterday: string): string {
  const days = daysBetween(date, now);
  if (days === 0) return clockText(date);
  if (days === 1) return `${yesterday} ${clockText(date)}`;
  return `${rowTime(date, now)} ${clockText(date)}`;
}

/** The whole date with weekday and hour. */
export const fullTime = (date: Date): string =>
  format('full', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);

/** 1,284 */
export const numberText = (value: number): string => new Intl.NumberFormat(locales[language.value]).format(value);

/** The month of an older mail: 10月, 2025年12月. */
export const monthText = (date: Date, now: Date): string => {
  const thisYear = date.getFullYear() === now.getFullYear();
  // Intl writes 七月 where a mail list says 7月.
  if (language.value === 'zh') return `${thisYear ? '' : `${date.getFullYear()}年`}${date.getMonth() + 1}月`;
  return thisYear
    ? format('month', { month: 'long' }).format(date)
    : format('monthYear', { year: 'numeric', month: 'long' }).format(date);
};
