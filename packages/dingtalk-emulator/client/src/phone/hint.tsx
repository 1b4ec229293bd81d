import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import css from './hint.module.css';

const shownMs = 4000;

/** DingTalk's own short words over the screen. */
export function Hint({ text, onDone }: { text: string; onDone: () => void }): JSX.Element {
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    const timer = setTimeout(() => done.current(), shownMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class={css.hint} role="status">
      {text}
    </p>
  );
}
