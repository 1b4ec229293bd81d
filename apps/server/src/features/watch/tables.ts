import type { FolderId, MailboxId, MessageId } from '@hongyan/kit';
import type { Generated, Transaction } from 'kysely';
import type { SystemTx } from '../../platform/db/types.ts';

/** Why an arrival made a notice or none. */
export type Decision = 'noticed' | 'merged' | 'old' | 'read' | 'repeated';

export type WatchTables = {
  watch_lease: { shard: number; owner: string | null; epoch: number; until: Date };
  watch_process: { owner: string; lock_key: number; until: Date };
  arrival: {
    corp_id: string;
    id: string;
    mailbox_id: MailboxId;
    folder_id: FolderId;
    uidvalidity: number;
    uid: number;
    message_id: MessageId;
    fingerprint: Buffer;
    arrived_at: Date;
    decided_at: Generated<Date>;
    decision: Decision;
  };
};

/** The transaction with this feature's tables. */
export const tables = (tx: SystemTx): Transaction<WatchTables> => tx.sql.withTables<WatchTables>();
