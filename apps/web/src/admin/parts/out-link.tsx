import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { external } from '../../ui/icons-console.ts';
import s from './out-link.module.css';
import { partsText } from './parts-text.ts';

/** A link to a page outside, in a window of its own. */
export function OutLink(props: {
  readonly href: string;
  readonly framed?: boolean;
  /** The accessible name where the words alone do not tell links apart. */
  readonly label?: string;
  readonly children: ReactNode;
}) {
  // A server's answer may name a page: only the web's own addresses are followed.
  if (!/^https?:\/\//i.test(props.href)) return null;
  return (
    <a
      href={props.href}
      target="_blank"
      rel="noopener noreferrer"
      className={cx(s.link, props.framed && s.framed)}
      aria-label={props.label ? `${props.label} (${partsText().external})` : undefined}
    >
      {props.children}
      <Icon icon={external} size={14} label={props.label ? undefined : partsText().external} />
    </a>
  );
}
