import type { CallRecord, FeedCard, NetworkMode } from '../types.ts';

/** What happens in the make-believe world, for the client's live view and for tests. */
export type WorldEvent =
  | { readonly kind: 'card'; readonly card: FeedCard }
  | { readonly kind: 'feed'; readonly userId: string }
  | { readonly kind: 'call'; readonly call: CallRecord }
  | { readonly kind: 'faults' }
  | { readonly kind: 'apps' }
  | { readonly kind: 'network'; readonly mode: NetworkMode };

export interface Bus {
  emit(event: WorldEvent): void;
  on(listener: (event: WorldEvent) => void): () => void;
}

export function createBus(): Bus {
  const listeners = new Set<(event: WorldEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
