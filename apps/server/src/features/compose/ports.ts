import type { Address, MessageSummary } from '@hongyan/contract';
import type { Clock, CorpId, MailboxId, MemberId, MessageId } from '@hongyan/kit';
import type {
  BuiltMail,
  Credential,
  Dial,
  OutgoingMail,
  ParsedMessage,
  ProviderProfile,
  SendOutcome,
  ServerAddress,
} from '@hongyan/mail';
import type { Principal } from '../../http/types.ts';
import type { Db } from '../../platform/db/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { Queue } from '../../platform/queue/types.ts';
import type { Vault } from '../../platform/vault/types.ts';

/** A mailbox as sending needs it. */
export interface SendingAccount {
  /** Who may use it now. */
  readonly memberIds: readonly MemberId[];
  readonly address: string;
  readonly profile: ProviderProfile;
  readonly smtp: ServerAddress;
  readonly credential: Credential;
  readonly dial: Dial;
}

/** What writing asks of binding. */
interface SendingAccounts {
  get(corpId: CorpId, mailboxId: MailboxId): Promise<SendingAccount | undefined>;
  canUse(principal: Principal, mailboxId: MailboxId): Promise<boolean>;
  ofMember(corpId: CorpId, memberId: MemberId): Promise<readonly { readonly address: string }[]>;
}

/** A message as replies and forwards need it. */
export interface Original {
  readonly mailboxId: MailboxId;
  readonly summary: MessageSummary;
  readonly parsed: ParsedMessage | 'too_complex';
}

/** What writing asks of the mail features. */
interface ComposeMail {
  read(principal: Principal, messageId: MessageId): Promise<Original | undefined>;
  readRaw(principal: Principal, messageId: MessageId): Promise<Uint8Array | undefined>;
  markReplied(corpId: CorpId, messageId: MessageId, kind: 'answered' | 'forwarded'): Promise<void>;
  appendToSent(corpId: CorpId, mailboxId: MailboxId, raw: Uint8Array): Promise<void>;
  isInSent(corpId: CorpId, mailboxId: MailboxId, messageIdHeader: string): Promise<boolean>;
  people(principal: Principal): Promise<readonly Address[]>;
}

/** What writing asks of the mail library. */
export interface SendingDoor {
  buildMail(mail: OutgoingMail): Promise<BuiltMail>;
  sendMail(
    options: {
      readonly server: ServerAddress;
      readonly credential: Credential;
      readonly profile: ProviderProfile;
      readonly dial: Dial;
      readonly signal?: AbortSignal;
    },
    built: BuiltMail,
  ): Promise<SendOutcome>;
  newMessageId(domain: string): string;
}

/** A colleague who can be written to. */
interface ComposeColleague {
  readonly name: string;
  readonly title?: string;
  readonly department?: string;
  readonly address: string;
}

/** What writing asks of the directory. */
interface ComposeColleagues {
  /** By name, spelling, department or address, best first; without a query the first by name. */
  search(corpId: CorpId, query: string, limit: number): Promise<readonly ComposeColleague[]>;
  /** Who has these addresses, by address in lower case. */
  atAddresses(corpId: CorpId, addresses: readonly string[]): Promise<ReadonlyMap<string, ComposeColleague>>;
}

/** Everything that writing is given. */
export interface ComposeDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly vault: Vault;
  readonly queue: Queue;
  readonly events: Events;
  readonly log: Log;
  readonly accounts: SendingAccounts;
  readonly person: (corpId: CorpId, memberId: MemberId) => Promise<{ readonly name: string } | undefined>;
  readonly colleagues: ComposeColleagues;
  readonly mailDomains: (corpId: CorpId) => Promise<readonly string[]>;
  readonly links: {
    prepare(corpId: CorpId): Promise<void>;
    inlineImage(principal: Principal, messageId: MessageId, partId: string): string;
  };
  readonly mail: () => ComposeMail;
  readonly door: SendingDoor;
}
