import type { ProviderProfile } from '../types.ts';
import { defineProvider, MEGABYTE } from './profile.ts';

/** Aliyun, 263, Feishu and Sina: ordinary IMAP with broken SEARCH (mail-providers.md §2.5). */
export const chineseHosts: readonly ProviderProfile[] = [
  defineProvider({
    id: 'aliyun-qiye',
    name: { zh: '阿里企业邮箱', en: 'Alibaba enterprise mail' },
    imap: 'imaps://imap.qiye.aliyun.com:993',
    smtp: 'smtps://smtp.qiye.aliyun.com:465',
    mxSuffixes: ['mxhichina.com', 'qiye.aliyun.com', 'sg.aliyun.com'],
    authKind: 'password_or_authcode',
    authSteps: {
      zh: [
        '用浏览器登录阿里企业邮箱（qiye.aliyun.com）。',
        '进入“设置 → 账户与安全 → 三方客户端安全密码”。',
        '如果企业开启了三方客户端安全密码，生成一个并填在密码栏；否则填登录密码。',
      ],
      en: [
        'Sign in to Alibaba enterprise mail in a browser (qiye.aliyun.com).',
        'Open Settings → Account and security → Third-party client password.',
        'If your organisation requires it, create one and enter it; otherwise enter the login password.',
      ],
    },
    sentCopy: 'check',
    errors: [
      { pattern: /ANTISPAM_BAT|too frequently/i, code: 'mail.throttled' },
      { pattern: /client password|security password|三方客户端/i, code: 'mail.auth_code_required' },
      { pattern: /mail from.{0,40}(not match|mismatch|must)/i, code: 'mail.sender_rejected' },
    ],
  }),
  defineProvider({
    id: '263',
    name: { zh: '263 企业邮箱', en: '263 enterprise mail' },
    imap: 'imaps://imap.263.net:993',
    smtp: 'smtps://smtp.263.net:465',
    mxSuffixes: ['263.net', '263xmail.com'],
    authKind: 'password_or_authcode',
    authSteps: {
      zh: [
        '请管理员确认您的套餐含 IMAP 服务，并已开启。',
        '输入邮箱地址和登录密码；若提示需要授权码，请在网页邮箱的“设置 → 客户端授权”中生成。',
      ],
      en: [
        'Ask your administrator whether your plan includes IMAP and that it is on.',
        'Enter the address and the password; if a code is asked for, create one in webmail under Settings → Client authorization.',
      ],
    },
    sentCopy: 'check',
  }),
  defineProvider({
    id: 'feishu',
    name: { zh: '飞书邮箱', en: 'Feishu Mail' },
    imap: 'imaps://imap.feishu.cn:993',
    smtp: 'smtps://smtp.feishu.cn:465',
    mxSuffixes: ['feishu.cn', 'larksuite.com'],
    authKind: 'authcode',
    authSteps: {
      zh: ['在飞书客户端打开“邮箱 → 设置 → 邮箱账号 → 第三方邮箱客户端”。', '点“生成专用密码”，复制后填在密码栏。'],
      en: [
        'In the Feishu client open Mail → Settings → Accounts → Third-party mail clients.',
        'Generate a dedicated password, copy it and enter it here.',
      ],
    },
    sentCopy: 'check',
    maxMessageBytes: 25 * MEGABYTE,
  }),
  defineProvider({
    id: 'sina',
    name: { zh: '新浪邮箱', en: 'Sina Mail' },
    imap: 'imaps://imap.sina.com:993',
    smtp: 'smtps://smtp.sina.com:465',
    domains: ['sina.com', 'sina.cn'],
    authKind: 'authcode',
    authSteps: {
      zh: [
        '用浏览器登录新浪邮箱，进入“设置 → 客户端 pop/imap/smtp”。',
        '开启 IMAP/SMTP 服务，生成授权码并填在密码栏。',
      ],
      en: [
        'Sign in to Sina Mail and open Settings → Client pop/imap/smtp.',
        'Switch on IMAP/SMTP, create an authorization code and enter it here.',
      ],
    },
    sentCopy: 'check',
  }),
];
