import type { JSX } from 'preact';
import css from './segmented.module.css';

/** A few choices side by side, one of them taken. */
export function Segmented<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly { value: T; text: string }[];
  onChange: (value: T) => void;
}): JSX.Element {
  return (
    <fieldset class={css.group} aria-label={props.label}>
      {props.choices.map(({ value, text }) => (
        <button
          key={value}
          type="button"
          class={css.choice}
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
