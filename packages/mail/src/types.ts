import type { Duplex } from 'node:stream';
import type { ErrorCode, Result } from '@hongyan/kit';

/**
 * Glossary.
 * - server address: where a mail server listens and how it is secured, written `imaps://host:993`, `imap+starttls://`,
 *   `imap://` (plain, loopback only), `smtps://`, `smtp+starttls://`, `smtp://`.
 * - folder path: a mailbox name of RFC 3501 as its bytes on the wire (modified UTF-7), with its decoded name beside it.
 * - header block: the bytes of a message up to the first empty line.
 */

export type Security = 'tls' | 'starttls' | 'plain';
export interface ServerAddress {
  readonly protocol: 'imap' | 'smtp';
  readonly host: string;
  readonly port: number;
  readonly security: Security;
}

/** How this package reaches the network: the owner of the port vets the address, dials exactly it, and applies the TLS policy. */
export interface Dial {
  (target: { host: string; port: number; tls: boolean; signal?: AbortSignal }): Promise<Duplex>;
  /** Raises TLS on a connection after STARTTLS. */
  upgrade(socket: Duplex, target: { host: string }): Promise<Duplex>;
}

export type Credential =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'xoauth2'; readonly user: string; readonly token: string };

/** An expected failure of a mail server: a code of kit (`mail.*`) and the server's own words, cut to 300 characters. */
export interface MailFailure {
  readonly code: Extract<ErrorCode, `mail.${string}`>;
  readonly detail?: string;
  /** Only these may be retried by themselves (mail-providers.md §7: NETWORK, THROTTLED). */
  readonly retry: boolean;
}
export type MailResult<T> = Result<T, MailFailure>;

export type FolderRole = 'inbox' | 'drafts' | 'sent' | 'archive' | 'junk' | 'trash' | 'other';
export interface FolderInfo {
  /** The name's bytes on the wire as latin1 text: the key, never shown. */
  readonly wirePath: string;
  readonly names: readonly string[];
  readonly delimiter: string;
  readonly role: FolderRole;
  readonly selectable: boolean;
}
export interface FolderStatus {
  readonly messages: number;
  readonly unseen: number;
  /** Absent on servers that do not tell it (NetEase). */
  readonly uidNext?: number;
  readonly uidValidity: number;
}
export interface OpenFolder {
  readonly wirePath: string;
  readonly exists: number;
  /** 0 = the server does not keep one: unknown. */
  readonly uidValidity: number;
  readonly uidNext?: number;
  readonly highestModseq?: bigint;
  readonly readOnly: boolean;
}

/** System flags without the backslash, lower case (`seen`, `flagged`, `answered`, `deleted`, `draft`); keywords as they are (`$Forwarded`). */
export type Flags = ReadonlySet<string>;

export interface FetchedHeaders {
  readonly uid: number;
  readonly flags: Flags;
  readonly internalDate: Date;
  readonly size: number;
  /** Raw bytes of the whole header block, or of the fields asked for. Decode with `parseHeaders`. */
  readonly header: Uint8Array;
  /** The first bytes of BODY[TEXT], when `textBytes` was asked for: enough for a preview without a second round trip. */
  readonly text?: Uint8Array;
  /** Undefined where the server's BODYSTRUCTURE could not be read (mail-providers.md §2.3.7). */
  readonly structure?: BodyPart;
}
export interface BodyPart {
  /** IMAP section number, `1.2`. */
  readonly partId: string;
  readonly mediaType: string;
  readonly charset?: string;
  readonly encoding: string;
  readonly size: number;
  readonly name?: string;
  readonly contentId?: string;
  readonly disposition?: 'inline' | 'attachment';
  readonly children: readonly BodyPart[];
}

/** What the server says by itself while a folder is open. */
export type ImapNews =
  | { readonly kind: 'exists'; readonly count: number }
  | { readonly kind: 'expunge'; readonly seq: number }
  | { readonly kind: 'vanished'; readonly uids: readonly number[] }
  | { readonly kind: 'flags'; readonly seq: number; readonly uid?: number; readonly flags: Flags }
  | { readonly kind: 'closed'; readonly failure?: MailFailure };

