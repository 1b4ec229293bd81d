import type { JSX } from 'preact';
import { Icon } from './icon.tsx';
import css from './search-field.module.css';

/** A field that narrows a list as one types. */
export function SearchField(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  autofocus?: boolean;
}): JSX.Element {
  return (
    <label class={css.search}>
      <Icon name="search" size={16} />
      <input
        type="search"
        value={props.value}
        placeholder={props.label}
        aria-label={props.label}
        ref={props.autofocus ? focus : undefined}
        onInput={({ currentTarget }) => props.onInput(currentTarget.value)}
      />
    </label>
  );
}

/** One function for all renders: a new one would take the focus back at each of them. */
const focus = (input: HTMLInputElement | null): void => input?.focus();
