import type { ReactNode } from 'react';
import { useId, useLayoutEffect, useState } from 'react';
import { cx } from './cx.ts';
import { useModal } from './dialog.tsx';
import { isPhone } from './layout.ts';
import s from './sheet.module.css';

export interface SheetProps {
  /** The name of what opens; shown as title on a phone. */
  readonly title: string;
  readonly quietTitle?: boolean;
  readonly children: ReactNode;
  /** PC: the popover opens at this element. Without it, it stands in the middle. */
  readonly anchor?: Element | null | undefined;
  /** PC: width of the popover; default 280. */
  readonly width?: number;
  readonly onClose: () => void;
}

/** The same content as a bottom sheet on a phone and as a popover on PC. Closes by Escape, back gesture or a tap beside it. */
export function Sheet({ title, quietTitle, children, anchor, width = 280, onClose }: SheetProps) {
  const ref = useModal(onClose);
  const id = useId();
  const phone = isPhone.value;
  const [place, setPlace] = useState<{ left: string; top: string } | undefined>();
  useLayoutEffect(() => {
    const box = ref.current;
    if (phone || !anchor || !box) return;
    const at = anchor.getBoundingClientRect();
    const height = box.offsetHeight;
    const left = Math.max(8, Math.min(at.left, window.innerWidth - width - 8));
    const below = at.bottom + 4;
    const top = below + height > window.innerHeight - 8 ? Math.max(8, at.top - height - 4) : below;
    setPlace({ left: `${left}px`, top: `${top}px` });
  }, [anchor, phone, width, ref]);
  return (
    <dialog
      ref={ref}
      className={cx(phone ? s.sheet : s.popover, !phone && !anchor && s.middle)}
      aria-labelledby={id}
      style={phone ? undefined : { width: `${width}px`, ...place }}
    >
      {phone ? <span className={s.grab} aria-hidden="true" /> : null}
      <h2 id={id} className={quietTitle || !phone ? s.quiet : s.title}>
        {title}
      </h2>
      <div className={s.body}>{children}</div>
    </dialog>
  );
}
