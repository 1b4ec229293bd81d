import type { MailboxState } from '@hongyan/contract';
import type { Clock, CorpId, MailboxId, MemberId } from '@hongyan/kit';
import type {
  ConnectImapOptions,
  Credential,
  Dial,
  ImapConnection,
  MailResult,
  ProviderProfile,
  ServerAddress,
} from '@hongyan/mail';
import type { CorpTx, Db } from '../../platform/db/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { Vault } from '../../platform/vault/types.ts';

/** A mail domain of the corp, as the administrator set it. */
export interface MailService {
  readonly domain: string;
  readonly providerId: string;
  readonly imap: string;
  readonly smtp: string;
  readonly onPremise: boolean;
  readonly tlsMode: 'modern' | 'legacy';
}

/** What binding asks of the mail library. */
export interface MailDoor {
  providerById(id: string): ProviderProfile | undefined;
  parseServerAddress(url: string): ServerAddress | undefined;
  connectImap(options: ConnectImapOptions): Promise<MailResult<ImapConnection>>;
  verifySmtp(options: {
    readonly server: ServerAddress;
    readonly credential: Credential;
    readonly profile: ProviderProfile;
    readonly dial: Dial;
    readonly signal?: AbortSignal;
  }): Promise<MailResult<void>>;
}

/** Everything that binding is given. */
export interface BindingDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly vault: Vault;
  readonly events: Events;
  readonly log: Log;
  readonly mailServices: (corpId: CorpId) => Promise<readonly MailService[]>;
  readonly mailDial: (service: MailService) => Dial;
  readonly door: MailDoor;
  /** From the directory: whose mailbox it is, and the address that the directory tells. */
  readonly person: (
    corpId: CorpId,
    memberId: MemberId,
  ) => Promise<{ readonly name: string; readonly email?: string } | undefined>;
  /** From the directory: is the member still of the company? They stay so until the transaction ends. */
  readonly holdMember: (tx: CorpTx, memberId: MemberId) => Promise<boolean>;
  /** From the mail features. */
  readonly states: (corpId: CorpId, mailboxIds: readonly MailboxId[]) => Promise<ReadonlyMap<MailboxId, MailboxState>>;
}