/** One authenticated connection. Calls queue; one command is on the wire at a time. Every call rejects after `close`. */
export interface ImapConnection {
  readonly capabilities: ReadonlySet<string>;
  /** Unsolicited data, in order. One listener; set it before `open`. */
  onNews(listener: (news: ImapNews) => void): void;
  listFolders(): Promise<MailResult<readonly FolderInfo[]>>;
  status(wirePath: string): Promise<MailResult<FolderStatus>>;
  createFolder(names: readonly string[]): Promise<MailResult<FolderInfo>>;
  open(wirePath: string, options: { readOnly: boolean }): Promise<MailResult<OpenFolder>>;
  /** `uids`: ascending ranges; `to: '*'` follows RFC 3501 (echoes the last message: callers drop uids below `from`). Streams in the server's order. */
  fetchHeaders(
    range: UidRange | readonly number[],
    options?: { structure?: boolean; textBytes?: number; signal?: AbortSignal },
  ): AsyncIterable<FetchedHeaders>;
  fetchFlags(range: UidRange | readonly number[]): AsyncIterable<{ readonly uid: number; readonly flags: Flags }>;
  /** By sequence number: the newest `count` messages' uids, ascending. */
  newestUids(count: number): Promise<MailResult<readonly number[]>>;
  /** The first bytes of a section (`TEXT`, `1`, `1.MIME`), or whole: BODY.PEEK[], never sets \Seen. undefined: gone. */
  fetchSection(
    uid: number,
    section: string,
    options?: { maxBytes?: number; signal?: AbortSignal },
  ): Promise<MailResult<Uint8Array | undefined>>;
  /** The whole message as a stream of chunks, for big ones. */
  fetchMessage(
    uid: number,
    options: { maxBytes: number; signal?: AbortSignal },
  ): Promise<MailResult<Uint8Array | undefined>>;
  storeFlags(
    uids: readonly number[],
    change: { add?: readonly string[]; remove?: readonly string[] },
  ): Promise<MailResult<void>>;
  /** MOVE, else COPY + \Deleted + UID EXPUNGE (never a plain EXPUNGE that would take others' mail). Maps old to new uids where COPYUID tells; else empty. */
  move(
    uids: readonly number[],
    toWirePath: string,
  ): Promise<MailResult<{ readonly uidValidity?: number; readonly uids: ReadonlyMap<number, number> }>>;
  expunge(uids: readonly number[]): Promise<MailResult<void>>;
  append(
    wirePath: string,
    message: Uint8Array,
    options: { flags?: readonly string[]; date?: Date },
  ): Promise<MailResult<{ readonly uid?: number }>>;
  /** Uids whose Message-ID header equals this one, by HEADER search, else by fetching the newest headers and comparing. */
  findByMessageId(messageId: string, options?: { newest?: number }): Promise<MailResult<readonly number[]>>;
  searchUids(criteria: 'ALL' | 'UNSEEN'): Promise<MailResult<readonly number[]>>;
  /**
   * Waits for news on the open folder until `signal` aborts, the server closes, or `maxMs` has passed:
   * IDLE where the server has it (renewed by itself), else STATUS every `pollMs` (which is also what keeps NetEase's session alive).
   */
  wait(options: { signal: AbortSignal; pollMs: number }): Promise<MailResult<'news' | 'aborted'>>;
  noop(): Promise<MailResult<void>>;
  /** LOGOUT where it still answers within a second, then the socket is destroyed. */
  close(): Promise<void>;
}
export interface UidRange {
  readonly from: number;
  readonly to: number | '*';
}

export interface ConnectImapOptions {
  readonly server: ServerAddress;
  readonly credential: Credential;
  readonly profile: ProviderProfile;
  readonly dial: Dial;
  readonly signal?: AbortSignal;
  /** Every command must see some byte within this time, else the connection counts as half-open. Default 60 s. */
  readonly silenceMs?: number;
}

/** Data about a mail system (mail-providers.md §7). */
export interface ProviderProfile {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Undefined where only the customer knows (Coremail, self-hosted). */
  readonly imap?: string;
  readonly smtp?: string;
  readonly domains: readonly string[];
  readonly mxSuffixes: readonly string[];
  readonly authKind: 'password' | 'authcode' | 'password_or_authcode';
  readonly authSteps: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly idAfterLogin: boolean;
  readonly keepAlive: 'idle' | 'status';
  readonly pollMs: number;
  readonly idleRenewMs: number;
  /** Capabilities to ignore although advertised, upper case. */
  readonly ignoreCapabilities: readonly string[];
  readonly sentCopy: 'server_keeps' | 'append' | 'check';
  /** Failed logins after which we stop by ourselves, below the server's own lock-out. */
  readonly maxFailedLogins: number;
  readonly maxMessageBytes: number;
  /** First match wins; matched against the server's text. */
  readonly errors: readonly { readonly pattern: RegExp; readonly code: MailFailure['code'] }[];
  /** Decoded folder names of this provider → role, beside the common table. */
  readonly folderNames: Readonly<Record<string, FolderRole>>;
}

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}
/** Header fields that lists and replies need, decoded; every field tolerates raw 8-bit bytes (mail-providers.md §3.1). */
export interface ParsedHeaders {
  readonly subject: string;
  readonly from: readonly MailAddress[];
  readonly sender: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly date?: Date;
  /** With angle brackets. */
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references: readonly string[];
  /** List-Id, List-Unsubscribe, Precedence: bulk, Auto-Submitted, or a no-reply sender. */
  readonly machine: boolean;
}

export interface ParsedMessage {
  readonly headers: ParsedHeaders;
  readonly html?: string;
  readonly text?: string;
  readonly parts: readonly ParsedPart[];
}
/** A part that is not the body itself. `content` is decoded. */
export interface ParsedPart {
  /** `1`, `2`, …: the order in the message; stable for one message. */
  readonly partId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly contentId?: string;
  /** Shown inside the HTML by cid. */
  readonly inline: boolean;
  readonly content: Uint8Array;
}

export interface OutgoingMail {
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly messageId: string;
  readonly date: Date;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  readonly attachments: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly content: Uint8Array;
    readonly contentId?: string;
  }[];
}
export interface BuiltMail {
  /** CRLF lines, no Bcc. */
  readonly raw: Uint8Array;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
}

/** The four ends of a try to send (design §5.16). */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly response: string }
  /** The server said no, for good. */
  | { readonly kind: 'refused'; readonly failure: MailFailure }
  /** It ended before the final dot: safe to repeat. */
  | { readonly kind: 'not_sent'; readonly failure: MailFailure }
  /** It ended after the final dot without an answer: never repeat by itself. */
  | { readonly kind: 'unknown'; readonly failure: MailFailure };
