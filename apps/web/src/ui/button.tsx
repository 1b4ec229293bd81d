import type { ReactNode } from 'react';
import s from './button.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

export type ButtonKind = 'primary' | 'outline' | 'soft' | 'ghost' | 'danger';

export interface ButtonProps {
  readonly kind?: ButtonKind;
  /** 36, 28 or 48 high. */
  readonly size?: 'md' | 'sm' | 'lg';
  readonly icon?: string;
  /** Keeps its width and says what it does: give the text of the act, for instance 正在发送. */
  readonly busy?: string | false | undefined;
  readonly disabled?: boolean;
  readonly type?: 'button' | 'submit';
  /** Takes the whole width. */
  readonly block?: boolean;
  /** The accessible name where it differs from the visible text. */
  readonly label?: string | undefined;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  readonly autoFocus?: boolean;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly children?: ReactNode;
}

/** A button with words. At most one `primary` on a surface. */
export function Button(props: ButtonProps) {
  const { kind = 'outline', size = 'md', icon, busy, block, label, className, children, onClick } = props;
  return (
    <button
      type={props.type ?? 'button'}
      className={cx(s.button, s[kind], s[size], block && s.block, className)}
      disabled={props.disabled}
      aria-disabled={busy ? true : undefined}
      aria-busy={busy ? true : undefined}
      aria-label={busy ? undefined : label}
      title={props.title}
      // biome-ignore lint/a11y/noAutofocus: only inside dialogs
      autoFocus={props.autoFocus}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event as unknown as MouseEvent);
      }}
    >
      {busy ? <span className={s.ring} aria-hidden="true" /> : icon ? <Icon icon={icon} size={sizeOf[size]} /> : null}
      <span className={s.text}>{busy || children}</span>
    </button>
  );
}

const sizeOf = { sm: 16, md: 18, lg: 22 } as const;

export interface IconButtonProps {
  readonly icon: string;
  /** The name for screen readers, and the tooltip on PC. */
  readonly label: string;
  /** 36, 28 or 44 square. */
  readonly size?: 36 | 28 | 44;
  readonly iconSize?: 16 | 18 | 20 | 22 | 24;
  readonly pressed?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly disabled?: boolean;
  readonly tone?: 'star' | 'danger' | undefined;
  readonly className?: string | undefined;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
}

/** An icon that acts. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, size = 36, pressed, expanded, disabled, tone, className, onClick } = props;
  return (
    <button
      type="button"
      className={cx(s.icon, s[`i${size}`], tone && s[tone], className)}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onClick as never}
    >
      <Icon icon={icon} size={props.iconSize ?? (size === 44 ? 24 : size === 36 ? 20 : 18)} />
    </button>
  );
}
