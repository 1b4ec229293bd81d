import type {
  Address,
  AuditEntry,
  DirectoryState,
  EventChannel,
  MailboxState,
  MessagePage,
  MessageSummary,
  NoticeTarget,
} from '@hongyan/contract';
import type { DingTalkApp, DingTalkEvent } from '@hongyan/dingtalk';
import type { Clock, CorpId, MailboxId, MemberId, MessageId, Secret, UserId } from '@hongyan/kit';
import type { Credential, Dial, ParsedMessage, ProviderProfile, ServerAddress } from '@hongyan/mail';
import type { Principal, Route } from '../http/types.ts';
import type { CorpTx, Db } from '../platform/db/types.ts';
import type { Egress } from '../platform/egress/types.ts';
import type { Events } from '../platform/events/types.ts';
import type { Log } from '../platform/log/types.ts';
import type { Queue } from '../platform/queue/types.ts';
import type { Vault } from '../platform/vault/types.ts';

/** How the rooms are plugged together. A feature declares the port it needs in its own `ports.ts`; these types satisfy them. */

export interface MailServiceRecord {
  /** Lower case. */
  readonly domain: string;
  readonly providerId: string;
  /** Server addresses as URLs: `imaps://imap.example.com:993`. */
  readonly imap: string;
  readonly smtp: string;
  readonly onPremise: boolean;
  readonly tlsMode: 'modern' | 'legacy';
}

export interface AppRecord {
  readonly corpId: CorpId;
  readonly agentId: number;
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly publicUrl: string;
  readonly oapiUrl: string;
  readonly apiUrl: string;
  readonly loginUrl: string;
  readonly eventToken: string;
  readonly eventAesKey: Secret;
  /** No sign-in, no watch, no notice; everything stays. */
  readonly paused: boolean;
  readonly eventMode: 'push' | 'stream';
  /** How addresses are guessed where the directory tells none: `{jobNumber}@example.com`. */
  readonly addressPattern?: string;
  /** Addresses and ranges that may call; empty: everyone. */
  readonly callbackRanges: readonly string[];
  readonly consoleRanges: readonly string[];
  readonly mailServices: readonly MailServiceRecord[];
}

export interface Apps {
  /** Cached; `app.changed` drops the cache in every process. */
  get(corpId: CorpId): Promise<AppRecord | undefined>;
  list(): Promise<readonly AppRecord[]>;
}

/** What every feature is given. */
export interface Core {
  readonly clock: Clock;
  readonly db: Db;
  readonly queue: Queue;
  readonly events: Events;
  readonly vault: Vault;
  readonly egress: Egress;
  readonly log: Log;
  readonly apps: Apps;
  /** The DingTalk calls of a corp's app; undefined when the corp has none. */
  dingtalk(corpId: CorpId): Promise<DingTalkApp | undefined>;
  /** A dialler that follows the mail service's policy (private addresses, TLS mode). */
  mailDial(service: MailServiceRecord): Dial;
  readonly sessions: Sessions;
  readonly audit: Audit;
  /** Ends the console's sessions of these people, of all of the corp's where none are named; in the transaction that is given. */
  readonly endConsoleSessions: (corpId: CorpId, userIds?: readonly UserId[], tx?: CorpTx) => Promise<void>;
  /** Ends the console's sessions of everybody of the corp who is not among these administrators. */
  readonly keepConsoleSessions: (tx: CorpTx, administrators: readonly UserId[]) => Promise<void>;
  /** A session of the console for somebody whom DingTalk calls an administrator; throws `session.admin_only` for anybody else. */
  readonly enterConsole: (
    person: { readonly corpId: CorpId; readonly userId: UserId; readonly name: string; readonly level: number },
    address: string,
  ) => Promise<{ readonly setCookie: string }>;
  /** At least so often every watched mail server is asked for a sign of life; absent: as its provider's profile says. */
  readonly mailCheckMs?: number | undefined;
}

