const minute = 60_000;
const day = 86_400_000;
/** The company's wall clock: UTC+8 the whole year. */
const zone = 8 * 3_600_000;

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const two = (value: number): string => String(value).padStart(2, '0');

/** Times relative to the moment of the demo, so that the newest mail is always of today. */
export class Calendar {
  readonly now: number;
  constructor(now: number) {
    this.now = now;
  }

  /** So many minutes ago; in the morning the same hours are drawn together, so that they lie after eight and not in the night. */
  ago(minutes: number): number {
    const sinceEight = this.now - (this.#midnight(0) + 8 * 3_600_000);
    const scale = sinceEight > 30 * minute ? Math.min(1, sinceEight / (6 * 3_600_000)) : 1;
    return this.now - minutes * minute * scale;
  }

  #midnight(daysAgo: number): number {
    return Math.floor((this.now + zone) / day) * day - zone - daysAgo * day;
  }

  /** A wall-clock time so many days ago; at the latest a quarter of an hour ago. */
  at(daysAgo: number, time: string): number {
    const [hours, minutes] = time.split(':').map(Number);
    return Math.min(this.#midnight(daysAgo) + (hours! * 60 + minutes!) * minute, this.ago(15));
  }

  /** The same, moved back to Friday where it would be a weekend: nobody works then. */
  workday(daysAgo: number, time: string): number {
    const at = this.at(daysAgo, time);
    const weekday = new Date(at + zone).getUTCDay();
    return at - (weekday === 6 ? day : weekday === 0 ? 2 * day : 0);
  }

  /** A day from now, at midnight; negative ones lie behind. */
  ahead(days: number): number {
    return this.#midnight(0) + days * day;
  }

  /** The next such weekday (1 is Monday) after today, at midnight. */
  next(weekday: number): number {
    for (let days = 1; ; days += 1) {
      if (new Date(this.ahead(days) + zone).getUTCDay() === weekday) return this.ahead(days);
    }
  }
}

/** The parts of a date that letters write. */
export function parts(at: number) {
  const local = new Date(at + zone);
  const year = local.getUTCFullYear();
  const month = local.getUTCMonth() + 1;
  const date = local.getUTCDate();
  return {
    year,
    month,
    date,
    /** `12 月 8 日` */
    zh: `${month} 月 ${date} 日`,
    /** `12月8日` */
    tight: `${month}月${date}日`,
    /** `2026年12月8日` */
    full: `${year}年${month}月${date}日`,
    /** `20261208` */
    compact: `${year}${two(month)}${two(date)}`,
    /** `2026-12-08` */
    iso: `${year}-${two(month)}-${two(date)}`,
    /** `Dec 8` */
    en: new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(local),
    weekday: weekdays[local.getUTCDay()]!,
    time: `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`,
    /** The number of the week in its year, as weekly papers count their issues. */
    week: Math.ceil((Date.UTC(year, month - 1, date) - Date.UTC(year, 0, 1) + day) / (7 * day)),
  };
}
