import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import css from './popover.module.css';

/** A button that opens a small surface under itself; Escape and a press elsewhere close it and the focus returns. */
export function Popover(props: {
  label: string;
  /** The visible content of the button. */
  trigger: ComponentChildren;
  triggerClass: string | undefined;
  /** The button shows words of its own, which name it. */
  named?: boolean;
  align?: 'start' | 'end';
  side?: 'below' | 'above';
  children: (close: () => void) => ComponentChildren;
}): JSX.Element {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  useEffect(() => {
    if (!open) return undefined;
    const onDown = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    // A press inside a frame never reaches this document; it takes the focus away.
    const onBlur = () => setOpen(false);
    document.addEventListener('pointerdown', onDown);
    window.addEventListener('blur', onBlur);
    return () => {
      document.removeEventListener('pointerdown', onDown);
      window.removeEventListener('blur', onBlur);
    };
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape bubbles up from the controls inside
    <div
      class={css.root}
      ref={root}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) close();
      }}
    >
      <button
        ref={button}
        type="button"
        class={props.triggerClass}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={props.named ? undefined : props.label}
        title={props.named ? undefined : props.label}
        onClick={() => setOpen(!open)}
      >
        {props.trigger}
      </button>
      {open && (
        <div
          id={id}
          class={[css.surface, props.align === 'end' && css.end, props.side === 'above' && css.above]
            .filter(Boolean)
            .join(' ')}
          role="dialog"
          aria-label={props.label}
        >
          {props.children(close)}
        </div>
      )}
    </div>
  );
}
