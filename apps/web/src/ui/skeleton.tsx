import { useEffect, useState } from 'react';
import { cx } from './cx.ts';
import s from './skeleton.module.css';

/** A grey bar in the shape of a text. It stands still. */
export function Bar({ width, height = 12, className }: { width: string; height?: number; className?: string }) {
  return <span className={cx(s.bar, className)} style={{ width, height: `${height}px` }} aria-hidden="true" />;
}

/** A grey square in the shape of an avatar. */
export function Square({ size = 40 }: { readonly size?: number }) {
  return (
    <span
      className={s.bar}
      style={{ width: `${size}px`, height: `${size}px`, borderRadius: `${size / 4}px` }}
      aria-hidden="true"
    />
  );
}

/** False for the first moment: what comes quickly shows no skeleton at all. */
export function useLate(ms = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late;
}
