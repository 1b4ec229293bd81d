import type { JSX } from 'preact';
import type { FeedCard } from '../../../src/model.ts';
import { useLanguage, useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { MarkdownView } from './markdown-view.tsx';
import { FileLine, VoiceLine } from './media.tsx';
import css from './notice-card.module.css';
import { OaBody } from './oa-body.tsx';
import { Picture } from './picture.tsx';
import { barColour, type CardLink, type CardView, previewOf, viewCard } from './view.ts';

/** A work notification as DingTalk draws it: the app and its bar, what the kind of message shows, and the ways on. */
export function NoticeCard({
  card,
  onOpen,
}: {
  card: FeedCard;
  onOpen: (card: FeedCard, link: CardLink) => void;
}): JSX.Element {
  const say = useText();
  const at = useLanguage() === 'zh' ? 0 : 1;
  const view = viewCard(card);
  const open = (link: CardLink) => onOpen(card, link);
  return (
    <article
      class={css.card}
      data-read={card.read}
      data-kind={view.kind}
      data-link={view.link !== undefined}
      aria-label={previewOf(view, at)}
    >
      <header class={css.head}>
        <img src="/logo.svg" width="16" height="16" alt="" class={css.app} />
        <span class={css.name}>{card.appName}</span>
        {card.status?.value && (
          <span class={css.bar} style={{ background: barColour(card.status.background) }}>
            {card.status.value}
          </span>
        )}
      </header>
      <Body view={view} onLink={open} />
      {view.link && (
        <button
          type="button"
          class={css.more}
          onClick={() => view.link && open(view.link)}
          aria-label={`${say('details')} ${view.title}`}
        >
          {say('details')}
          <Icon name="right" size={16} />
        </button>
      )}
      {view.buttons.length > 0 && (
        <div class={css.buttons} data-side-by-side={view.sideBySide}>
          {view.buttons.map(({ title, link }) => (
            <button key={title} type="button" onClick={() => open(link)}>
              {title}
            </button>
          ))}
        </div>
      )}
    </article>
  );
}

function Body({ view, onLink }: { view: CardView; onLink: (link: CardLink) => void }): JSX.Element {
  const say = useText();
  switch (view.kind) {
    case 'oa':
      return <OaBody view={view} />;
    case 'text':
      return <p class={css.text}>{view.content}</p>;
    case 'image':
      return <Picture id={view.mediaId} />;
    case 'voice':
      return <VoiceLine seconds={view.seconds} />;
    case 'file':
      return <FileLine id={view.mediaId} />;
    case 'link':
      return (
        <>
          <h3 class={css.title}>{view.title}</h3>
          <div class={css.link}>
            <p class={css.content}>{view.content}</p>
            {view.mediaId && <Picture id={view.mediaId} />}
          </div>
        </>
      );
    case 'markdown':
    case 'action_card':
      return <MarkdownView text={view.content} onLink={onLink} />;
    default:
      return <p class={css.text}>{say('unknownKind')}</p>;
  }
}
