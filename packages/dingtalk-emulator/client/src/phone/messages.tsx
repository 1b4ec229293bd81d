import type { JSX } from 'preact';
import type { FeedCard } from '../../../src/model.ts';
import { cardTime } from '../card/time.ts';
import { previewOf, viewCard } from '../card/view.ts';
import { useLanguage, useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './messages.module.css';

/** The list of conversations; here there is one. */
export function Messages({
  feed,
  unread,
  onFeed,
  onScan,
}: {
  feed: readonly FeedCard[];
  unread: number;
  onFeed: () => void;
  onScan: () => void;
}): JSX.Element {
  const say = useText();
  const language = useLanguage();
  const last = feed.at(-1);
  return (
    <div class={css.list}>
      <div class={css.top}>
        <h2 class={css.head}>{say('messages')}</h2>
        <button type="button" class={css.scan} onClick={onScan}>
          <Icon name="grid" size={18} />
          {say('scan')}
        </button>
      </div>
      <button type="button" class={css.row} onClick={onFeed}>
        <span class={css.icon}>
          <Icon name="bell" size={22} />
        </span>
        <span class={css.words}>
          <span class={css.name}>{say('work')}</span>
          <span class={css.preview}>
            {last ? `${last.appName}：${previewOf(viewCard(last), language === 'zh' ? 0 : 1)}` : say('emptyFeed')}
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
