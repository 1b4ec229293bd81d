const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** `2026-11-23 14:05:09`, as clocks in China show it: DingTalk's own day (design §6). */
const shanghai = (date: Date): string => clock.format(date);

/** `2026-11-23`. */
export const shanghaiDay = (date: Date): string => shanghai(date).slice(0, 10);

/** `14:05:09` for today's mail, `11-22 14:05:09` for older. */
export function shanghaiTime(date: Date, now: Date): string {
  const text = shanghai(date);
  return shanghaiDay(now) === text.slice(0, 10) ? text.slice(11) : text.slice(5);
}
