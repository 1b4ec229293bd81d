import { frameStyle } from './style.ts';

/** The whole document of the mail frame: fixed, without data, with exactly one script, whose hash its policy names. */
export const framePage = (script: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>邮件正文</title><style>${frameStyle}</style></head><body><main></main><script>${script}</script></body></html>\n`;
