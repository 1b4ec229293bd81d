import type { Generated, Transaction } from 'kysely';
import type { CorpTx } from '../../platform/db/types.ts';

// Types, not interfaces: kysely wants an index signature, which interfaces do not have.
export type CallbackTables = {
  dingtalk_events: {
    corp_id: string;
    event_id: string;
    type: string;
    channel: 'push' | 'stream';
    born_at: Date;
    received_at: Date;
    handled_at: Date | null;
    attempts: Generated<number>;
    error: string | null;
    payload: Buffer;
  };
  dingtalk_pushes: { corp_id: string; proof: Buffer; seen_at: Date };
  event_channels: {
    corp_id: string;
    last_seen_at: Date | null;
    last_check_at: Date | null;
    refused: Generated<number>;
    last_refusal: string | null;
  };
  event_streams: {
    corp_id: string;
    process_id: string;
    state: 'connecting' | 'connected' | 'waiting' | 'stopped';
    problem: string | null;
    until: Date;
  };
};

/** The transaction with this feature's tables. */
export const tables = (tx: CorpTx): Transaction<CallbackTables> => tx.sql.withTables<CallbackTables>();