/** From audit: who did what, in the transaction of the act itself, so that neither is without the other. */
export interface Audit {
  record(tx: CorpTx, entry: AuditRecord): Promise<void>;
}
export interface AuditRecord {
  readonly actor: AuditEntry['actor'];
  /** `app.created`, `member.left`, …: a noun, a dot, a past participle. */
  readonly act: string;
  readonly target?: string;
  readonly detail?: AuditEntry['detail'];
  /** Absent: done. */
  readonly outcome?: AuditEntry['outcome'];
}

export interface Sessions {
  /** A new session; the cookie header and the bearer carry the same secret. */
  start(who: {
    corpId: CorpId;
    memberId: MemberId;
    userId: UserId;
    isAdmin: boolean;
  }): Promise<{ principal: Principal; setCookie: string; bearer: string }>;
  /** Ends one session; answers the header that clears the cookie. */
  end(principal: Principal): Promise<{ setCookie: string }>;
  /** In the caller's transaction where one is given. */
  endAllOf(corpId: CorpId, memberId: MemberId, tx?: CorpTx): Promise<void>;
  /** The live session that these request headers carry for this corp, or undefined: a sign-in ends the one it replaces. */
  find(corpId: CorpId, headers: Readonly<Record<string, string | undefined>>): Promise<Principal | undefined>;
}

/** One mailbox with everything that reaching it needs. */
export interface MailAccount {
  readonly corpId: CorpId;
  readonly mailboxId: MailboxId;
  readonly memberIds: readonly MemberId[];
  readonly address: string;
  readonly displayName: string;
  readonly profile: ProviderProfile;
  readonly imap: ServerAddress;
  readonly smtp: ServerAddress;
  readonly credential: Credential;
  readonly dial: Dial;
  /** Mail that came before this moment makes no notice. */
  readonly boundAt: Date;
}

/** From binding. */
export interface MailboxAccounts {
  list(corpId: CorpId): Promise<readonly MailboxId[]>;
  get(corpId: CorpId, mailboxId: MailboxId): Promise<MailAccount | undefined>;
  /** Who is bound to it now; they stay so until the transaction ends. */
  membersOf(tx: CorpTx, mailboxId: MailboxId): Promise<readonly MemberId[]>;
  ofMember(
    corpId: CorpId,
    memberId: MemberId,
  ): Promise<readonly { mailboxId: MailboxId; address: string; displayName: string }[]>;
  /** May this principal use this mailbox? Everything that takes a mailbox id from outside asks first. */
  canUse(principal: Principal, mailboxId: MailboxId): Promise<boolean>;
}

/** From binding: ends bindings in the caller's transaction, and tells who watches. */
export interface Releases {
  /** Everything that binds this member; a mailbox without other members goes with its credential. Answers which were bound. */
  release(tx: CorpTx, memberId: MemberId): Promise<readonly MailboxId[]>;
  /** One binding; answers whether there was one. */
  unbind(tx: CorpTx, memberId: MemberId, mailboxId: MailboxId): Promise<boolean>;
}

