import type { ProviderProfile } from '../types.ts';
import { neteaseErrors } from './netease-errors.ts';
import { defineProvider, MEGABYTE } from './profile.ts';

/** NetEase enterprise mail: no IDLE, no MOVE, no UIDNEXT, ID demanded, Sent filled by its own SMTP (mail-providers.md §2.3). */
function cluster(
  own: Pick<ProviderProfile, 'id' | 'name' | 'imap' | 'smtp'> & Partial<ProviderProfile>,
): ProviderProfile {
  return defineProvider({
    authKind: 'password_or_authcode',
    authSteps: {
      zh: [
        '用浏览器登录网易企业邮箱（mail.qiye.163.com）。',
        '进入“设置 → 客户端设置”（或“邮箱安全设置 → 客户端授权密码”），确认 IMAP/SMTP 服务已开启。',
        '点“生成授权密码”，按提示用绑定的手机验证，给它起个名字，例如“钉钉企业邮箱”。',
        '把显示的 16 位授权码复制到这里；它只显示一次。',
        '如果管理员没有要求授权码，直接填邮箱登录密码即可。',
      ],
      en: [
        'Sign in to NetEase enterprise mail in a browser (mail.qiye.163.com).',
        'Open Settings → Client settings (or Security → Client authorization code) and make sure IMAP/SMTP is on.',
        'Create an authorization code, confirm with the bound phone, and name it, for instance “DingTalk mail”.',
        'Copy the 16 characters into this form; they are shown only once.',
        'If your administrator does not require a code, enter the login password.',
      ],
    },
    idAfterLogin: true,
    keepAlive: 'status',
    pollMs: 55_000,
    sentCopy: 'server_keeps',
    maxMessageBytes: 50 * MEGABYTE,
    folderNames: {
      病毒文件夹: 'junk',
      广告邮件: 'junk',
      订阅邮件: 'junk',
      已删除: 'trash',
      已发送: 'sent',
      草稿箱: 'drafts',
    },
    ...own,
    errors: neteaseErrors,
  });
}

export const neteaseQiye: readonly ProviderProfile[] = [
  cluster({
    id: 'netease-qiye',
    name: { zh: '网易企业邮箱', en: 'NetEase enterprise mail' },
    imap: 'imaps://imap.qiye.163.com:993',
    smtp: 'smtps://smtp.qiye.163.com:465',
    mxSuffixes: ['mxmail.netease.com', 'qiye163mx01.mxmail.netease.com', 'qiye.163.com'],
  }),
  cluster({
    id: 'netease-qiye-hz',
    name: { zh: '网易企业邮箱（华东）', en: 'NetEase enterprise mail (East China)' },
    imap: 'imaps://imaphz.qiye.163.com:993',
    smtp: 'smtps://smtphz.qiye.163.com:465',
  }),
  cluster({
    id: 'netease-qiye-overseas',
    name: { zh: '网易企业邮箱（海外）', en: 'NetEase enterprise mail (overseas)' },
    imap: 'imaps://hwhzimap.qiye.163.com:993',
    smtp: 'smtps://hwhzsmtp.qiye.163.com:465',
  }),
  cluster({
    id: 'netease-ym',
    name: { zh: '网易免费企业邮', en: 'NetEase free domain mail' },
    imap: 'imaps://imap.ym.163.com:993',
    smtp: 'smtps://smtp.ym.163.com:994',
    mxSuffixes: ['ym.163.com'],
  }),
];
