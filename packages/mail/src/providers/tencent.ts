import type { FolderRole, ProviderProfile } from '../types.ts';
import { defineProvider, MEGABYTE } from './profile.ts';

/** One sentence for a wrong password, IMAP off, too many logins and a busy system (mail-providers.md §2.4). */
const tencentErrors: ProviderProfile['errors'] = [
  {
    pattern: /domain.{0,40}(quota|limit)|exceed.{0,20}(sending|send) (limit|quota)|Connection frequency limited/i,
    code: 'mail.quota',
  },
  {
    pattern: /Login fail|login frequency|account is abnormal|Account is abnormal|system is busy/i,
    code: 'mail.auth_ambiguous',
  },
  { pattern: /authori[sz]ation code|授权码/i, code: 'mail.auth_code_required' },
  {
    pattern: /mail from address must be same|sender.{0,20}(mismatch|not match)|\b501\b.{0,40}(mail )?from/i,
    code: 'mail.sender_rejected',
  },
  { pattern: /Mail length exceeded/i, code: 'mail.size' },
  { pattern: /spam|content (is )?(rejected|denied)/i, code: 'mail.content_rejected' },
];

const tencentFolders: Readonly<Record<string, FolderRole>> = {
  'Sent Messages': 'sent',
  'Deleted Messages': 'trash',
  Drafts: 'drafts',
  Junk: 'junk',
};

const exmailSteps: ProviderProfile['authSteps'] = {
  zh: [
    '用浏览器登录腾讯企业邮箱（exmail.qq.com）。',
    '进入“设置 → 收发信设置”，开启“IMAP/SMTP 服务”，并把“收取范围”设为“全部”。',
    '如果开启了安全登录：在“设置 → 微信绑定 → 客户端专用密码”里生成新密码。',
    '把客户端专用密码（没有开启安全登录的填登录密码）填在密码栏。',
  ],
  en: [
    'Sign in to Tencent Exmail in a browser (exmail.qq.com).',
    'Open Settings → Receiving and sending, switch on IMAP/SMTP, and set the range to all mail.',
    'With secure login on: create a client password under Settings → WeChat binding → Client passwords.',
    'Enter the client password (or the login password where secure login is off).',
  ],
};

const exmail = (id: string, zh: string, en: string, prefix: string, mxSuffixes: readonly string[]): ProviderProfile =>
  defineProvider({
    id,
    name: { zh, en },
    imap: `imaps://${prefix}imap.exmail.qq.com:993`,
    smtp: `smtps://${prefix}smtp.exmail.qq.com:465`,
    mxSuffixes,
    authKind: 'password_or_authcode',
    authSteps: exmailSteps,
    sentCopy: 'check',
    maxFailedLogins: 2,
    maxMessageBytes: 50 * MEGABYTE,
    folderNames: tencentFolders,
    errors: tencentErrors,
  });

export const tencent: readonly ProviderProfile[] = [
  exmail('tencent-exmail', '腾讯企业邮箱', 'Tencent Exmail', '', ['mxbiz1.qq.com', 'mxbiz2.qq.com', 'exmail.qq.com']),
  exmail('tencent-exmail-overseas', '腾讯企业邮箱（海外）', 'Tencent Exmail (overseas)', 'hw', [
    'hwmxbiz1.qq.com',
    'hwmxbiz2.qq.com',
  ]),
  defineProvider({
    id: 'qq',
    name: { zh: 'QQ 邮箱', en: 'QQ Mail' },
    imap: 'imaps://imap.qq.com:993',
    smtp: 'smtps://smtp.qq.com:465',
    domains: ['qq.com', 'foxmail.com', 'vip.qq.com'],
    authKind: 'authcode',
    authSteps: {
      zh: [
        '用浏览器登录 QQ 邮箱（mail.qq.com）。',
        '进入“设置 → 账号”，开启“POP3/IMAP/SMTP 服务”。',
        '点“生成授权码”，按提示用手机发送短信。',
        '把显示的 16 位授权码填在密码栏；QQ 密码在这里不能用。',
      ],
      en: [
        'Sign in to QQ Mail in a browser (mail.qq.com).',
        'Open Settings → Account and switch on POP3/IMAP/SMTP.',
        'Create an authorization code and confirm by text message.',
        'Enter the 16 characters as the password; the QQ password does not work here.',
      ],
    },
    sentCopy: 'check',
    maxFailedLogins: 2,
    folderNames: tencentFolders,
    errors: tencentErrors,
  }),
];
