import type { ProviderProfile } from '../types.ts';
import { defineProvider, MEGABYTE } from './profile.ts';

/** Microsoft 365 and Google: OAuth by default, standard IMAP otherwise (mail-providers.md §2.6). */
export const globalHosts: readonly ProviderProfile[] = [
  defineProvider({
    id: 'microsoft365',
    name: { zh: 'Microsoft 365', en: 'Microsoft 365' },
    imap: 'imaps://outlook.office365.com:993',
    smtp: 'smtp+starttls://smtp.office365.com:587',
    domains: ['outlook.com', 'hotmail.com', 'live.com'],
    mxSuffixes: ['mail.protection.outlook.com', 'mail.protection.partner.outlook.cn'],
    authKind: 'authcode',
    authSteps: {
      zh: [
        'Microsoft 365 不再接受密码登录 IMAP，只接受 OAuth。',
        '请管理员在管理后台为企业接入 Microsoft 365 的授权。',
      ],
      en: [
        'Microsoft 365 no longer accepts passwords for IMAP, only OAuth.',
        'Ask your administrator to connect the organisation’s Microsoft 365 authorization.',
      ],
    },
    sentCopy: 'server_keeps',
    maxMessageBytes: 35 * MEGABYTE,
    errors: [
      {
        pattern: /basic authentication is disabled|AuthFailed:LogonDenied-BasicAuthBlocked/i,
        code: 'mail.auth_code_required',
      },
      { pattern: /SendAsDenied|not allowed to send as/i, code: 'mail.sender_rejected' },
      { pattern: /SmtpClientAuthentication is disabled|not connected/i, code: 'mail.service_off' },
    ],
  }),
  defineProvider({
    id: 'gmail',
    name: { zh: 'Gmail / Google Workspace', en: 'Gmail / Google Workspace' },
    imap: 'imaps://imap.gmail.com:993',
    smtp: 'smtps://smtp.gmail.com:465',
    domains: ['gmail.com', 'googlemail.com'],
    mxSuffixes: ['google.com', 'googlemail.com'],
    authKind: 'authcode',
    authSteps: {
      zh: [
        '在 Google 账号里开启两步验证。',
        '打开 myaccount.google.com/apppasswords，生成“应用专用密码”。',
        '把 16 位专用密码填在密码栏。',
      ],
      en: [
        'Switch on two-step verification in your Google account.',
        'Open myaccount.google.com/apppasswords and create an app password.',
        'Enter its 16 characters as the password.',
      ],
    },
    idleRenewMs: 9 * 60_000,
    sentCopy: 'server_keeps',
    maxMessageBytes: 25 * MEGABYTE,
    errors: [
      {
        pattern: /Application-specific password required|Username and Password not accepted|BadCredentials/i,
        code: 'mail.auth_code_required',
      },
      { pattern: /WEBALERT|Web login required|Please log in via your web browser/i, code: 'mail.account_disabled' },
      { pattern: /Daily user sending quota exceeded|daily user sending limit/i, code: 'mail.quota' },
    ],
  }),
];
