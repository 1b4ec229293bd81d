import type { JSX } from 'preact';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './title-bar.module.css';

/** The window's top: search for the picture, the tabs of the workbench, and the one window button that works. */
export function TitleBar(props: {
  tab: string | undefined;
  onTab: boolean;
  onSelect: (onTab: boolean) => void;
  onCloseTab: () => void;
  large: boolean;
  onLarge: (large: boolean) => void;
}): JSX.Element {
  const say = useText();
  return (
    <div class={css.bar}>
      {props.tab === undefined ? (
        <span class={css.search} aria-hidden="true">
          <Icon name="search" size={16} />
          {say('search')}
        </span>
      ) : (
        <div class={css.tabs}>
          <button
            type="button"
            class={css.tab}
            aria-current={props.onTab ? undefined : 'page'}
            onClick={() => props.onSelect(false)}
          >
            {say('workbench')}
          </button>
          <span class={css.tab} data-current={props.onTab}>
            <button
              type="button"
              class={css.name}
              aria-current={props.onTab ? 'page' : undefined}
              onClick={() => props.onSelect(true)}
            >
              {props.tab}
            </button>
            <button
              type="button"
              class={css.close}
              aria-label={`${say('close')} ${props.tab}`}
              onClick={props.onCloseTab}
            >
              <Icon name="close" size={14} />
            </button>
          </span>
        </div>
      )}
      <span class={css.grow} />
      <span class={css.still} aria-hidden="true">
        <Icon name="minus" size={18} />
      </span>
      <button
        type="button"
        class={css.size}
        aria-label={say(props.large ? 'shrink' : 'expand')}
        title={say(props.large ? 'shrink' : 'expand')}
        aria-pressed={props.large}
        onClick={() => props.onLarge(!props.large)}
      >
        <Icon name="expand" size={18} />
      </button>
      <span class={css.still} aria-hidden="true">
        <Icon name="close" size={18} />
      </span>
    </div>
  );
}
