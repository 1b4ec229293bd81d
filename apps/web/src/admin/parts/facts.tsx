import type { ReactNode } from 'react';
import s from './facts.module.css';

/** Names and what they are, a line each. */
export function Facts(props: { readonly rows: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className={s.facts}>
      {props.rows.map((row) => (
        <div key={row.label} className={s.row}>
          <dt className={s.label}>{row.label}</dt>
          <dd className={s.value}>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
