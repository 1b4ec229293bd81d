import type { ProviderProfile } from '../types.ts';
import { neteaseErrors } from './netease-errors.ts';
import { defineProvider } from './profile.ts';

/** Servers whose hosts only the customer knows. */
export const selfHosted: readonly ProviderProfile[] = [
  defineProvider({
    id: 'coremail',
    name: { zh: 'Coremail（自建）', en: 'Coremail (on premise)' },
    authKind: 'password_or_authcode',
    authSteps: {
      zh: [
        '输入邮箱地址和登录密码。',
        '如果提示需要专用密码：登录网页邮箱，进入“设置 → 安全设置 → 客户端专用密码”，生成后填在密码栏。',
        '如果仍被拒绝，请管理员确认已为您开通 IMAP/SMTP，并放行本服务的出口 IP。',
      ],
      en: [
        'Enter the mail address and the login password.',
        'If a dedicated password is asked for: sign in to webmail, open Settings → Security → Client password, create one and enter it.',
        'If it is still refused, ask the administrator to enable IMAP/SMTP for you and to allow this service’s egress IP.',
      ],
    },
    idAfterLogin: true,
    keepAlive: 'idle',
    pollMs: 55_000,
    sentCopy: 'check',
    folderNames: { 病毒文件夹: 'junk', 广告邮件: 'junk', 已删除: 'trash' },
    errors: neteaseErrors,
  }),
  defineProvider({ id: 'dovecot', name: { zh: 'Dovecot（自建）', en: 'Dovecot (self-hosted)' } }),
  defineProvider({
    id: 'exchange',
    name: { zh: 'Exchange（自建）', en: 'Exchange (on premise)' },
    sentCopy: 'check',
    maxMessageBytes: 35 * 1024 * 1024,
  }),
  defineProvider({
    id: 'generic',
    name: { zh: '其他邮件系统（IMAP/SMTP）', en: 'Other mail system (IMAP/SMTP)' },
    sentCopy: 'check',
  }),
];
