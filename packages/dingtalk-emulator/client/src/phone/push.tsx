import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FeedCard } from '../../../src/model.ts';
import { previewOf, viewCard } from '../card/view.ts';
import { useLanguage, useText } from '../i18n.ts';
import css from './push.module.css';

const shownMs = 6000;

/** The phone's own announcement of a card that came while something else was on the screen. */
export function Push({
  card,
  onOpen,
  onDone,
}: {
  card: FeedCard;
  onOpen: () => void;
  onDone: () => void;
}): JSX.Element {
  const say = useText();
  const preview = previewOf(viewCard(card), useLanguage() === 'zh' ? 0 : 1);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    const timer = setTimeout(() => done.current(), shownMs);
    return () => clearTimeout(timer);
  }, [card.id]);
  return (
    <button type="button" class={css.push} onClick={onOpen} aria-label={`${say('work')}：${preview}`}>
      <img src="/logo.svg" width="36" height="36" alt="" />
      <span class={css.words}>
        <b>{card.appName}</b>
        <span>{preview}</span>
      </span>
    </button>
  );
}
