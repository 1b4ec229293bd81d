import { useRef } from 'preact/hooks';
import type { FeedCard } from '../../../src/model.ts';

/** A card of the feed, or the place of one that was withdrawn while it was looked at. */
export type FeedItem =
  | { readonly kind: 'card'; readonly card: FeedCard }
  | { readonly kind: 'withdrawn'; readonly card: FeedCard };

/** The feed with the traces of what was withdrawn since it was opened: DingTalk leaves a line where a message was. */
export function useWithdrawn(cards: readonly FeedCard[]): readonly FeedItem[] {
  const seen = useRef<readonly FeedItem[]>([]);
  seen.current = merge(seen.current, cards);
  return seen.current;
}

function merge(before: readonly FeedItem[], cards: readonly FeedCard[]): readonly FeedItem[] {
  const now = new Map(cards.map((card) => [card.id, card]));
  const kept = before.map(({ card }): FeedItem => {
    const fresh = now.get(card.id);
    now.delete(card.id);
    return fresh ? { kind: 'card', card: fresh } : { kind: 'withdrawn', card };
  });
  return [...kept, ...[...now.values()].map((card): FeedItem => ({ kind: 'card', card }))];
}
