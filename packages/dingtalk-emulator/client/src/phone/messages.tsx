import type { JSX } from 'preact';
import type { FeedCard } from '../../../src/model.ts';
import { viewCard } from '../card/oa.ts';
import { cardTime } from '../card/time.ts';
import { useLanguage, useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './messages.module.css';

/** The list of conversations; here there is one. */
export function Messages({
  feed,
  unread,
  onFeed,
}: {
  feed: readonly FeedCard[];
  unread: number;
  onFeed: () => void;
}): JSX.Element {
  const say = useText();
  const language = useLanguage();
  const last = feed.at(-1);
  const preview = last ? viewCard(last) : undefined;
  return (
    <div class={css.list}>
      <h2 class={css.head}>{say('messages')}</h2>
      <button type="button" class={css.row} onClick={onFeed}>
        <span class={css.icon}>
          <Icon name="bell" size={22} />
        </span>
        <span class={css.words}>
          <span class={css.name}>{say('work')}</span>
          <span class={css.preview}>
            {last ? `${last.appName}：${preview?.title || preview?.content}` : say('emptyFeed')}
          </span>
        </span>
        <span class={css.end}>
          {last && <time>{cardTime(last.receivedAt, language)}</time>}
          {unread > 0 && (
            <span class={css.badge}>
              {unread}
              <span class={css.hidden}> {say('unread')}</span>
            </span>
          )}
        </span>
      </button>
    </div>
  );
}
