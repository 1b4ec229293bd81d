import type { ReactNode } from 'react';
import { useId } from 'react';
import { cx } from '../../ui/cx.ts';
import s from './card.module.css';

export interface CardProps {
  readonly title: string;
  /** A line beside the title. */
  readonly note?: ReactNode;
  readonly acts?: ReactNode;
  /** What stands in it reaches its edges: tables, lists. */
  readonly flush?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A white group on the grey page. */
export function Card({ title, note, acts, flush, className, children }: CardProps) {
  const id = useId();
  return (
    <section className={cx(s.card, className)} aria-labelledby={id}>
      <div className={s.head}>
        <h2 id={id} className={s.title}>
          {title}
        </h2>
        {note ? <div className={s.note}>{note}</div> : null}
        {acts ? <div className={s.acts}>{acts}</div> : null}
      </div>
      <div className={flush ? s.flush : s.body}>{children}</div>
    </section>
  );
}
