import type { ClientEvent as WorldEvent } from '../client-api/state.ts';

/** Carries what happens in the make-believe world to the client's live view and to tests. */
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
