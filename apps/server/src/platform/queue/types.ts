import type { CorpId } from '@hongyan/kit';
import type { CorpTx } from '../db/types.ts';

/** A job's data is small JSON: ids, never content. */
export interface Job<Data> {
  readonly id: string;
  readonly corpId: CorpId;
  readonly data: Data;
  /** 1 for the first try. */
  readonly attempt: number;
}

export interface QueueOptions {
  /** Jobs handled at once in this process. */
  readonly concurrency: number;
  /** Tries before the job is dead; waits grow exponentially between `retryMinSeconds` and `retryMaxSeconds`. */
  readonly maxAttempts: number;
  readonly retryMinSeconds: number;
  readonly retryMaxSeconds: number;
  /** A job that runs longer than this counts as lost and is tried again. */
  readonly expireSeconds: number;
}

/** Names of queues are declared once, in the feature that handles them: `defineQueue<Data>('notify.send', options)`. */
export interface QueueDef<Data> {
  readonly name: string;
  readonly options: QueueOptions;
  /** Type carrier only. */
  readonly data?: Data;
}

export interface Queue {
  /** In the caller's transaction: the job exists when, and only when, the transaction commits. */
  enqueue<Data extends object>(
    tx: CorpTx,
    queue: QueueDef<Data>,
    data: Data,
    options?: {
      readonly startAfter?: Date /** A waiting job with the same key is not doubled. */;
      readonly key?: string;
    },
  ): Promise<void>;
  /** Starts taking jobs. Returning is success; throwing (or AppError with `retryAfterMs`) tries again later. */
  handle<Data extends object>(queue: QueueDef<Data>, run: (job: Job<Data>) => Promise<void>): void;
}
