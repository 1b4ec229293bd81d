import type { JSX } from 'preact';

/** One drawing of the icon sheet. */
export function Icon({ name, size = 20 }: { name: string; size?: 14 | 16 | 18 | 20 | 22 | 24 }): JSX.Element {
  return (
    <svg width={size} height={size} style={{ flex: 'none' }} aria-hidden="true">
      <use href={`/icons.svg#i-${name}`} />
    </svg>
  );
}
