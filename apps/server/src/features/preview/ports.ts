import type { Clock, CorpId, MemberId, MessageId, UserId } from '@hongyan/kit';
import type { ParsedMessage } from '@hongyan/mail';
import type { Principal } from '../../http/types.ts';
import type { Egress } from '../../platform/egress/types.ts';
import type { Vault } from '../../platform/vault/types.ts';

/** What the preview asks of the mail features: a principal is checked against the message's mailbox. */
interface PreviewMail {
  read(
    principal: Principal,
    messageId: MessageId,
  ): Promise<{ readonly parsed: ParsedMessage | 'too_complex' } | undefined>;
  readRaw(principal: Principal, messageId: MessageId): Promise<Uint8Array | undefined>;
}

/** Everything that the preview is given. */
export interface PreviewDeps {
  readonly clock: Clock;
  readonly vault: Vault;
  readonly egress: Egress;
  /** Is this corp one of ours, and not paused? Asked before any key of it is touched. */
  readonly isServed: (corpId: CorpId) => Promise<boolean>;
  readonly member: (
    corpId: CorpId,
    memberId: MemberId,
  ) => Promise<{ readonly userId: UserId; readonly isAdmin: boolean } | undefined>;
  readonly mail: () => PreviewMail;
}
