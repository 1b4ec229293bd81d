import { frameStyle } from './style.ts';

/**
 * The whole document of the mail frame: fixed, without data, with exactly one script, whose hash its policy names.
 * The letter lies in an element of our own name: no selector of a mail means it, and it is no second landmark of the page.
 */
export const framePage = (script: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>邮件正文</title><style>${frameStyle}</style></head><body><hy-letter></hy-letter><script>${script}</script></body></html>\n`;
