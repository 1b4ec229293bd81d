import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useText } from '../i18n.ts';
import css from './dialog.module.css';
import { Icon } from './icon.tsx';

/** A question over the page: the browser keeps the focus inside, Escape closes it and the focus goes back. */
export function Dialog(props: {
  title: string;
  wide?: boolean;
  onClose: () => void;
  onSubmit?: () => void;
  children: ComponentChildren;
  buttons: ComponentChildren;
}): JSX.Element {
  const say = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`${css.dialog} ${props.wide ? css.wide : ''}`}
      aria-label={props.title}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <form
        class={css.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit?.();
        }}
      >
        <header class={css.head}>
          <h2>{props.title}</h2>
          <button type="button" class={css.close} aria-label={say('close')} onClick={props.onClose}>
            <Icon name="close" size={18} />
          </button>
        </header>
        <div class={css.body}>{props.children}</div>
        <footer class={css.foot}>{props.buttons}</footer>
      </form>
    </dialog>
  );
}
