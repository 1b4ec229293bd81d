import type { ReactNode } from 'react';
import s from './empty-state.module.css';
import { Flock } from './goose.tsx';

export interface EmptyStateProps {
  /** What is true now. */
  readonly title: string;
  readonly text?: ReactNode;
  /** One thing to do. */
  readonly act?: ReactNode;
  /** Small print for whoever helps. */
  readonly detail?: string | undefined;
}

/** A place without content: the flock, what is true, one thing to do. */
export function EmptyState({ title, text, act, detail }: EmptyStateProps) {
  return (
    <div className={s.empty}>
      <Flock />
      <h2 className={s.title}>{title}</h2>
      {text ? <p className={s.text}>{text}</p> : null}
      {act ? <div className={s.act}>{act}</div> : null}
      {detail ? <p className={s.detail}>{detail}</p> : null}
    </div>
  );
}
