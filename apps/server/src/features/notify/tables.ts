import type { FolderId, MailboxId, MemberId, MessageId, NoticeId } from '@hongyan/kit';
import type { ColumnType, Transaction } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';

export type NoticeState = 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped';

export type NotifyTables = {
  notice: {
    corp_id: string;
    id: NoticeId;
    member_id: MemberId;
    mailbox_id: MailboxId;
    folder_id: FolderId;
    message_id: MessageId | null;
    mail_count: number;
    sealed: Buffer;
    state: NoticeState;
    day: ColumnType<Date, string, string>;
    arrived_at: Date;
    decided_at: Date;
    sent_at: Date | null;
    answered_at: Date | null;
    attempts: number;
    claimed_until: Date | null;
    next_at: Date | null;
    error: string | null;
    task_id: string | null;
  };
};

/** The transaction with this feature's tables. */
export const tables = (tx: CorpTx): Transaction<NotifyTables> => tx.sql.withTables<NotifyTables>();