/** From directory. */
export interface Members {
  get(
    corpId: CorpId,
    memberId: MemberId,
  ): Promise<{ memberId: MemberId; userId: UserId; name: string; title?: string } | undefined>;
  /** Bound colleagues' names by address, lower case; absent where unknown. */
  namesOf(corpId: CorpId, addresses: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** A person of our copy of the directory. */
export interface DirectoryPerson {
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly name: string;
  readonly title?: string;
  /** Names, the nearest first. */
  readonly departments: readonly string[];
  readonly state: 'active' | 'inactive' | 'out_of_scope' | 'left';
  readonly adminLevel: number;
  /** The address that the directory tells or that the corp's pattern makes; lower case. */
  readonly address?: string;
}

/** From directory: our copy of the company, and how it is kept true. */
export interface DirectoryKeeper {
  /** One event of either channel: fetched again and written. Any order, any number of times, the same end. Throws to be tried again. */
  handleEvent(corpId: CorpId, event: DingTalkEvent): Promise<void>;
  state(corpId: CorpId): Promise<DirectoryState>;
  startSync(corpId: CorpId): Promise<'started' | 'running'>;
  /** By name. `only` and `except` narrow by id: who is bound, who is not. */
  page(
    corpId: CorpId,
    ask: {
      readonly q?: string;
      readonly states?: readonly DirectoryPerson['state'][];
      readonly only?: readonly MemberId[];
      readonly except?: readonly MemberId[];
      readonly cursor?: string;
      readonly limit: number;
    },
  ): Promise<{ readonly people: readonly DirectoryPerson[]; readonly cursor?: string }>;
  counts(corpId: CorpId): Promise<Readonly<Record<DirectoryPerson['state'], number>>>;
  /** Colleagues by name, pinyin, department or address, best first. */
  search(corpId: CorpId, query: string, limit: number): Promise<readonly DirectoryPerson[]>;
}

/** From callback: what was seen of the corp's events. */
export interface EventChannels {
  state(corpId: CorpId): Promise<EventChannel>;
}

/** From preview: signed, short-lived addresses bound to corp, member and message. All start with the API path. */
export interface ContentLinks {
  attachment(principal: Principal, messageId: MessageId, partId: string): string;
  inlineImage(principal: Principal, messageId: MessageId, partId: string): string;
  remoteImage(principal: Principal, messageId: MessageId, url: string): string;
  original(principal: Principal, messageId: MessageId): string;
  /** Keys are loaded once per corp; call before the others. */
  prepare(corpId: CorpId): Promise<void>;
}

export interface ReadMessage {
  readonly mailboxId: MailboxId;
  readonly summary: MessageSummary;
  readonly parsed: ParsedMessage | 'too_complex';
}

/** From the mail features. A principal is checked against the message's mailbox; what is not theirs is `undefined`, like what is not there. */
export interface MailPorts {
  states(corpId: CorpId, mailboxIds: readonly MailboxId[]): Promise<ReadonlyMap<MailboxId, MailboxState>>;
  inboxPage(principal: Principal, mailboxId: MailboxId): Promise<MessagePage | undefined>;
  noticeTarget(principal: Principal, noticeId: string): Promise<NoticeTarget | undefined>;
  read(principal: Principal, messageId: MessageId): Promise<ReadMessage | undefined>;
  readRaw(principal: Principal, messageId: MessageId): Promise<Uint8Array | undefined>;
  /** Sets \Answered or $Forwarded on the server and in the index. */
  markReplied(corpId: CorpId, messageId: MessageId, kind: 'answered' | 'forwarded'): Promise<void>;
  appendToSent(corpId: CorpId, mailboxId: MailboxId, raw: Uint8Array): Promise<void>;
  /** Looks into Sent for a Message-ID (design §5.16). */
  isInSent(corpId: CorpId, mailboxId: MailboxId, messageIdHeader: string): Promise<boolean>;
  /** The people in the newest letters of the principal's mailboxes, nearest first. */
  people(principal: Principal): Promise<readonly Address[]>;
}

export interface MemberPorts {
  readonly accounts: MailboxAccounts;
  readonly members: Members;
  readonly links: ContentLinks;
  readonly directory: DirectoryKeeper;
  readonly releases: Releases;
}

/** What each half of the features hands to `build/index.ts`. */
export interface FeatureSet {
  readonly routes: readonly Route[];
  /** Takes jobs, starts watches. Called once, after migrations, with the roles of this process. */
  start(roles: ReadonlySet<string>): Promise<void>;
  /** Finishes what is under way and closes connections. */
  stop(): Promise<void>;
}
/** `buildMemberFeatures(core, mail)` in build/member-features.ts; `mail` is filled after both are built: touch it only when called. */
export type BuildMemberFeatures = (core: Core, mail: () => MailPorts) => FeatureSet & { readonly ports: MemberPorts };
/** `buildMailFeatures(core, member)` in build/mail-features.ts. */
export type BuildMailFeatures = (core: Core, member: () => MemberPorts) => FeatureSet & { readonly ports: MailPorts };
