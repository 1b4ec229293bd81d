import type { CorpId, MailboxId, MemberId, MessageId } from '@hongyan/kit';
import type {
  BodyPart,
  Credential,
  ImapConnection,
  MailResult,
  ParsedHeaders,
  ParsedMessage,
  ProviderProfile,
} from '@hongyan/mail';
import type { Principal } from '../../http/types.ts';

/** One mailbox as this feature needs it; binding owns the rest. */
export interface Account {
  readonly corpId: CorpId;
  readonly mailboxId: MailboxId;
  readonly address: string;
  readonly profile: ProviderProfile;
  readonly credential: Credential;
}

/** From binding: which mailboxes there are, and who may use them. */
export interface Accounts<A extends Account = Account> {
  get(corpId: CorpId, mailboxId: MailboxId): Promise<A | undefined>;
  canUse(principal: Principal, mailboxId: MailboxId): Promise<boolean>;
  ofMember(corpId: CorpId, memberId: MemberId): Promise<readonly { mailboxId: MailboxId }[]>;
}

/** From the mail package: one authenticated connection. */
export type Connect<A extends Account = Account> = (
  account: A,
  signal?: AbortSignal,
) => Promise<MailResult<ImapConnection>>;

/** From the mail package: bytes into meaning. */
export interface Parsing {
  headers(bytes: Uint8Array): ParsedHeaders;
  message(raw: Uint8Array, options?: { signal?: AbortSignal }): Promise<ParsedMessage | 'too_complex'>;
  /** A line or two of plain text from a message whose end may be missing. */
  preview(message: { header: Uint8Array; text: Uint8Array; structure?: BodyPart }): Promise<string> | string;
}

/** From preview: signed addresses of a message's parts. */
export interface Links {
  prepare(corpId: CorpId): Promise<void>;
  attachment(principal: Principal, messageId: MessageId, partId: string): string;
  inlineImage(principal: Principal, messageId: MessageId, partId: string): string;
  remoteImage(principal: Principal, messageId: MessageId, url: string): string;
  original(principal: Principal, messageId: MessageId): string;
}

/** From apps: the corp's mail domains, lower case. */
export type DomainsOf = (corpId: CorpId) => Promise<ReadonlySet<string>>;

/** From watch: the mailbox in which a message once arrived, though it has left the index. */
export type ArrivedIn = (corpId: CorpId, messageId: MessageId) => Promise<MailboxId | undefined>;
