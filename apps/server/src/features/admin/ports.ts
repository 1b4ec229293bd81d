import type { AppForm, DoctorCheck, EventChannel, MailboxState } from '@hongyan/contract';
import type { DingTalkApp } from '@hongyan/dingtalk';
import type { Clock, CorpId, MailboxId, MemberId, Text2, UserId } from '@hongyan/kit';
import type { AppRecord, AuditRecord, DirectoryKeeper } from '../../build/ports.ts';
import type { ConsoleSessions } from '../../http/console-sessions.ts';
import type { ConsolePrincipal } from '../../http/types.ts';
import type { CorpTx, Db } from '../../platform/db/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { SetupTokens } from './setup-tokens.ts';

type Actor = AuditRecord['actor'];

/** From apps: the registered apps and their changes, each audited by itself. */
export interface AdminApps {
  get(corpId: CorpId): Promise<AppRecord | undefined>;
  list(): Promise<readonly AppRecord[]>;
  create(form: AppForm, by: Actor): Promise<AppRecord>;
  edit(corpId: CorpId, form: AppForm, by: Actor): Promise<AppRecord>;
  setPaused(corpId: CorpId, paused: boolean, by: Actor): Promise<AppRecord>;
  renewEventKeys(corpId: CorpId, by: Actor): Promise<AppRecord>;
  setEventMode(corpId: CorpId, mode: 'push' | 'stream', by: Actor): Promise<AppRecord>;
  setRanges(corpId: CorpId, purpose: 'console' | 'callback', ranges: readonly string[], by: Actor): Promise<AppRecord>;
  remove(corpId: CorpId, by: Actor): Promise<boolean>;
  /** What DingTalk's console asks for, and what the app's people are told to copy. */
  valuesOf(app: AppRecord): {
    readonly homeUrl: string;
    readonly pcHomeUrl: string;
    readonly redirectUrl: string;
    readonly eventUrl: string;
    readonly events: readonly { readonly name: string; readonly type: string }[];
    readonly permissions: readonly { readonly name: string; readonly code: string }[];
    readonly egressIps: readonly string[];
  };
}

/** From audit. */
export interface AdminAudit {
  record(tx: CorpTx, entry: AuditRecord): Promise<void>;
  note(corpId: CorpId, entry: AuditRecord): Promise<void>;
  readonly instance: CorpId;
}

/** From binding: which member is bound to which mailbox. */
export interface BoundMailbox {
  readonly memberId: MemberId;
  readonly mailboxId: MailboxId;
  readonly address: string;
  /** How its mail system is asked for news. */
  readonly keepAlive: 'idle' | 'status';
}
export interface AdminBindings {
  list(corpId: CorpId): Promise<readonly BoundMailbox[]>;
  /** Answers whether there was such a binding. */
  unbind(tx: CorpTx, memberId: MemberId, mailboxId: MailboxId): Promise<boolean>;
}

/** From the mail library. */
export interface MailSystem {
  readonly id: string;
  readonly name: Text2;
  readonly imap?: string | undefined;
  readonly smtp?: string | undefined;
}

/** Everything that the console is given. */
export interface AdminDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly log: Log;
  readonly apps: AdminApps;
  readonly audit: AdminAudit;
  readonly sessions: ConsoleSessions;
  readonly tokens: SetupTokens;
  readonly dingtalk: (corpId: CorpId) => Promise<DingTalkApp | undefined>;
  /** Prepares the corp's keys, so that a transaction need not. */
  readonly prepare: (corpId: CorpId) => Promise<unknown>;
  /** Addresses from which the console of this installation may be used at all; empty: everywhere. */
  readonly consoleAllow: readonly string[];
  readonly providers: readonly MailSystem[];
  readonly bindings: () => AdminBindings;
  readonly directory: () => Pick<DirectoryKeeper, 'state' | 'startSync' | 'page' | 'counts'>;
  readonly states: (corpId: CorpId, ids: readonly MailboxId[]) => Promise<ReadonlyMap<MailboxId, MailboxState>>;
  readonly channels: () => { state(corpId: CorpId): Promise<EventChannel> };
  /** The last results of the doctor. */
  readonly checkup: (corpId: CorpId) => Promise<readonly DoctorCheck[]>;
}

/** Someone whom DingTalk calls an administrator. */
export interface Administrator {
  readonly corpId: CorpId;
  readonly userId: UserId;
  readonly name: string;
  /** `sys_level`: 1 main, 2 sub; everybody else is none (dingtalk-api.md §2.2). */
  readonly level: number;
}

/** What a sign-in to the console leaves behind. */
export interface ConsoleStart {
  readonly principal: ConsolePrincipal;
  readonly setCookie: string;
}
