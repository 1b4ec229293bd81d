import type { ProviderProfile } from '../types.ts';
import { neteaseErrors } from './netease-errors.ts';
import { defineProvider, MEGABYTE } from './profile.ts';

/** NetEase's personal domains; the host must match the domain (mail-providers.md §2.1). */
const personal = (domain: string): ProviderProfile =>
  defineProvider({
    id: `netease-${domain.split('.')[0]}`,
    name: { zh: `网易 ${domain} 邮箱`, en: `NetEase ${domain}` },
    imap: `imaps://imap.${domain}:993`,
    smtp: `smtps://smtp.${domain}:465`,
    domains: [domain],
    authKind: 'authcode',
    authSteps: {
      zh: [
        `用浏览器登录 ${domain} 邮箱。`,
        '进入“设置 → POP3/SMTP/IMAP”，开启“IMAP/SMTP 服务”。',
        '点“新增授权密码”，用绑定的手机发送短信验证。',
        '把显示的 16 位授权码填在密码栏；登录密码在这里不能用。',
      ],
      en: [
        `Sign in to ${domain} mail in a browser.`,
        'Open Settings → POP3/SMTP/IMAP and switch on IMAP/SMTP.',
        'Add an authorization code and confirm with the bound phone.',
        'Enter the 16 characters as the password; the login password does not work here.',
      ],
    },
    idAfterLogin: true,
    keepAlive: 'status',
    sentCopy: 'check',
    maxMessageBytes: 50 * MEGABYTE,
    folderNames: { 病毒文件夹: 'junk', 广告邮件: 'junk', 订阅邮件: 'junk', 已删除: 'trash' },
    errors: neteaseErrors,
  });

export const neteaseFree: readonly ProviderProfile[] = ['163.com', '126.com', 'yeah.net'].map(personal);
