import type { ComposeStart } from '../compose-start.ts';
import type { Entry } from './recipients.ts';

/** A letter that is being written, as it is kept on this device. */
export interface Draft {
  readonly to: readonly Entry[];
  readonly cc: readonly Entry[];
  readonly bcc: readonly Entry[];
  readonly subject: string;
  readonly html: string;
  readonly quote: boolean;
  /** Files that the server has already. */
  readonly uploads: readonly {
    readonly id: string;
    readonly name: string;
    readonly size: number;
    readonly mediaType: string;
  }[];
  /** Parts of the original that go along. */
  readonly partIds: readonly string[];
  /** The id under which it may already have been handed to the server: the same id twice is one mail. */
  readonly sendId: string;
  /** In ms. */
  readonly savedAt: number;
}

/** Where drafts are kept; `localStorage` in the page. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'hy.draft:';
const maxAgeMs = 30 * 24 * 3600 * 1000;

/** Drafts of one member. They never outlive a sign-in of somebody else. */
export interface Drafts {
  load(start: ComposeStart): Draft | undefined;
  /** False where there is no room or no storage. */
  save(start: ComposeStart, draft: Draft): boolean;
  drop(start: ComposeStart): void;
}

/** Opens the drafts of a member, after removing those of everybody else and those that are a month old. */
export function openDrafts(shelf: Shelf | undefined, corpId: string, memberId: string, now: () => number): Drafts {
  const own = `${prefix}${corpId}:${memberId}:`;
  if (shelf) sweep(shelf, own, now());
  const keyOf = (start: ComposeStart) => `${own}${start.kind === 'new' ? 'new' : `${start.kind}:${start.messageId}`}`;
  return {
    load(start) {
      try {
        const text = shelf?.getItem(keyOf(start));
        return text ? (JSON.parse(text) as Draft) : undefined;
      } catch {
        return undefined;
      }
    },
    save(start, draft) {
      try {
        if (!shelf) return false;
        shelf.setItem(keyOf(start), JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    },
    drop(start) {
      try {
        shelf?.removeItem(keyOf(start));
      } catch {
        // Storage can be switched off: then there is nothing to drop.
      }
    },
  };
}

function sweep(shelf: Shelf, own: string, now: number): void {
  try {
    const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index)).filter((key) =>
      key?.startsWith(prefix),
    );
    for (const key of keys) if (key && (!key.startsWith(own) || isOld(shelf.getItem(key), now))) shelf.removeItem(key);
  } catch {
    // see drop
  }
}

function isOld(text: string | null, now: number): boolean {
  try {
    return now - (JSON.parse(text ?? '{}') as Draft).savedAt > maxAgeMs;
  } catch {
    return true;
  }
}
