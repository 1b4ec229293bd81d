import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import css from './field.module.css';

/** A labelled input; what is wrong with it stands under it. */
export function Field(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  problem?: string;
  placeholder?: string;
  lines?: number;
  mono?: boolean;
  required?: boolean;
  disabled?: boolean;
  autofocus?: boolean;
  /** At the right of the input. */
  children?: ComponentChildren;
}): JSX.Element {
  const id = useId();
  const note = props.problem || props.hint;
  const shared = {
    id,
    class: props.mono ? `${css.input} ${css.mono}` : css.input,
    value: props.value,
    placeholder: props.placeholder,
    required: props.required,
    disabled: props.disabled,
    spellcheck: false,
    autocomplete: 'off',
    'aria-invalid': props.problem ? true : undefined,
    'aria-describedby': note ? `${id}-note` : undefined,
  } as const;
  return (
    <div class={css.field}>
      <label for={id} class={css.label}>
        {props.label}
      </label>
      <div class={css.row}>
        {props.lines ? (
          <textarea {...shared} rows={props.lines} onInput={(event) => props.onInput(event.currentTarget.value)} />
        ) : (
          <input
            {...shared}
            type="text"
            data-first={props.autofocus}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
        )}
        {props.children}
      </div>
      {note && (
        <p id={`${id}-note`} class={props.problem ? css.problem : css.hint}>
          {note}
        </p>
      )}
    </div>
  );
}

/** One choice of a few, in a list that the keyboard walks. */
export function Select<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly { readonly value: T; readonly text: string }[];
  onChange: (value: T) => void;
  hint?: string;
}): JSX.Element {
  const id = useId();
  return (
    <div class={css.field}>
      <label for={id} class={css.label}>
        {props.label}
      </label>
      <select
        id={id}
        class={css.input}
        value={props.value}
        onChange={({ currentTarget }) => props.onChange(currentTarget.value as T)}
      >
        {props.choices.map(({ value, text }) => (
          <option key={value} value={value} selected={value === props.value}>
            {text}
          </option>
        ))}
      </select>
      {props.hint && <p class={css.hint}>{props.hint}</p>}
    </div>
  );
}

/** A box to tick, with words that say what it does. */
export function Tick(props: {
  label: string;
  note?: string;
  checked: boolean;
  disabled?: boolean;
  radio?: string;
  onChange: (checked: boolean) => void;
}): JSX.Element {
  return (
    <label class={css.tick}>
      <input
        type={props.radio ? 'radio' : 'checkbox'}
        name={props.radio}
        checked={props.checked}
        disabled={props.disabled}
        aria-label={props.label}
        onChange={({ currentTarget }) => props.onChange(currentTarget.checked)}
      />
      <span>
        {props.label}
        {props.note && <small>{props.note}</small>}
      </span>
    </label>
  );
}
