import type { JSX } from 'preact';
import css from './avatar.module.css';

/** A colleague: a filled square with the last two characters of the name; the colour follows the mail address, as in the mail app. */
export function Avatar({
  name,
  userId,
  address = userId,
  size = 32,
}: {
  name: string;
  userId: string;
  address?: string | undefined;
  size?: 24 | 32 | 40 | 56;
}): JSX.Element {
  return (
    <span
      class={`${css.avatar} ${css[`s${size}`]}`}
      style={{ background: `var(--a-${hue(address)})` }}
      aria-hidden="true"
    >
      {[...name].slice(size === 24 ? -1 : -2).join('')}
    </span>
  );
}

/** 1 to 6, the same for an address everywhere: FNV-1a, then mixed so that likely addresses fall apart. */
function hue(address: string): number {
  let hash = 0x811c9dc5;
  for (const char of address.toLowerCase()) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (((hash ^ (hash >>> 15)) >>> 0) % 6) + 1;
}
