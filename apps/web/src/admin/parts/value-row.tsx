import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import s from './value-row.module.css';

/** A value to carry into DingTalk's console: its name there, itself, and its copy button. */
export function ValueRow(props: {
  readonly label: string;
  readonly value: string;
  /** What is copied where it differs from what is shown. */
  readonly copied?: string;
  readonly end?: ReactNode;
}) {
  return (
    <div className={s.row}>
      <span className={s.label}>{props.label}</span>
      <code className={s.value} title={props.value}>
        {props.value}
      </code>
      {props.end}
      <CopyButton of={props.label} text={props.copied ?? props.value} />
    </div>
  );
}
