import type { CorpId, FolderId, MailboxId, MemberId } from '@hongyan/kit';

/** What features tell each other. Ids only; published inside a transaction, delivered after its commit, in every process. */
export type DomainEvent =
  | { readonly kind: 'app.changed'; readonly corpId: CorpId }
  /** People or departments of our copy changed: whatever was read from it is old. */
  | { readonly kind: 'directory.changed'; readonly corpId: CorpId }
  | {
      readonly kind: 'mailbox.bound';
      readonly corpId: CorpId;
      readonly mailboxId: MailboxId;
      readonly memberId: MemberId;
    }
  | { readonly kind: 'mailbox.unbound'; readonly corpId: CorpId; readonly mailboxId: MailboxId }
  | { readonly kind: 'mailbox.state'; readonly corpId: CorpId; readonly mailboxId: MailboxId }
  | {
      readonly kind: 'mailbox.messages';
      readonly corpId: CorpId;
      readonly mailboxId: MailboxId;
      readonly folderId: FolderId;
      readonly arrived: number;
    }
  | { readonly kind: 'mailbox.folders'; readonly corpId: CorpId; readonly mailboxId: MailboxId }
  | { readonly kind: 'send.state'; readonly corpId: CorpId; readonly memberId: MemberId; readonly sendId: string }
  | { readonly kind: 'session.ended'; readonly corpId: CorpId; readonly memberId: MemberId };
