import type { JSX } from 'preact';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './tab-bar.module.css';

export type PhoneTab = 'messages' | 'workbench' | 'me';

/** The phone's tabs; contacts are part of the picture and do nothing. */
export function TabBar(props: { tab: PhoneTab; unread: number; onChange: (tab: PhoneTab) => void }): JSX.Element {
  const say = useText();
  const item = (tab: PhoneTab, icon: string) => (
    <button
      type="button"
      class={css.tab}
      aria-current={props.tab === tab ? 'page' : undefined}
      onClick={() => props.onChange(tab)}
    >
      <Icon name={icon} size={22} />
      {say(tab)}
      {tab === 'messages' && props.unread > 0 && (
        <span class={css.badge}>
          {props.unread}
          <span class={css.hidden}> {say('unread')}</span>
        </span>
      )}
    </button>
  );
  return (
    <nav class={css.bar} aria-label={say('phone')}>
      {item('messages', 'chat')}
      {item('workbench', 'grid')}
      <button type="button" class={css.tab} disabled title={say('notAvailable')}>
        <Icon name="people" size={22} />
        {say('contacts')}
      </button>
      {item('me', 'user')}
    </nav>
  );
}
