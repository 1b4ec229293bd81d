import type { ReactNode } from 'react';
import { useId, useLayoutEffect, useRef } from 'react';
import { useBack } from '../back.ts';
import { cx } from './cx.ts';
import s from './dialog.module.css';
import { isPhone } from './layout.ts';

export interface DialogProps {
  readonly title: string;
  /** Hides the title from sight, not from screen readers. */
  readonly quietTitle?: boolean;
  readonly children?: ReactNode;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
  /** Width in px; default 320. */
  readonly width?: number;
  readonly className?: string | undefined;
  /** Escape, the back gesture or a click beside it. */
  readonly onClose: () => void;
}

/** A question in the middle of the page, on the native element: focus goes in, stays in, and comes back. */
export function Dialog({ title, quietTitle, children, actions, width, className, onClose }: DialogProps) {
  const ref = useModal(onClose);
  const id = useId();
  return (
    <dialog
      ref={ref}
      className={cx(s.dialog, className)}
      style={width ? { width: `${width}px` } : undefined}
      aria-labelledby={id}
    >
      <div className={s.inside}>
        <h2 id={id} className={quietTitle ? s.quiet : s.title}>
          {title}
        </h2>
        {children ? <div className={s.text}>{children}</div> : null}
        {actions ? <div className={s.actions}>{actions}</div> : null}
      </div>
    </dialog>
  );
}

/** Opens a `<dialog>` as modal for as long as its component lives; closing is the owner's decision. */
export function useModal(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useBack(() => {
    close.current();
    return true;
  }, isPhone.value);
  // Before drawing: a popover measures itself right after.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    const cancel = (event: Event) => {
      event.preventDefault();
      close.current();
    };
    const press = (event: MouseEvent) => {
      if (event.target === dialog) close.current();
    };
    dialog.addEventListener('cancel', cancel);
    dialog.addEventListener('mousedown', press);
    return () => {
      dialog.removeEventListener('cancel', cancel);
      dialog.removeEventListener('mousedown', press);
      if (dialog.open) dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return ref;
}
