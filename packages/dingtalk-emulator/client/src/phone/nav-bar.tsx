import type { ComponentChildren, JSX } from 'preact';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './nav-bar.module.css';

/** DingTalk's bar above a screen: back, title, and what the screen puts at the right. */
export function NavBar(props: {
  title: string;
  onBack: () => void;
  onClose?: () => void;
  right?: ComponentChildren;
}): JSX.Element {
  const say = useText();
  return (
    <div class={css.bar}>
      <div class={css.side}>
        <button type="button" class={css.button} aria-label={say('back')} onClick={props.onBack}>
          <Icon name="left" size={24} />
        </button>
        {props.onClose && (
          <button type="button" class={css.button} aria-label={say('close')} onClick={props.onClose}>
            <Icon name="close" size={22} />
          </button>
        )}
      </div>
      <h2 class={css.title}>{props.title}</h2>
      <div class={`${css.side} ${css.right}`}>{props.right}</div>
    </div>
  );
}
