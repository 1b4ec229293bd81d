import type { Address } from '@hongyan/contract';
import type { CorpId, FolderId, MailboxId, MemberId, MessageId } from '@hongyan/kit';
import type { Credential, ImapConnection, MailResult, OpenFolder, ProviderProfile, ServerAddress } from '@hongyan/mail';
import type { CorpTx } from '../../platform/db/types.ts';

/** A mailbox as watching needs it. */
export interface WatchAccount {
  readonly corpId: CorpId;
  readonly mailboxId: MailboxId;
  readonly profile: ProviderProfile;
  readonly imap: ServerAddress;
  readonly credential: Credential;
  readonly boundAt: Date;
}

/** From binding. */
export interface WatchAccounts<A extends WatchAccount = WatchAccount> {
  list(corpId: CorpId): Promise<readonly MailboxId[]>;
  get(corpId: CorpId, mailboxId: MailboxId): Promise<A | undefined>;
  /** Who is bound to it now; they stay so until the transaction ends. */
  membersOf(tx: CorpTx, mailboxId: MailboxId): Promise<readonly MemberId[]>;
}

/** From the mail package. */
export type WatchConnect<A extends WatchAccount = WatchAccount> = (
  account: A,
  signal?: AbortSignal,
) => Promise<MailResult<ImapConnection>>;

export interface Inbox {
  readonly id: FolderId;
  readonly mailboxId: MailboxId;
  readonly wirePath: string;
  readonly uidValidity: number;
  readonly lastUid: number;
}

/** A message that was not in the index before. */
export interface NewMessage {
  readonly id: MessageId;
  readonly uid: number;
  readonly internalDate: Date;
  readonly seen: boolean;
  readonly attachmentCount: number;
  readonly fingerprint: Buffer;
  readonly envelope: { readonly from: Address; readonly subject: string; readonly preview: string };
}

/** From mailbox: the index of one inbox, and the sync of everything else. */
export interface InboxIndex<I extends Inbox = Inbox, M extends NewMessage = NewMessage> {
  inbox(corpId: CorpId, mailboxId: MailboxId): Promise<I>;
  /** Starts the cursor anew when the server numbers the folder anew. */
  align(
    corpId: CorpId,
    inbox: I,
    opened: OpenFolder,
    connection: ImapConnection,
  ): Promise<{ folder: I; renumbered: boolean; neverRead: boolean }>;
  fetchNewer(
    corpId: CorpId,
    connection: ImapConnection,
    inbox: I,
    options: { chunk: number; first: number; signal: AbortSignal },
  ): AsyncIterable<readonly M[]>;
  /** Locks the index, takes the messages in, moves the cursor over them; answers the new ones and the moved cursor. */
  takeIn(tx: CorpTx, inbox: I, messages: readonly M[]): Promise<{ fresh: readonly M[]; inbox: I }>;
  /** Flags and disappearances among the newest (all when absent). Answers whether anything changed. */
  reconcile(corpId: CorpId, connection: ImapConnection, inbox: I, newest?: number): Promise<boolean>;
  /** Which other folders differ from the index, asked on the watching connection; `complete`: every folder is as deep as wanted. */
  lookAround(
    corpId: CorpId,
    mailboxId: MailboxId,
    connection: ImapConnection,
  ): Promise<{ changed: readonly FolderId[]; complete: boolean }>;
  /** Brings these folders up to date and all as deep as wanted, on a connection of its own. */
  syncRest(corpId: CorpId, mailboxId: MailboxId, changed: readonly FolderId[], signal: AbortSignal): Promise<void>;
  pause(
    corpId: CorpId,
    mailboxId: MailboxId,
    pause: { code: string; detail?: string; needsCredential: boolean; refusedCredential?: Buffer },
  ): Promise<void>;
  resume(corpId: CorpId, mailboxId: MailboxId): Promise<void>;
  refusedCredential(corpId: CorpId, mailboxId: MailboxId): Promise<Buffer | undefined>;
  /** Everything that the index holds of a mailbox. */
  erase(corpId: CorpId, mailboxId: MailboxId): Promise<void>;
}

/** From notify: decides in the arrival's own transaction what to show to whom. */
export type DecideNotices = (
  tx: CorpTx,
  arrivals: {
    readonly mailboxId: MailboxId;
    readonly memberIds: readonly MemberId[];
    readonly folderId: FolderId;
    readonly arrivedAt: Date;
    readonly messages: readonly NewMessage[];
  },
) => Promise<void>;
