import { type Signal, signal } from '@preact/signals';

/** What the page knows from the server, in memory only, and only ever of one member. */
export interface Cache {
  /** The place of a key: undefined until something is put there. */
  at<T>(key: string): Signal<T | undefined>;
  /** All keys with this beginning that hold something. */
  keys(beginning: string): readonly string[];
  forget(key: string): void;
  /** Names whose data this is. Another corp or member empties everything first. True when it was emptied. */
  belongTo(corpId: string, memberId: string): boolean;
  wipe(): void;
}

/** A cache that belongs to nobody yet. */
export function createCache(): Cache {
  const places = new Map<string, Signal<unknown>>();
  let owner: string | undefined;
  const wipe = () => {
    // The signals stay (components hold them); what they held goes.
    for (const place of places.values()) place.value = undefined;
  };
  return {
    at<T>(key: string) {
      const place = places.get(key) ?? signal<unknown>(undefined);
      places.set(key, place);
      return place as Signal<T | undefined>;
    },
    keys: (beginning) =>
      [...places].flatMap(([key, place]) => (key.startsWith(beginning) && place.peek() !== undefined ? [key] : [])),
    forget(key) {
      const place = places.get(key);
      if (place) place.value = undefined;
    },
    belongTo(corpId, memberId) {
      const next = `${corpId}\n${memberId}`;
      const changed = owner !== undefined && owner !== next;
      owner = next;
      if (changed) wipe();
      return changed;
    },
    wipe,
  };
}
