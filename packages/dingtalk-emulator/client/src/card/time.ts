import type { Language } from '../i18n.ts';

const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** `14:32` today, `11月20日 14:32` before. */
export function cardTime(at: number, language: Language): string {
  const date = new Date(at);
  const clock = date.toLocaleTimeString(locale(language), { hour: '2-digit', minute: '2-digit', hour12: false });
  if (date.toDateString() === new Date().toDateString()) return clock;
  return `${date.toLocaleDateString(locale(language), { month: 'short', day: 'numeric' })} ${clock}`;
}

/** `14:32:07.412` */
export const exactTime = (at: number): string => {
  const date = new Date(at);
  const clock = date.toLocaleTimeString('en-GB', { hour12: false });
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
};
