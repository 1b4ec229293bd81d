import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import s from './tag.module.css';

/** A word about a state. Never colour alone: it always carries the word. */
export function Tag({ tone, children }: { tone?: 'warn' | 'ok' | 'danger' | 'brand'; children: ReactNode }) {
  return <span className={cx(s.tag, tone && s[tone])}>{children}</span>;
}

/** The name of a key. */
export function Key({ children }: { readonly children: ReactNode }) {
  return <kbd className={s.key}>{children}</kbd>;
}
