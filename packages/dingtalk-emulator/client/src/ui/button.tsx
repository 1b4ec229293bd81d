import type { ComponentChildren, JSX } from 'preact';
import css from './button.module.css';

/** A button with words. Busy keeps its width and takes no second press. */
export function Button(props: {
  kind?: 'primary' | 'outline' | 'soft' | 'ghost' | 'danger';
  small?: boolean;
  busy?: boolean;
  disabled?: boolean;
  submit?: boolean;
  label?: string;
  onClick?: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const { kind = 'outline', busy = false } = props;
  return (
    <button
      type={props.submit ? 'submit' : 'button'}
      class={`${css.button} ${css[kind]} ${props.small ? css.small : ''}`}
      disabled={props.disabled}
      aria-busy={busy}
      aria-label={props.label}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else props.onClick?.();
      }}
    >
      {props.children}
    </button>
  );
}
