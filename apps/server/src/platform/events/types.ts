import type { DomainEvent } from '@hongyan/contract';
import type { CorpTx } from '../db/types.ts';

/** Events between features: published in a transaction, delivered after its commit, in every process, at most once (not durable). */
export interface Events {
  publish(tx: CorpTx, event: DomainEvent): void;
  subscribe<K extends DomainEvent['kind']>(
    kind: K,
    run: (event: Extract<DomainEvent, { kind: K }>) => void | Promise<void>,
  ): () => void;
  /** Called after a lost connection: events may have been missed, read the state anew. */
  onGap(run: () => void): () => void;
}
