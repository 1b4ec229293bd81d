import { defineText } from '../../i18n/language.ts';

/** What the frame and the question before a link say. */
export const frameText = defineText(
  {
    title: '邮件正文',
    showQuote: '引用的原文',
    hideQuote: '收起引用',
    blocked: '图片已拦截',
    linkTitle: '打开这个链接？',
    linkMismatch: (shown: string, host: string) => `链接文字是 ${shown}，实际打开 ${host}。`,
    linkForeign: (host: string) => `网址里有容易看错的字符，实际打开 ${host}。`,
    linkUser: (host: string) => `网址前半段是伪装，实际打开 ${host}。`,
    open: '打开',
  },
  {
    title: 'Mail text',
    showQuote: 'Quoted text',
    hideQuote: 'Hide quoted text',
    blocked: 'Image blocked',
    linkTitle: 'Open this link?',
    linkMismatch: (shown: string, host: string) => `The link reads ${shown} but opens ${host}.`,
    linkForeign: (host: string) => `The address holds look-alike characters. It opens ${host}.`,
    linkUser: (host: string) => `The first part of the address is a disguise. It opens ${host}.`,
    open: 'Open',
  },
);
