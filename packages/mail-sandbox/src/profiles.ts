import type { SpecialUse } from './store/folder.ts';

/** How a provider's servers behave; the differences that clients must live with (mail-providers.md §2.2–2.4). */
export interface Profile {
  readonly name: 'standard' | 'netease';
  readonly greeting: string;
  /** Told after login; before it, only what a stranger may use. */
  readonly capabilities: readonly string[];
  readonly idServer: Readonly<Record<string, string>>;
  /** SELECT, EXAMINE and STATUS are refused until ID came after login (mail-providers.md §2.3.1). */
  readonly idRequired: boolean;
  /** UIDNEXT is told in SELECT and STATUS. */
  readonly tellsUidNext: boolean;
  /** LIST shows SPECIAL-USE attributes. */
  readonly folders: readonly { readonly name: string; readonly use?: SpecialUse }[];
  /** A mail sent by SMTP is put into the Sent folder by the server. */
  readonly savesSentCopy: boolean;
  /** The connection ends after so long without one of `keepsAlive` (any command when undefined). */
  readonly idleCloseMs: number;
  readonly keepsAlive?: ReadonlySet<string>;
  /** The envelope sender must be the account that signed in. */
  readonly strictSender: boolean;
  readonly loginRefused: string;
}

const folders = (names: { archive?: string; drafts: string; junk: string; sent: string; trash: string }) => [
  { name: 'INBOX' },
  { name: names.drafts, use: '\\Drafts' as const },
  { name: names.sent, use: '\\Sent' as const },
  { name: names.trash, use: '\\Trash' as const },
  { name: names.junk, use: '\\Junk' as const },
  ...(names.archive ? [{ name: names.archive, use: '\\Archive' as const }] : []),
];

export const profiles: Readonly<Record<Profile['name'], Profile>> = {
  standard: {
    name: 'standard',
    greeting: 'Hongyan mail sandbox ready',
    capabilities: [
      'IMAP4rev1',
      'LITERAL+',
      'ID',
      'NAMESPACE',
      'CHILDREN',
      'UNSELECT',
      'SPECIAL-USE',
      'UIDPLUS',
      'MOVE',
      'IDLE',
    ],
    idServer: { name: 'Hongyan mail sandbox', vendor: 'Hongyan' },
    idRequired: false,
    tellsUidNext: true,
    folders: folders({ drafts: '草稿', sent: '已发送', trash: '已删除', junk: '垃圾邮件', archive: '归档' }),
    savesSentCopy: false,
    idleCloseMs: 30 * 60_000,
    strictSender: false,
    loginRefused: '[AUTHENTICATIONFAILED] Authentication failed.',
  },
  netease: {
    name: 'netease',
    greeting: 'Coremail System IMap Server Ready(sandbox)',
    capabilities: ['IMAP4rev1', 'XLIST', 'SPECIAL-USE', 'ID', 'LITERAL+', 'UIDPLUS', 'X-CM-EXT-1'],
    idServer: { name: 'Coremail Imap', vendor: 'Mailtech', TransID: 'sandbox' },
    idRequired: true,
    tellsUidNext: false,
    folders: folders({ drafts: '草稿箱', sent: '已发送', trash: '已删除', junk: '垃圾邮件', archive: '归档' }),
    savesSentCopy: true,
    // mail-providers.md §2.3.2: about 3.5 minutes, and NOOP does not count.
    idleCloseMs: 210_000,
    keepsAlive: new Set(['STATUS', 'SELECT', 'EXAMINE', 'FETCH', 'UID', 'STORE', 'APPEND', 'LIST', 'SEARCH', 'COPY']),
    strictSender: true,
    loginRefused: 'LOGIN Login error password error ERR.LOGIN.PASSERR',
  },
};
