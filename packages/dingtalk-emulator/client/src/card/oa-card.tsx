import type { JSX } from 'preact';
import type { FeedCard } from '../../../src/model.ts';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { barColour, viewCard } from './oa.ts';
import css from './oa-card.module.css';

/** A work notification as DingTalk draws it: head and bar, title, rows, the large number, three lines, the way on. */
export function OaCard({ card, onOpen }: { card: FeedCard; onOpen: (card: FeedCard) => void }): JSX.Element {
  const say = useText();
  const view = viewCard(card);
  const link = view.phoneUrl !== '';
  return (
    <article class={css.card} data-read={card.read} aria-label={view.title || view.content}>
      <header class={css.head}>
        <img src="/logo.svg" width="16" height="16" alt="" class={css.app} />
        <span class={css.name}>{card.appName}</span>
        {card.status?.value && (
          <span class={css.bar} style={{ background: barColour(card.status.background) }}>
            {card.status.value}
          </span>
        )}
      </header>
      {view.title && <h3 class={css.title}>{view.title}</h3>}
      {view.rows.length > 0 && (
        <dl class={css.rows}>
          {view.rows.map(({ key, value }) => (
            <div key={key} class={css.row}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {view.rich && (
        <p class={css.rich}>
          <b>{view.rich.num}</b> {view.rich.unit}
        </p>
      )}
      {view.content && <p class={css.content}>{view.content}</p>}
      {(view.author || view.files) && (
        <p class={css.author}>
          {view.files && (
            <span class={css.files}>
              <Icon name="clip" size={14} />
              {view.files}
            </span>
          )}
          {view.author}
        </p>
      )}
      {link && (
        <button
          type="button"
          class={css.more}
          onClick={() => onOpen(card)}
          aria-label={`${say('details')} ${view.title}`}
        >
          {say('details')}
          <Icon name="right" size={16} />
        </button>
      )}
    </article>
  );
}
