import { useId } from 'react';
import s from './check-field.module.css';

/** A yes or no, with what it means. */
export function CheckField(props: {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly error?: string | undefined;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className={s.check}>
      <input
        id={id}
        type="checkbox"
        className={s.box}
        checked={props.checked}
        aria-describedby={`${id}-note`}
        aria-invalid={props.error ? true : undefined}
        onChange={(event) => props.onChange((event.target as HTMLInputElement).checked)}
      />
      <label className={s.label} htmlFor={id}>
        {props.label}
      </label>
      <p id={`${id}-note`} className={props.error ? `${s.note} ${s.wrong}` : s.note}>
        {props.error ?? props.hint}
      </p>
    </div>
  );
}
