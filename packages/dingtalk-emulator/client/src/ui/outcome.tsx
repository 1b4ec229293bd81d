import type { JSX } from 'preact';
import type { Act } from '../control.ts';
import { Icon } from './icon.tsx';
import css from './outcome.module.css';

/** How the last act ended: what was refused is said aloud at once, what was done quietly. */
export function Outcome({ act }: { act: Pick<Act, 'problem' | 'done'> }): JSX.Element {
  return (
    <>
      <p role="alert" class={css.problem} hidden={act.problem === ''}>
        {act.problem !== '' && <Icon name="bad" size={18} />}
        <span>{act.problem}</span>
      </p>
      <p role="status" class={css.done} hidden={act.done === ''}>
        {act.done !== '' && <Icon name="okc" size={18} />}
        <span>{act.done}</span>
      </p>
    </>
  );
}

/** A few quiet words where a list has nothing to show. */
export function Empty({ title, hint }: { title: string; hint?: string }): JSX.Element {
  return (
    <div class={css.empty}>
      <p>{title}</p>
      {hint && <small>{hint}</small>}
    </div>
  );
}

/** A state as one word: never by its colour alone. */
export function Tag({
  tone = 'quiet',
  children,
}: {
  tone?: 'quiet' | 'good' | 'bad' | 'warn' | 'brand';
  children: string | readonly string[];
}): JSX.Element {
  return <span class={`${css.tag} ${css[tone]}`}>{children}</span>;
}
