import type { Profile } from './profiles.ts';

/**
 * Glossary.
 * - house: what the sessions of one server share; post office: all accounts; account → folder → stored message.
 * - view: one session's picture of its open folder, whose sequence numbers change only when the client was told.
 * - profile: how one provider's servers behave; the standard one keeps to the RFCs.
 * - letter: a sample mail before it becomes bytes; desk: where letters are written; filing: who keeps which copy where.
 */

/** One person of a sample company: who they are in DingTalk, and their mail account. */
export interface Person {
  readonly userId: string;
  readonly unionId: string;
  readonly name: string;
  readonly pinyin: string;
  readonly address: string;
  readonly password: string;
  readonly title: string;
  readonly departmentId: number;
  readonly departmentName: string;
  readonly extension: string;
  readonly isAdmin: boolean;
}

/** A department; the root is DingTalk's department 1 and has no parent. */
export interface Department {
  readonly id: number;
  readonly parentId?: number;
  readonly name: string;
}

/** A sample company, as the emulator and the sandbox both need it. */
export interface Company {
  readonly corpId: string;
  readonly name: string;
  readonly domain: string;
  readonly departments: readonly Department[];
  readonly people: readonly Person[];
}

/** Why logins are refused, in the words of real servers (mail-providers.md §2.1). */
export type LoginRefusal = 'wrong' | 'auth-code' | 'ip' | 'disabled' | 'busy' | 'locked';

/** How `pause` fails: `down` closes the ports; `silent` keeps connections open and says nothing more. */
export type PauseKind = 'down' | 'silent';

/** A mail that left the company; nothing is really sent. */
export interface OutsideMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly at: number;
}

/** How to start a sandbox. */
export interface MailSandboxOptions {
  /** Mail is kept here across restarts; without it, in memory. */
  readonly dataDir?: string;
  /** 0 or absent: a free port. */
  readonly imapPort?: number;
  readonly smtpPort?: number;
  readonly host?: string;
  readonly profile?: Profile['name'];
  /** Who has an account; the sample company's people when absent. */
  readonly people?: readonly Person[];
  readonly seed?: 'company' | 'none';
  readonly now?: () => number;
  readonly log?: (event: string, fields: Readonly<Record<string, unknown>>) => void;
  /** After how long a quiet connection is closed; the profile's own time when absent. */
  readonly idleCloseMs?: number;
  /** Secures both servers from the first byte; without it they are plain. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer };
}

/** Where a delivered mail went, and when idle sessions were told of it (milliseconds of the sandbox's clock). */
export interface Delivered {
  readonly uid: number;
  readonly announcedAt: number;
}

/** A running sandbox. */
export interface MailSandbox {
  /** `imap://127.0.0.1:P`, or `imaps://` with TLS. */
  readonly imapUrl: string;
  readonly smtpUrl: string;
  readonly imapPort: number;
  readonly smtpPort: number;
  readonly accounts: readonly { readonly address: string; readonly password: string }[];
  /** The newest mails that left the company, oldest first. */
  readonly outside: readonly OutsideMail[];
  /** Puts a mail into the inbox, as LMTP would; settles when the bytes that tell idle sessions were handed to the sockets. */
  deliver(to: string, raw: Uint8Array | string): Promise<Delivered>;
  /** Delivers a fresh, believable mail to a person of the company. */
  sendSample(toUserId: string): Promise<Delivered>;
  addAccount(account: { readonly address: string; readonly password: string }): Promise<void>;
  /** Refuses every login in this way until called with undefined. */
  refuseLogins(kind: LoginRefusal | undefined): void;
  /** Breaks every open connection at once. */
  dropConnections(): void;
  pause(kind?: PauseKind): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}
