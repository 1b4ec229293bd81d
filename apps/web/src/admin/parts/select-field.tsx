import { useId } from 'react';
import { cx } from '../../ui/cx.ts';
import field from '../../ui/field.module.css';
import { Icon } from '../../ui/icon.tsx';
import { down } from '../../ui/icons.ts';
import s from './select-field.module.css';

export interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
}

/** One choice out of many, on the native control: phones show their own picker. */
export function SelectField({ label, value, options, onChange, error, hint }: SelectFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={cx(field.field, field.box, error !== undefined && field.bad)}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <div className={cx(field.line, s.line)}>
        <select
          id={id}
          className={s.select}
          value={value}
          aria-invalid={error !== undefined ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => onChange((event.target as HTMLSelectElement).value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon icon={down} size={16} className={s.arrow} />
      </div>
      {note ? (
        <p id={`${id}-note`} className={field.note} role={error ? 'alert' : undefined}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
