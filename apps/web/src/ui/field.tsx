import type { ReactNode } from 'react';
import { useId } from 'react';
import { cx } from './cx.ts';
import s from './field.module.css';

export interface FieldProps {
  readonly label: string;
  /** The accessible name where it differs from the visible label. */
  readonly name?: string | undefined;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: 'text' | 'email' | 'password' | 'search';
  readonly placeholder?: string | undefined;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'email' | 'search';
  /** Stands under the field, never in a toast. */
  readonly error?: string | undefined;
  /** The server's own words, small. */
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** `row`: a line of a phone form, 52 high, label at the left. `box`: label above, 36 high. */
  readonly look?: 'row' | 'box';
  /** A small control at the right end. */
  readonly end?: ReactNode;
}

/** One text input with its label and its message. */
export function Field(props: FieldProps) {
  const id = useId();
  const { look = 'box', error, detail, hint } = props;
  const note = error ?? hint;
  return (
    <div className={cx(s.field, s[look], error !== undefined && s.bad)}>
      <label className={s.label} htmlFor={id}>
        {props.label}
      </label>
      <div className={s.line}>
        <input
          id={id}
          className={s.input}
          type={(props.type ?? 'text') as 'text'}
          value={props.value}
          placeholder={props.placeholder}
          autoComplete={props.autoComplete}
          inputMode={props.inputMode}
          autoCapitalize="off"
          autoCorrect="off"
          spellcheck={false}
          // biome-ignore lint/a11y/noAutofocus: only where a form is the whole page or a dialog
          autoFocus={props.autoFocus}
          disabled={props.disabled}
          aria-label={props.name}
          aria-invalid={error !== undefined ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onInput={(event) => props.onInput((event.target as HTMLInputElement).value)}
          onBlur={props.onBlur}
        />
        {props.end}
      </div>
      {note ? (
        <p id={`${id}-note`} className={s.note} role={error ? 'alert' : undefined}>
          {note}
          {error && detail ? <span className={s.detail}>{detail}</span> : null}
        </p>
      ) : null}
    </div>
  );
}
