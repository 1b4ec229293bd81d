import { effect, signal } from '@preact/signals';

export type Language = 'zh' | 'en';

const key = 'hy.lang';

/** The language of the page: chosen once, else DingTalk's (its user agent says `language/zh-CN`), else the browser's. */
export const language = signal<Language>(firstLanguage());

/** Switches and remembers. */
export function setLanguage(next: Language): void {
  language.value = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
}

/** Two versions of one set of texts; the returned function gives the one of the moment and redraws on a switch. */
export const defineText =
  <T extends object>(zh: T, en: T): (() => T) =>
  () =>
    language.value === 'zh' ? zh : en;

function firstLanguage(): Language {
  try {
    const chosen = localStorage.getItem(key);
    if (chosen === 'zh' || chosen === 'en') return chosen;
  } catch {
    // see setLanguage
  }
  return languageOf(navigator.userAgent, navigator.language);
}

/** What a client asks for, from its user agent or else its browser's setting. */
export function languageOf(userAgent: string, browser: string): Language {
  const tag = /\blanguage\/([A-Za-z]{2})/.exec(userAgent)?.[1] ?? browser;
  return /^zh/i.test(tag) ? 'zh' : 'en';
}

effect(() => {
  if (typeof document !== 'undefined') document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
});
