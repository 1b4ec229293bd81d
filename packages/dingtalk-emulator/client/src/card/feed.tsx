import type { JSX } from 'preact';
import { useCallback, useEffect, useRef } from 'preact/hooks';
import type { FeedCard } from '../../../src/model.ts';
import { useLanguage, useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './feed.module.css';
import { NoticeCard } from './notice-card.tsx';
import { cardTime } from './time.ts';
import type { CardLink } from './view.ts';
import { useWithdrawn } from './withdrawn.ts';

/** The conversation of work notifications, newest at the bottom, where it stays unless the person has scrolled up. */
export function Feed({
  cards,
  onOpen,
}: {
  cards: readonly FeedCard[];
  onOpen: (card: FeedCard, link: CardLink) => void;
}): JSX.Element {
  const say = useText();
  const language = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const since = useRef(Date.now());
  const toEnd = useCallback(() => {
    if (list.current && atEnd.current) list.current.scrollTop = list.current.scrollHeight;
  }, []);
  const items = useWithdrawn(cards);
  useEffect(toEnd, [items.length]);
  const empty = items.length === 0;
  useEffect(() => {
    if (empty || !list.current) return undefined;
    // While another screen covers it, it has no height and cannot be scrolled: do it when it comes back.
    const observer = new ResizeObserver(toEnd);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [empty, toEnd]);

  if (empty) {
    return (
      <div class={css.empty}>
        <span class={css.bell}>
          <Icon name="bell" size={24} />
        </span>
        <h3>{say('emptyFeed')}</h3>
        <p>{say('emptyFeedHint')}</p>
      </div>
    );
  }
  return (
    <div
      class={css.feed}
      ref={list}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={say('work')}
      onScroll={({ currentTarget }) => {
        if (currentTarget.clientHeight === 0) return;
        atEnd.current = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight < 40;
      }}
    >
      {items.map(({ kind, card }) => (
        <div key={card.id} class={css.item} data-new={card.receivedAt > since.current}>
          {kind === 'card' ? (
            <>
              <time class={css.time}>{cardTime(card.receivedAt, language)}</time>
              <NoticeCard card={card} onOpen={onOpen} />
            </>
          ) : (
            <p class={css.time}>
              {card.appName} {say('withdrawn')}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
