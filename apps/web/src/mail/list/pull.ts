import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';

const far = 64;

/** Pulling a phone's list down at its top refreshes it. */
export function usePull(scroller: RefObject<HTMLElement | null>, on: boolean, refresh: () => Promise<void>) {
  const [pull, setPull] = useState({ height: 0, ready: false, busy: false });
  const run = useRef(refresh);
  run.current = refresh;
  useEffect(() => {
    const box = scroller.current;
    if (!box || !on) return;
    let from: { x: number; y: number } | undefined;
    let height = 0;
    const start = (event: TouchEvent) => {
      const touch = event.touches[0];
      from =
        touch && box.scrollTop <= 0 && event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : undefined;
      height = 0;
    };
    const moveOn = (event: TouchEvent) => {
      const touch = event.touches[0];
      if (!from || !touch) return;
      const down = touch.clientY - from.y;
      if (height === 0 && (down < 8 || Math.abs(touch.clientX - from.x) > down)) {
        if (down < 0) from = undefined;
        return;
      }
      height = Math.min(96, Math.max(0, down * 0.5));
      if (event.cancelable) event.preventDefault();
      setPull({ height, ready: height >= far, busy: false });
    };
    const end = () => {
      if (!from || height === 0) return;
      from = undefined;
      if (height < far) return setPull({ height: 0, ready: false, busy: false });
      setPull({ height: 44, ready: true, busy: true });
      void run.current().finally(() => setPull({ height: 0, ready: false, busy: false }));
    };
    box.addEventListener('touchstart', start, { passive: true });
    box.addEventListener('touchmove', moveOn, { passive: false });
    box.addEventListener('touchend', end);
    box.addEventListener('touchcancel', end);
    return () => {
      box.removeEventListener('touchstart', start);
      box.removeEventListener('touchmove', moveOn);
      box.removeEventListener('touchend', end);
      box.removeEventListener('touchcancel', end);
    };
  }, [scroller, on]);
  return pull;
}
