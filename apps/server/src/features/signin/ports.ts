import type { MailboxState, MessagePage, NoticeTarget, SignInProblem } from '@hongyan/contract';
import type { DingTalkApp } from '@hongyan/dingtalk';
import type { Clock, CorpId, MailboxId, MemberId, UserId } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { Db } from '../../platform/db/types.ts';

/** A member as the sign-in needs one. */
export interface SignedInMember {
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly name: string;
  readonly title?: string;
  readonly avatarUrl?: string;
  readonly isAdmin: boolean;
  readonly detailAt?: Date;
}

/** What the sign-in asks of the directory. */
interface SignInDirectory {
  get(corpId: CorpId, memberId: MemberId): Promise<SignedInMember | undefined>;
  findByUserId(corpId: CorpId, userId: UserId): Promise<SignedInMember | undefined>;
  recordSignIn(
    corpId: CorpId,
    facts: {
      readonly userId: UserId;
      readonly name: string;
      readonly unionId?: string;
      readonly isAdmin: boolean;
      readonly adminLevel?: number;
      readonly detail?: { readonly title?: string; readonly avatarUrl?: string; readonly email?: string };
    },
  ): Promise<SignedInMember>;
}

/** What the sign-in asks of binding. */
export interface OwnMailboxes {
  ofMember(
    corpId: CorpId,
    memberId: MemberId,
  ): Promise<readonly { mailboxId: MailboxId; address: string; displayName: string }[]>;
}

/** What the sign-in asks of the mail features. */
export interface SignInMail {
  states(corpId: CorpId, mailboxIds: readonly MailboxId[]): Promise<ReadonlyMap<MailboxId, MailboxState>>;
  inboxPage(principal: Principal, mailboxId: MailboxId): Promise<MessagePage | undefined>;
  noticeTarget(principal: Principal, noticeId: string): Promise<NoticeTarget | undefined>;
}

/** The sessions of the platform. */
interface SignInSessions {
  start(who: {
    corpId: CorpId;
    memberId: MemberId;
    userId: UserId;
    isAdmin: boolean;
  }): Promise<{ principal: Principal; setCookie: string; bearer: string }>;
  end(principal: Principal): Promise<{ setCookie: string }>;
  find(corpId: CorpId, headers: Readonly<Record<string, string | undefined>>): Promise<Principal | undefined>;
}

/** What a sign-in in a browser needs of the registered app. */
export interface SignInApp {
  readonly corpId: CorpId;
  readonly appKey: string;
  readonly publicUrl: string;
  readonly loginUrl: string;
  readonly paused: boolean;
}

/** Everything that the sign-in is given. */
export interface SignInDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly dingtalk: (corpId: CorpId) => Promise<DingTalkApp | undefined>;
  /** The corp's app, as a sign-in on DingTalk's page needs it. */
  readonly app: (corpId: CorpId) => Promise<SignInApp | undefined>;
  /** From admin: a session of the console for somebody whom DingTalk calls an administrator. */
  readonly enterConsole: (
    person: { readonly corpId: CorpId; readonly userId: UserId; readonly name: string; readonly level: number },
    address: string,
  ) => Promise<{ readonly setCookie: string }>;
  /** A sign-in to the console that failed before anybody was known by name. */
  readonly noteRefusal: (
    corpId: CorpId,
    purpose: 'app' | 'admin',
    problem: SignInProblem,
    address: string,
  ) => Promise<void>;
  /** Nobody signs in while an administrator has paused the app. */
  readonly isPaused: (corpId: CorpId) => Promise<boolean>;
  readonly mailDomains: (corpId: CorpId) => Promise<readonly string[]>;
  readonly sessions: SignInSessions;
  readonly directory: SignInDirectory;
  readonly mailboxes: OwnMailboxes;
  readonly mail: () => SignInMail;
}
