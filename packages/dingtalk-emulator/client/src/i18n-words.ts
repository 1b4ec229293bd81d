import { useLanguage } from './i18n.ts';

/** The sentences of one page, Chinese first. */
export type Words = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** The sentence of this page in the reader's language. */
export function useWords<T extends Words>(words: T): (key: keyof T) => string {
  const at = useLanguage() === 'zh' ? 0 : 1;
  return (key) => words[key]![at];
}
