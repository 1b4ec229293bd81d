import type { FolderRole } from '@hongyan/contract';
import type { FolderId, MailboxId, MessageId } from '@hongyan/kit';
import type { ColumnType, Generated, Transaction } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';

export interface IndexTable {
  corp_id: string;
  mailbox_id: MailboxId;
  state: Generated<'ready' | 'syncing' | 'paused'>;
  done: Generated<number>;
  total: Generated<number>;
  paused_code: string | null;
  paused_words: Buffer | null;
  paused_since: Date | null;
  needs_credential: Generated<boolean>;
  refused_credential: Buffer | null;
}

export interface FolderTable {
  corp_id: string;
  id: FolderId;
  mailbox_id: MailboxId;
  path_mac: Buffer;
  sealed: Buffer;
  role: FolderRole;
  selectable: boolean;
  uidvalidity: Generated<number>;
  last_uid: Generated<number>;
  first_uid: Generated<number>;
  backfilled: Generated<boolean>;
  synced_at: Date | null;
  indexed: Generated<number>;
  indexed_unread: Generated<number>;
  deeper: Generated<number>;
  deeper_unread: Generated<number>;
}

export interface MessageTable {
  corp_id: string;
  id: MessageId;
  mailbox_id: MailboxId;
  folder_id: FolderId;
  uidvalidity: number;
  uid: number | null;
  moved_from_folder: FolderId | null;
  moved_from_uid: number | null;
  moved_at: Date | null;
  internal_date: Date;
  size: number;
  seen: boolean;
  starred: boolean;
  answered: boolean;
  forwarded: boolean;
  flags_set_at: Date | null;
  attachment_count: number;
  fingerprint: Buffer;
  sealed: Buffer;
  words: ColumnType<number[], number[], number[]>;
}

export interface BodyTable {
  corp_id: string;
  message_id: MessageId;
  mailbox_id: MailboxId;
  sealed: Buffer;
  expires_at: Date;
}

export type MailboxTables = {
  mail_index: IndexTable;
  mail_folder: FolderTable;
  mail_message: MessageTable;
  mail_body: BodyTable;
};

/** The transaction with this feature's tables. */
export const tables = (tx: CorpTx): Transaction<MailboxTables> => tx.sql.withTables<MailboxTables>();
