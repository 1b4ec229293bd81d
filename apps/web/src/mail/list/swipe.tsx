import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import s from './swipe.module.css';

export interface SwipeAct {
  readonly label: string;
  readonly icon: string;
  readonly tone: 'grey' | 'brand' | 'danger';
  readonly run: () => void;
}

export interface SwipeProps {
  readonly acts: readonly SwipeAct[];
  /** A long press: the way into multi-select, where the same acts are. */
  readonly onHold: () => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

const actWidth = 72;
let closeOpen: (() => void) | undefined;

/** A row of a phone that slides to the left and shows its acts. The same acts are in multi-select. */
export function Swipe({ acts, onHold, className, children }: SwipeProps) {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const hold = useRef(onHold);
  hold.current = onHold;
  const wide = acts.length * actWidth;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const slide = element.firstElementChild as HTMLElement;
    let start: { x: number; y: number; base: number } | undefined;
    let sideways = false;
    let moved = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const place = (x: number, animate: boolean) => {
      slide.style.transition = animate ? 'transform var(--m-2) var(--ease-out)' : 'none';
      slide.style.transform = x ? `translateX(${x}px)` : '';
    };
    const settle = (next: boolean) => {
      place(next ? -wide : 0, true);
      setOpen(next);
      closeOpen = next ? () => settle(false) : undefined;
    };
    const onStart = (event: TouchEvent) => {
      const touch = event.touches[0];
      if (!touch || event.touches.length > 1) return;
      if (closeOpen && !slide.style.transform) closeOpen();
      start = { x: touch.clientX, y: touch.clientY, base: slide.style.transform ? -wide : 0 };
      sideways = false;
      moved = false;
      timer = setTimeout(() => {
        if (!moved) {
          moved = true;
          start = undefined;
          // The row becomes another element below the finger, which must not take the lift for a tap.
          event.target?.addEventListener('touchend', (end) => end.preventDefault(), { once: true, passive: false });
          hold.current();
        }
      }, 500);
    };
    const onMove = (event: TouchEvent) => {
      const touch = event.touches[0];
      if (!touch || !start) return;
      const dx = touch.clientX - start.x;
      const dy = touch.clientY - start.y;
      if (!sideways) {
        if (Math.abs(dx) < 10 && Math.abs(dy) < 10) return;
        moved = true;
        clearTimeout(timer);
        if (Math.abs(dy) > Math.abs(dx)) {
          start = undefined;
          return;
        }
        sideways = true;
        setOpen(true);
      }
      event.preventDefault();
      place(Math.min(0, Math.max(-wide - 24, start.base + dx)), false);
    };
    const onEnd = (event: TouchEvent) => {
      clearTimeout(timer);
      if (!start) return;
      const dx = (event.changedTouches[0]?.clientX ?? start.x) - start.x;
      if (sideways) settle(start.base === 0 ? dx < -40 : dx < 40);
      else if (start.base !== 0) {
        event.preventDefault();
        settle(false);
      }
      start = undefined;
    };
    const onMenu = (event: Event) => event.preventDefault();
    element.addEventListener('touchstart', onStart, { passive: true });
    element.addEventListener('touchmove', onMove, { passive: false });
    slide.addEventListener('touchend', onEnd, { passive: false });
    element.addEventListener('touchcancel', onEnd);
    element.addEventListener('contextmenu', onMenu);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('touchstart', onStart);
      element.removeEventListener('touchmove', onMove);
      slide.removeEventListener('touchend', onEnd);
      element.removeEventListener('touchcancel', onEnd);
      element.removeEventListener('contextmenu', onMenu);
    };
  }, [wide]);

  return (
    <div ref={box} className={cx(s.swipe, className)}>
      <div className={s.slide}>{children}</div>
      {open ? (
        <div className={s.acts} style={{ width: `${wide}px` }}>
          {acts.map((act) => (
            <button
              key={act.label}
              type="button"
              className={cx(s.act, s[act.tone])}
              onClick={() => {
                closeOpen?.();
                act.run();
              }}
            >
              <Icon icon={act.icon} size={20} />
              {act.label}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
