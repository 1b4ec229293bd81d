import type { JSX } from 'preact';
import css from './avatar.module.css';

/** A colleague: a filled square with the last two characters of the name; the colour follows the user id everywhere. */
export function Avatar({
  name,
  userId,
  size = 32,
}: {
  name: string;
  userId: string;
  size?: 24 | 32 | 40 | 56;
}): JSX.Element {
  return (
    <span
      class={`${css.avatar} ${css[`s${size}`]}`}
      style={{ background: `var(--a-${hue(userId)})` }}
      aria-hidden="true"
    >
      {[...name].slice(size === 24 ? -1 : -2).join('')}
    </span>
  );
}

function hue(userId: string): number {
  let sum = 0;
  for (const letter of userId) sum = (sum * 31 + letter.codePointAt(0)!) % 9973;
  return (sum % 6) + 1;
}
