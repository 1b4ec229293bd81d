import { cx } from '../../ui/cx.ts';
import s from './segments.module.css';

/** Two or three choices side by side, of which one holds. */
export function Segments<T extends string>(props: {
  readonly label: string;
  readonly choices: readonly { readonly id: T; readonly label: string }[];
  readonly current: T;
  readonly onChoose: (id: T) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every engine we serve
    <div role="group" aria-label={props.label} className={s.segments}>
      {props.choices.map((choice) => (
        <button
          key={choice.id}
          type="button"
          aria-pressed={choice.id === props.current}
          className={cx(s.segment, choice.id === props.current && s.on)}
          onClick={() => {
            if (choice.id !== props.current) props.onChoose(choice.id);
          }}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
