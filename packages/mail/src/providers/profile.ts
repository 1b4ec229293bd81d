import type { ProviderProfile } from '../types.ts';
import { commonErrors } from './errors.ts';

const MINUTE = 60_000;
export const MEGABYTE = 1024 * 1024;

/** What a mail server that follows the RFCs is like; a provider's file says only where it differs. */
const plain: Omit<ProviderProfile, 'id' | 'name'> = {
  domains: [],
  mxSuffixes: [],
  authKind: 'password',
  authSteps: {
    zh: [
      '输入邮箱地址和登录密码。',
      '如果管理员要求使用客户端专用密码，请先在网页邮箱的安全设置里生成，再填在密码栏。',
    ],
    en: [
      'Enter the mail address and its password.',
      'If your administrator requires a client password, create one in the webmail’s security settings and enter it instead.',
    ],
  },
  idAfterLogin: false,
  keepAlive: 'idle',
  pollMs: 55_000,
  idleRenewMs: 28 * MINUTE,
  ignoreCapabilities: [],
  sentCopy: 'append',
  maxFailedLogins: 3,
  maxMessageBytes: 50 * MEGABYTE,
  errors: commonErrors,
  folderNames: {},
};

/** A profile: the provider's own error words come before the common ones. */
export function defineProvider(own: Pick<ProviderProfile, 'id' | 'name'> & Partial<ProviderProfile>): ProviderProfile {
  return { ...plain, ...own, errors: [...(own.errors ?? []), ...commonErrors] };
}
