import type { FeedCard } from '../model.ts';
import type { Memory } from './memory.ts';
import type { Saved } from './saved.ts';

/** Each person's cards, oldest first; the stand-in forgets the oldest when there are many. */
export interface Feeds {
  of(userId: string): readonly FeedCard[];
  add(card: FeedCard): void;
  /** Changes or removes the cards that match among these people's. */
  change(
    userIds: readonly string[],
    match: (card: FeedCard) => boolean,
    to: (card: FeedCard) => FeedCard | undefined,
  ): void;
}

const keptPerPerson = 200;
const none: readonly FeedCard[] = [];

export function createFeeds(memory: Saved<Pick<Memory, 'cards'>>, onChange: (userId: string) => void): Feeds {
  const { cards } = memory.value;
  // What is written to a file is written whole.
  const keptInAll = memory.isKept ? 20_000 : 100_000;
  const order: string[] = Object.values(cards).flatMap((list) => list.map((card) => card.userId));
  let first = 0;

  /** Whose card is the oldest of all loses it; holes in the order (recalled cards) only make it forget a little early. */
  function forgetOldest(): void {
    const userId = order[first++]!;
    cards[userId]?.shift();
    if (cards[userId]?.length === 0) delete cards[userId];
    if (first > keptInAll) {
      order.splice(0, first);
      first = 0;
    }
  }

  return {
    of: (userId) => cards[userId] ?? none,
    add(card) {
      const list = cards[card.userId] ?? [];
      cards[card.userId] = list;
      list.push(card);
      if (list.length > keptPerPerson) list.shift();
      order.push(card.userId);
      if (order.length - first > keptInAll) forgetOldest();
    },
    change(userIds, match, to) {
      for (const userId of userIds) {
        const list = cards[userId];
        if (!list?.some(match)) continue;
        cards[userId] = list.flatMap((card) => (match(card) ? (to(card) ?? []) : card));
        onChange(userId);
      }
    },
  };
}
