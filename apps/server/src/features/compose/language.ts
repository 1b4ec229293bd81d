/** The product's two languages. */
export type Language = 'zh' | 'en';

/** The language that the browser asks for; Chinese unless it names English first. */
export const toLanguage = (acceptLanguage: string | undefined): Language =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh';
