import type { Address } from '@hongyan/contract';
import type { DingTalkApp, OaCard } from '@hongyan/dingtalk';
import type { CorpId, FolderId, MailboxId, MemberId, MessageId, UserId } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { CorpTx } from '../../platform/db/types.ts';

/** One mail to be announced. */
export interface ArrivedMail {
  readonly id: MessageId;
  readonly internalDate: Date;
  readonly attachmentCount: number;
  readonly envelope: { readonly from: Address; readonly subject: string; readonly preview: string };
}

/** What watch hands over in the arrival's transaction. */
export interface ArrivedMails {
  readonly mailboxId: MailboxId;
  readonly memberIds: readonly MemberId[];
  readonly folderId: FolderId;
  readonly arrivedAt: Date;
  readonly messages: readonly ArrivedMail[];
}

export interface NotifyPorts {
  /** From apps: where links lead. */
  publicUrl(corpId: CorpId): Promise<string | undefined>;
  /** From the DingTalk package. */
  app(corpId: CorpId): Promise<DingTalkApp | undefined>;
  buildOaMessage(card: OaCard): string;
  /** From directory. */
  userIdOf(corpId: CorpId, memberId: MemberId): Promise<UserId | undefined>;
  /** From binding. */
  canUse(principal: Principal, mailboxId: MailboxId): Promise<boolean>;
  /** From mailbox: where a message lies now. */
  locate(tx: CorpTx, messageId: MessageId): Promise<FolderId | undefined>;
}
