import { cx } from '../../ui/cx.ts';
import { Bar, useLate } from '../../ui/skeleton.tsx';
import s from './overview.module.css';

/** One number with its name and a line about it. */
export function Figure(props: {
  readonly label: string;
  /** Undefined: not known yet. */
  readonly value: string | undefined;
  readonly unit?: string | undefined;
  readonly note?: string | undefined;
  readonly tone?: 'danger' | undefined;
}) {
  const late = useLate();
  return (
    <div className={s.figure}>
      <p className={s.label}>{props.label}</p>
      {props.value === undefined ? (
        <p className={s.number}>{late ? <Bar width="72px" height={20} /> : null}</p>
      ) : (
        <p className={cx(s.number, props.tone && s[props.tone])}>
          {props.value} {props.unit ? <span className={s.unit}>{props.unit}</span> : null}
        </p>
      )}
      <p className={s.note}>{props.note}</p>
    </div>
  );
}
