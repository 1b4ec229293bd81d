/** The two languages of the page. */
export type Language = 'zh' | 'en';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that may stand in a page or an attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!);

/** Chinese for who asks for it or says nothing. */
export function languageOf(query: URLSearchParams, accepts: string | undefined): Language {
  const asked = query.get('lang');
  if (asked === 'zh' || asked === 'en') return asked;
  return /^\s*(zh|\*|$)/i.test(accepts ?? '') ? 'zh' : 'en';
}

const logo =
  '<svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="16" fill="#0070d1"/><path fill="#fff" d="M8 9c3 3 9 4 15 7-1 2-3 3-3 3h3l-8 7 2-5h-3l2-3c-4-1-7-4-8-9z"/></svg>';

/** One page of the sign-in: head, what it is about, what is in it. */
export function layout(given: {
  readonly language: Language;
  readonly title: string;
  readonly about: string;
  readonly body: string;
  /** The sign-in for whose end the page waits. */
  readonly waitsFor?: string;
  /** This page in the other language. */
  readonly other?: string;
}): string {
  const { language } = given;
  const waits = given.waitsFor ? ` data-login="${escapeHtml(given.waitsFor)}"` : '';
  const script = given.waitsFor ? '<script src="/login/login.js" defer></script>' : '';
  const foot = language === 'zh' ? '钉钉替身：只用于开发与测试' : 'A stand-in for DingTalk, for development and tests';
  const other = given.other
    ? `<a href="${escapeHtml(given.other)}" lang="${language === 'zh' ? 'en' : 'zh-CN'}">${language === 'zh' ? 'English' : '中文'}</a>`
    : '';
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(given.title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/login/login.css">${script}</head>
<body${waits}><main><header>${logo}<div><h1>${escapeHtml(given.title)}</h1><p>${escapeHtml(given.about)}</p></div></header>${given.body}<footer><span>${foot}</span>${other}</footer></main></body></html>`;
}
