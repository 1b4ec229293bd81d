import type { ReactNode } from 'react';
import s from './banner.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { info, shield, warn } from './icons.ts';

export interface BannerProps {
  readonly tone?: 'neutral' | 'info' | 'warn' | 'danger';
  readonly icon?: string;
  /** One act at the right. */
  readonly act?: { readonly label: string; readonly run: () => void } | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

const icons = { neutral: info, info, warn, danger: shield } as const;

/** One line that says what is so, with one act. */
export function Banner({ tone = 'neutral', icon, act, className, children }: BannerProps) {
  return (
    <div className={cx(s.banner, s[tone], className)} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon icon={icon ?? icons[tone]} size={16} />
      <div className={s.text}>{children}</div>
      {act ? (
        <button type="button" className={s.act} onClick={act.run}>
          {act.label}
        </button>
      ) : null}
    </div>
  );
}
