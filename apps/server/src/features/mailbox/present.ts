import type { MessageSummary } from '@hongyan/contract';
import type { CorpVault } from '../../platform/vault/types.ts';
import { type Envelope, openEnvelope } from './envelope.ts';
import type { MessageRow } from './message-store.ts';
import { senderKindOf } from './sender-kind.ts';

/** As many recipients as a row of a Sent folder can name. */
const shownRecipients = 3;

export function presentSummary(row: MessageRow, envelope: Envelope, domains: ReadonlySet<string>): MessageSummary {
  return {
    id: row.id,
    mailboxId: row.mailbox_id,
    folderId: row.folder_id,
    from: envelope.from,
    senderKind: senderKindOf(envelope.from.address, envelope.machine, domains),
    to: envelope.to.slice(0, shownRecipients),
    subject: envelope.subject,
    preview: envelope.preview,
    receivedAt: row.internal_date.toISOString(),
    size: row.size,
    seen: row.seen,
    starred: row.starred,
    answered: row.answered,
    forwarded: row.forwarded,
    attachmentCount: row.attachment_count,
  };
}

/** Opens and presents a row in one step. */
export const openSummary = (vault: CorpVault, row: MessageRow, domains: ReadonlySet<string>): MessageSummary =>
  presentSummary(row, openEnvelope(vault, row.id, row.sealed), domains);
